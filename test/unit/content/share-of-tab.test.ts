// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, expect, it, vi } from 'vitest';
import { shareOfTab } from '../../../src/content/share-of-tab';
import { dress, lay } from '../fakes/layout';

const tab = { offsetLeft: 0, offsetTop: 0, width: 1_000, height: 500, scale: 1 };
const box = { x: 100, y: 50, width: 200, height: 100 };

beforeEach(() => {
  vi.stubGlobal('visualViewport', tab);
  setScrollbars(0, 0);
});

/** Gives the window scrollbars, of so many pixels, beside what is to be seen of the page. */
function setScrollbars(right: number, below: number): void {
  vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(1_000);
  vi.spyOn(document.documentElement, 'clientHeight', 'get').mockReturnValue(500);
  vi.stubGlobal('innerWidth', 1_000 + right);
  vi.stubGlobal('innerHeight', 500 + below);
}

/** Puts this document into a frame of a tab. */
function nest(frameElement: Element | null): void {
  const { document, innerWidth, innerHeight } = window;
  const top = { visualViewport: tab, document, innerWidth, innerHeight } as unknown as Window;
  Object.assign(top, { parent: top });
  vi.stubGlobal('parent', top);
  vi.stubGlobal('frameElement', frameElement);
}

it('a box of the page itself lies where it is seen', () => {
  expect(shareOfTab(box)).toEqual({ x: 0.1, y: 0.1, width: 0.2, height: 0.2 });
});

it('a box of a page that was pinched lies where that has put it', () => {
  vi.stubGlobal('visualViewport', {
    offsetLeft: 100,
    offsetTop: 50,
    width: 500,
    height: 250,
    scale: 2,
  });
  expect(shareOfTab(box)).toEqual({ x: 0, y: 0, width: 0.4, height: 0.4 });
});

it('the scrollbars have their share of what is captured', () => {
  setScrollbars(250, 125);
  expect(shareOfTab(box)).toEqual({ x: 0.08, y: 0.08, width: 0.16, height: 0.16 });
});

it('the scrollbars keep their size on the screen where a page is pinched', () => {
  vi.stubGlobal('visualViewport', { ...tab, width: 500, height: 250, scale: 2 });
  setScrollbars(250, 125);
  expect(shareOfTab(box)).toEqual({ x: 0.16, y: 0.16, width: 0.32, height: 0.32 });
});

it('only what is in sight counts', () => {
  expect(shareOfTab({ x: 900, y: -50, width: 200, height: 100 })).toEqual({
    x: 0.9,
    y: 0,
    width: 0.1,
    height: 0.1,
  });
  expect(shareOfTab({ x: 2_000, y: 0, width: 200, height: 100 })).toBeUndefined();
});

it('a box in a frame lies where the frame shows its contents', () => {
  const frame = lay(document.createElement('iframe'), 300, 150, 404, 204);
  for (const side of ['Top', 'Right', 'Bottom', 'Left']) {
    dress(frame, { [`border${side}Width`]: '2px' });
  }
  nest(frame);
  expect(shareOfTab(box)).toEqual({ x: 0.402, y: 0.404, width: 0.2, height: 0.2 });
});

it('a frame of another origin does not tell where it lies', () => {
  nest(null);
  expect(shareOfTab(box)).toBeUndefined();
});
