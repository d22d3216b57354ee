import { vi } from 'vitest';
import {
  elementKinds,
  liveKinds,
  type Picture,
  styleKinds,
} from '../../../src/content/picture-kinds';
import { rootIn } from './complete-dom';
import { layOut, scrollTo, stubObservers } from './observers';
import { stubImages } from './pictures';

/** Roots that are closed to everybody else. */
const shadowRoots: ShadowRoot[] = [];

/** Readies the document for content scripts: observers that the test leads, and roots that it can read. */
export function openPage(): void {
  stubObservers();
  stubImages();
  vi.stubGlobal('chrome', { dom: { openOrClosedShadowRoot: rootIn } });
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

/** An element as a picture of the kind of that name. */
export function asPicture(element: Element, name = 'img'): Picture {
  const kind = [...elementKinds, ...styleKinds, ...liveKinds].find((each) => each.name === name);
  if (!kind) throw new Error(`No kind of picture is called ${name}`);
  return { element, kind };
}

/** Has the browser choose another source for a picture. */
export function show(picture: HTMLImageElement, url: string, isLoaded = true): void {
  setSize(picture, isLoaded ? 400 : 0, isLoaded ? 300 : 0);
  Object.defineProperty(picture, 'currentSrc', { value: url, configurable: true });
  Object.defineProperty(picture, 'complete', { value: isLoaded, configurable: true });
}

/** Gives a picture its own size in pixels; one that is broken has none. */
export function setSize(picture: HTMLImageElement, width: number, height: number): void {
  Object.defineProperty(picture, 'naturalWidth', { value: width, configurable: true });
  Object.defineProperty(picture, 'naturalHeight', { value: height, configurable: true });
}

/** Puts a picture where it is to be labelled, large, on screen and over no other, and lets that sink in. */
export async function bringIntoView(element: Element, width = 200, height = 100): Promise<void> {
  const row = Math.max(0, [...document.body.children].indexOf(element));
  layOut(element, width, height, 0, row * 250);
  scrollTo(element, 'on-screen');
  await oneTurn();
}

/** Ends when all that was put off until later has been done. */
export const oneTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** The badges on the page, none while nothing of the overlay is there. */
export const badgeElements = (): HTMLElement[] => inOverlay('.badge');

/** Their texts. */
export const badges = (): string[] => badgeElements().map(shownText);

/** The text that an element of the overlay shows: by its style, from an attribute, so that no page finds it. */
export const shownText = (element: HTMLElement): string =>
  [element, ...element.querySelectorAll<HTMLElement>('[data-text]')]
    .flatMap(({ dataset }) => dataset.text ?? [])
    .join(' ')
    .replace(/\s+/g, ' ');

/** What the notice on the page says; undefined while there is none. */
export function notice(): string | undefined {
  const [shown] = inOverlay('.notice:not([hidden])');
  return shown && shownText(shown);
}

/** Elements of the overlay that match. */
export const inOverlay = (selector: string): HTMLElement[] =>
  shadowRoots.flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)]);

/** An event that the page itself has made up, which no browser trusts. */
export const madeUp = <E extends Event>(event: E): E =>
  Object.defineProperty(event, 'isTrusted', { value: false });

/** Opens the context menu at a point; a page's own event that says so is not trusted. */
export function openMenu(x: number, y: number, isTrusted = true): void {
  const event = new MouseEvent('contextmenu', { bubbles: true, clientX: x, clientY: y });
  document.body.dispatchEvent(isTrusted ? event : madeUp(event));
}
