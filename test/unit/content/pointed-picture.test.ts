// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, expect, it, vi } from 'vitest';
import { PointedPicture } from '../../../src/content/pointed-picture';
import { lay } from '../fakes/layout';
import { asPicture, makePicture, openPage } from '../fakes/page';

let life: AbortController;
let pointed: PointedPicture;
/** Which of the pseudo-classes that no test can bring about hold: of the page's root, and of what is focused. */
let states: { hover: boolean; ring: boolean };

beforeEach(() => {
  openPage();
  life = new AbortController();
  pointed = new PointedPicture(life.signal);
  states = { hover: true, ring: true };
  const matches = Element.prototype.matches;
  vi.spyOn(Element.prototype, 'matches').mockImplementation(function (
    this: Element,
    selector: string,
  ) {
    if (selector === ':hover') return states.hover;
    if (selector === ':focus-visible') return states.ring && this !== document.body;
    return matches.call(this, selector);
  });
  vi.spyOn(Document.prototype, 'hasFocus').mockReturnValue(true);
  return () => life.abort();
});

function point(x: number, y: number, isTrusted = true): void {
  const event = new MouseEvent('pointermove', { clientX: x, clientY: y });
  if (!isTrusted) Object.defineProperty(event, 'isTrusted', { value: false });
  window.dispatchEvent(event);
}

/** Two pictures side by side, the second in a link; and what tells which lies where. */
function open() {
  const free = lay(makePicture('free.png'), 0, 0, 100, 100);
  const linked = lay(makePicture('linked.png'), 100, 0, 100, 100);
  const link = lay(document.createElement('a'), 100, 0, 100, 100);
  link.setAttribute('href', '#');
  document.body.append(link);
  link.append(linked);
  const at = (x: number) => asPicture(x < 100 ? free : linked);
  Document.prototype.elementFromPoint = (x) => (x < 100 ? free : linked) as HTMLElement;
  return { free, linked, link, picturesAt: (x: number) => [at(x)] };
}

it('is the one under the pointer', () => {
  const page = open();
  point(50, 50);
  expect(pointed.find(page)?.element).toBe(page.free);
});

it('is none while the pointer has not moved, or has left the frame', () => {
  const page = open();
  expect(pointed.find(page)).toBeUndefined();
  point(50, 50);
  states.hover = false;
  expect(pointed.find(page)).toBeUndefined();
});

it('is the one in what the keyboard has gone to, wherever the pointer rests', () => {
  const page = open();
  point(50, 50);
  page.link.focus();
  expect(pointed.find(page)?.element).toBe(page.linked);
});

it('is the one under the pointer where something else was clicked', () => {
  const page = open();
  point(50, 50);
  page.link.focus();
  states.ring = false;
  expect(pointed.find(page)?.element).toBe(page.free);
});

it('is none where the keyboard is in a frame of the page and the pointer is in none', () => {
  const page = open();
  page.link.focus();
  vi.spyOn(Document.prototype, 'hasFocus').mockReturnValue(false);
  expect(pointed.find(page)).toBeUndefined();
});

it('is not where a page pretends that the pointer is', () => {
  const page = open();
  point(50, 50);
  point(150, 50, false);
  expect(pointed.find(page)?.element).toBe(page.free);
});

it('is none that shows nothing', () => {
  const page = open();
  point(50, 50);
  Object.defineProperty(page.free, 'currentSrc', { value: '' });
  expect(pointed.find(page)).toBeUndefined();
});

it('is none where the pointer went on unheard, for a page keeps it from being heard of', () => {
  const page = open();
  point(50, 50);
  expect(pointed.find(page)?.element).toBe(page.free);
  // What the browser says is under the pointer now is the link.
  vi.spyOn(Element.prototype, 'matches').mockImplementation(function (
    this: Element,
    selector: string,
  ) {
    return selector === ':hover' && (this === page.link || this === document.documentElement);
  });
  expect(pointed.find(page)).toBeUndefined();
});
