import type { ElementHandle, Frame, Page } from '@playwright/test';
import { type Box, intersect } from '../../../src/core/box';
import type { ExpectedPicture } from '../pages/page-case';

/** What is to be seen of a picture, in CSS pixels of the page's viewport. */
export interface VisiblePart {
  /** The box of the picture, whether it is clipped or not. */
  readonly whole: Box;
  /** The part of it that the browser itself holds for visible; of no size where there is none. */
  readonly part: Box;
  /** Boxes of what covers it. */
  readonly under: readonly Box[];
}

/** Measures a picture; nothing where its element is not on the page. */
export async function visiblePart(
  page: Page,
  { where, frames = [], part, under = [] }: ExpectedPicture,
): Promise<VisiblePart | undefined> {
  let frame: Frame = page.mainFrame();
  let at = { x: 0, y: 0 };
  let isMute = false;
  for (const selector of frames) {
    const owner = await frame.$(selector);
    const content = await owner?.contentFrame();
    if (!owner || !content) return undefined;
    const origin = await owner.evaluate((element) => {
      const { x, y } = (element as Element).getBoundingClientRect();
      const { clientLeft, clientTop } = element as Element;
      const isSandboxed = element instanceof HTMLElement && element.hasAttribute('sandbox');
      return { x: x + clientLeft, y: y + clientTop, isSandboxed };
    });
    isMute = origin.isSandboxed;
    at = { x: at.x + origin.x, y: at.y + origin.y };
    frame = content;
  }
  const element = await findElement(frame, where);
  if (!element) return undefined;
  const { whole, seen } = await element.evaluate(measure, { part, isMute });
  const covers = await Promise.all(
    under.map(async (selector) => {
      const cover = await findElement(frame, selector);
      return cover?.evaluate(measure, { part: undefined, isMute });
    }),
  );
  const shift = (box: Box): Box => ({ ...box, x: box.x + at.x, y: box.y + at.y });
  return {
    whole: shift(whole),
    part: shift(seen ? intersect(whole, seen) : { ...whole, width: 0, height: 0 }),
    under: covers.flatMap((cover) => (cover ? [shift(cover.whole)] : [])),
  };
}

async function findElement(frame: Frame, where: string): Promise<ElementHandle<Element> | null> {
  const handle = await frame.evaluateHandle((selector) => {
    const closed = (Reflect.get(window, 'roots') ?? []) as ShadowRoot[];
    const search = (root: Document | ShadowRoot): Element | null => {
      const found = root.querySelector(selector);
      if (found) return found;
      for (const element of root.querySelectorAll('*')) {
        const inner = element.shadowRoot && search(element.shadowRoot);
        if (inner) return inner;
      }
      return null;
    };
    for (const root of [document, ...closed]) {
      const found = search(root);
      if (found) return found;
    }
    return null;
  }, where);
  return handle.asElement();
}

/**
 * Runs in the page: an element's box, and what the browser's own intersection observer says is seen of it.
 * A frame that may run no script calls no observer either: there, the viewport alone clips.
 */
async function measure(
  element: Element,
  { part, isMute }: { part: Box | undefined; isMute: boolean },
): Promise<{ whole: Box; seen: Box | undefined }> {
  const plain = ({ x, y, width, height }: Box): Box => ({ x, y, width, height });
  // An SVG image is no box of CSS: the drawing around it is what is clipped.
  const observed = (element as SVGElement).ownerSVGElement ?? element;
  const viewport = { x: 0, y: 0, width: innerWidth, height: innerHeight };
  const entry = isMute
    ? { isIntersecting: true, intersectionRect: viewport }
    : await new Promise<Pick<IntersectionObserverEntry, 'isIntersecting' | 'intersectionRect'>>(
        (resolve) => {
          const observer = new IntersectionObserver(([first]) => {
            observer.disconnect();
            if (first) resolve(first);
          });
          observer.observe(observed);
        },
      );
  // By the prototype: what is in a form may bear any name.
  const box = Element.prototype.getBoundingClientRect.call(element);
  const scale = { x: 1, y: 1 };
  if (part && element instanceof HTMLElement && element.offsetWidth > 0) {
    scale.x = box.width / element.offsetWidth;
    scale.y = box.height / element.offsetHeight;
  }
  const whole = part
    ? {
        x: box.x + part.x * scale.x,
        y: box.y + part.y * scale.y,
        width: part.width * scale.x,
        height: part.height * scale.y,
      }
    : plain(box);
  const isShown = Element.prototype.checkVisibility.call(element, {
    opacityProperty: true,
    visibilityProperty: true,
  });
  const seen = entry.isIntersecting && isShown ? plain(entry.intersectionRect) : undefined;
  return { whole, seen };
}
