/** What happens to the pictures of a page. */
export interface PictureEvents {
  /** A picture is on the page. */
  found(picture: HTMLImageElement): void;
  /** It has left the page. */
  lost(picture: HTMLImageElement): void;
  /** It may show another picture now, or none: its source changed, or the source was loaded or failed to. */
  changed(picture: HTMLImageElement): void;
  /** The document was written anew: all that was found is gone, and so is every listener on it. */
  replaced(): void;
  /** Something on the page changed that may have moved pictures. */
  stirred(): void;
}

/** Attributes by which a picture's source is chosen. */
const SOURCE_ATTRIBUTES = ['src', 'srcset', 'sizes', 'media', 'type'];

/** Attributes that commonly move or hide what is on the page. */
const LAYOUT_ATTRIBUTES = ['class', 'style', 'hidden', 'open', 'width', 'height'];

/**
 * Finds the pictures of a document, those there now and those that come.
 *
 * @param signal ends the finding
 */
export function findPictures(events: PictureEvents, signal: AbortSignal): void {
  const root = document.documentElement;
  const observer = new MutationObserver((records) => {
    // document.open() takes all listeners away; of what watches the page, observers alone live on.
    if (document.documentElement && document.documentElement !== root) {
      events.replaced();
      return;
    }
    tellOf(records, events);
    events.stirred();
  });
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: [...SOURCE_ATTRIBUTES, ...LAYOUT_ATTRIBUTES],
  });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });

  // Neither bubbles, but both can be captured; they also tell of the sources that srcset and lazy loading
  // choose, which no attribute shows.
  const onSettled = ({ target }: Event) => {
    if (target instanceof HTMLImageElement) events.changed(target);
    events.stirred();
  };
  document.addEventListener('load', onSettled, { capture: true, signal });
  document.addEventListener('error', onSettled, { capture: true, signal });

  for (const picture of picturesIn([root])) events.found(picture);
}

function tellOf(records: readonly MutationRecord[], events: PictureEvents): void {
  for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
    for (const picture of picturesIn(addedNodes)) events.found(picture);
    for (const picture of picturesIn(removedNodes)) {
      // One that was only moved is connected again by now.
      if (!picture.isConnected) events.lost(picture);
    }
    if (type === 'attributes' && SOURCE_ATTRIBUTES.includes(attributeName ?? '')) {
      // A <source> speaks for the picture beside it.
      const holder = target instanceof HTMLSourceElement ? target.parentElement : target;
      for (const picture of picturesIn([holder])) events.changed(picture);
    }
  }
}

const imagesIn: (selector: 'img') => NodeListOf<HTMLImageElement> =
  Element.prototype.querySelectorAll;

function* picturesIn(nodes: Iterable<Node | null>): Iterable<HTMLImageElement> {
  for (const node of nodes) {
    if (node instanceof HTMLImageElement) yield node;
    // A form's controls can hide its methods, so the prototype's is called.
    else if (node instanceof Element) yield* imagesIn.call(node, 'img');
  }
}
