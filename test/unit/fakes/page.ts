import { vi } from 'vitest';
import { layOut, scrollTo, stubObservers } from './observers';

/** Roots that are closed to everybody else. */
const shadowRoots: ShadowRoot[] = [];

/** Readies the document for content scripts: observers that the test leads, and roots that it can read. */
export function openPage(): void {
  stubObservers();
  document.body.replaceChildren();
  shadowRoots.length = 0;
  // A content script that ran for an earlier test stays, but sees nothing any more: its observers are gone.
  Reflect.deleteProperty(globalThis, 'isSightlineHere');
  const attachShadow = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function attach(
    this: Element,
    init,
  ) {
    const root = attachShadow.call(this, init);
    shadowRoots.push(root);
    return root;
  });
}

/** An image element, loaded, whose address is what the browser chose to show. */
export function makePicture(url: string): HTMLImageElement {
  const picture = document.createElement('img');
  show(picture, url);
  document.body.append(picture);
  return picture;
}

/** Has the browser choose another source for a picture. */
export function show(picture: HTMLImageElement, url: string, isLoaded = true): void {
  Object.defineProperty(picture, 'currentSrc', { value: url, configurable: true });
  Object.defineProperty(picture, 'complete', { value: isLoaded, configurable: true });
  Object.defineProperty(picture, 'naturalWidth', { value: isLoaded ? 400 : 0, configurable: true });
}

/** Puts a picture where it is to be labelled, large and on screen, and lets that sink in. */
export async function bringIntoView(
  picture: HTMLImageElement,
  width = 200,
  height = 100,
): Promise<void> {
  layOut(picture, width, height);
  scrollTo(picture, 'on-screen');
  await oneTurn();
}

/** Ends when all that was put off until later has been done. */
export const oneTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** The texts of the badges on the page, none while nothing of the overlay is there. */
export function badges(): string[] {
  const all = shadowRoots.flatMap((root) => [...root.querySelectorAll('.badge')]);
  return all.map((badge) => [...badge.children].map((part) => part.textContent).join(' '));
}
