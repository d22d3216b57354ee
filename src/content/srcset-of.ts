import { parseUrl } from '../download/parse-url';
import type { Srcset } from '../messaging/protocol';
import { attributeOf } from './dom';

/** Characters that a srcset may have to be of use. */
const LONGEST = 4_096;

/**
 * The srcset, of an image or of a <source> beside it, that its address was chosen from: all in it are the same
 * picture in other sizes. Another <source> may be another picture.
 *
 * @param url absolute address of the picture that the element shows
 */
export function srcsetOf(element: Element, url: string): Srcset | undefined {
  if (!(element instanceof HTMLImageElement)) return undefined;
  const { baseURI: base, parentElement: around } = element;
  const holders = around instanceof HTMLPictureElement ? around.children : [element];
  for (const holder of holders) {
    const text = attributeOf(holder, 'srcset');
    if (text.length <= LONGEST && lists(text, base, url)) return { text, base };
  }
  return undefined;
}

/** Whether an address stands in a srcset; it may have commas in it, and others around it. */
const lists = (text: string, base: string, url: string): boolean =>
  text
    .split(/\s+/)
    .flatMap((part) => [part.replace(/^,+|,+$/g, ''), ...part.split(',')])
    .some((part) => part !== '' && parseUrl(part, base)?.href === url);
