/** Knows which picture the context menu was opened on. */
export class MenuTarget {
  #target: WeakRef<EventTarget> | undefined;

  /** @param signal ends the watching */
  constructor(signal: AbortSignal) {
    window.addEventListener(
      'contextmenu',
      (event) => {
        const [target] = event.composedPath();
        this.#target = target && new WeakRef(target);
      },
      { capture: true, passive: true, signal },
    );
  }

  /**
   * The picture that shows an address: of several, the one that the menu was opened on.
   *
   * @param url as the browser gives it with the click
   */
  find(url: string): HTMLImageElement | undefined {
    const target = this.#target?.deref();
    const pictures = [target, ...document.querySelectorAll('img')];
    return pictures.find(
      (picture): picture is HTMLImageElement =>
        picture instanceof HTMLImageElement &&
        picture.isConnected &&
        (picture.currentSrc || picture.src) === url,
    );
  }
}
