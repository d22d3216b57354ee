// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Clipping } from '../../../src/content/clipping';
import { boxOf, dress, lay, type Style } from '../fakes/layout';

let outer: Element;
let middle: Element;
let picture: Element;

beforeEach(() => {
  document.body.innerHTML = '<section><div><img></div></section>';
  [outer, middle, picture] = [...document.body.querySelectorAll('*')] as [
    Element,
    Element,
    Element,
  ];
  lay(outer, 0, 0, 300, 300);
  lay(middle, 0, 0, 500, 100);
  lay(picture, 50, 50, 400, 400);
  for (const element of [document.documentElement, document.body]) {
    dress(element, { overflowX: 'visible', overflowY: 'visible' });
  }
});

const visible = (box = boxOf(picture)) => new Clipping().visiblePart(picture, box);
const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

describe('what can be seen of an element', () => {
  it('is all of it where nothing clips, as far as the window goes', () => {
    expect(visible()).toEqual(box(50, 50, 400, 400));
    lay(picture, innerWidth - 10, -10, 400, 400);
    expect(visible()).toEqual(box(innerWidth - 10, 0, 10, 390));
  });

  it.each<Style>([
    { overflowX: 'hidden', overflowY: 'hidden' },
    { overflowX: 'auto', overflowY: 'scroll' },
    { contain: 'paint' },
    { clipPath: 'circle(50%)' },
  ])('is what an ancestor with %o leaves', (style) => {
    dress(outer, style);
    expect(visible()).toEqual(box(50, 50, 250, 250));
  });

  it('is what all ancestors leave, within their borders', () => {
    dress(outer, { overflowX: 'hidden', borderTopWidth: '60px', borderRightWidth: '20px' });
    dress(middle, { overflowX: 'hidden' });
    expect(visible()).toEqual(box(50, 60, 230, 40));
  });

  it('is nothing where an ancestor has scrolled it away', () => {
    dress(outer, { overflowX: 'auto' });
    lay(picture, 0, 400, 50, 50);
    expect(visible()).toMatchObject({ height: 0 });
  });

  it('is what its own box leaves of what is painted beyond it', () => {
    dress(picture, { overflowX: 'clip' });
    expect(visible(box(0, 0, 1000, 1000))).toEqual(box(50, 50, 400, 400));
  });
});

describe('clipping is escaped', () => {
  it('by what is absolute, as far as its containing block', () => {
    dress(middle, { overflowX: 'hidden' });
    dress(picture, { position: 'absolute' });
    expect(visible()).toEqual(box(50, 50, 400, 400));
    dress(outer, { overflowX: 'hidden', position: 'relative' });
    expect(visible()).toEqual(box(50, 50, 250, 250));
  });

  it('by what is fixed, unless a transform holds it', () => {
    dress(outer, { overflowX: 'hidden', position: 'relative' });
    dress(picture, { position: 'fixed' });
    expect(visible()).toEqual(box(50, 50, 400, 400));
    dress(outer, { transform: 'matrix(1, 0, 0, 1, 0, 0)' });
    expect(visible()).toEqual(box(50, 50, 250, 250));
  });

  it('by what the browser shows on top of the page', () => {
    dress(outer, { overflowX: 'hidden' });
    const { matches } = Element.prototype;
    vi.spyOn(Element.prototype, 'matches').mockImplementation(function onTop(
      this: Element,
      selector,
    ) {
      return selector.includes(':modal') ? this === middle : matches.call(this, selector);
    });
    expect(visible()).toEqual(box(50, 50, 400, 400));
  });
});

it("the body's overflow is the window's, unless the root element has one of its own", () => {
  lay(document.body, 0, 0, 100, 100);
  dress(document.body, { overflowX: 'hidden' });
  expect(visible()).toEqual(box(50, 50, 400, 400));
  dress(document.documentElement, { overflowX: 'auto' });
  expect(visible()).toEqual(box(50, 50, 50, 50));
});
