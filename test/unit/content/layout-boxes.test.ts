// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  boxesOf,
  holdsAbsolute,
  holdsFixed,
  pseudoBoxesOf,
} from '../../../src/content/layout-boxes';
import { dress, lay, layOwn, type Style, styleOf } from '../fakes/layout';

let outer: HTMLElement;
let element: HTMLElement;

beforeEach(() => {
  document.body.innerHTML = '<section><div></div></section>';
  outer = lay(document.querySelector('section') as HTMLElement, 0, 0, 400, 400);
  element = lay(document.querySelector('div') as HTMLElement, 10, 20, 200, 100);
});

const frame: Style = {
  borderTopWidth: '1px',
  borderRightWidth: '2px',
  borderBottomWidth: '3px',
  borderLeftWidth: '4px',
  paddingTop: '10px',
  paddingRight: '20px',
  paddingBottom: '30px',
  paddingLeft: '40px',
};
const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

describe('the boxes of an element', () => {
  it('lie within each other', () => {
    dress(element, frame);
    expect(boxesOf(element)).toMatchObject({
      border: { x: 10, y: 20, width: 200, height: 100 },
      padding: box(14, 21, 194, 96),
      content: box(54, 31, 134, 56),
      scale: 1,
    });
  });

  it('are as large as transforms and zoom make them', () => {
    const style = { ...frame, paddingLeft: '10px' };
    dress(layOwn(element, 100), style);
    expect(boxesOf(element)).toMatchObject({
      scale: 2,
      padding: { x: 18, y: 22 },
      content: { x: 38, y: 42, width: 200 - 12 - 60 },
    });
  });

  it('are never of less than no size', () => {
    dress(lay(element, 0, 0, 10, 10), frame);
    expect(boxesOf(element).content).toMatchObject({ width: 0, height: 0 });
  });
});

describe('the boxes of a pseudo-element', () => {
  const border = () => pseudoBoxesOf(element, '::before').border;

  it('are those of the contents around it where it has no size of its own', () => {
    dress(element, frame);
    expect(border()).toEqual(box(54, 31, 134, 56));
  });

  it('have its size, with what is around its contents', () => {
    const style = { ...frame, width: '50px', height: '40px' };
    dress(element, style, '::before');
    expect(border()).toEqual(box(10, 20, 116, 84));
    dress(element, { boxSizing: 'border-box' }, '::before');
    expect(border()).toEqual(box(10, 20, 50, 40));
  });

  it('are placed by the nearest element with a position', () => {
    const style = { position: 'absolute', left: '5px', top: '6px', width: '7px', height: '8px' };
    dress(element, style, '::before');
    dress(outer, { position: 'relative' });
    expect(border()).toEqual(box(5, 6, 7, 8));
    dress(element, { position: 'relative' });
    expect(border()).toEqual(box(15, 26, 7, 8));
  });

  it('stand at the end, after the contents', () => {
    dress(element, { width: '50px', height: '40px' }, '::after');
    expect(pseudoBoxesOf(element, '::after').border).toEqual(box(10, 80, 50, 40));
  });
});

describe('what is positioned in an element', () => {
  const holds = (style: Style) => {
    const computed = { ...styleOf(element), ...style } as unknown as CSSStyleDeclaration;
    return [holdsAbsolute(computed), holdsFixed(computed)];
  };

  it.each<[Style, boolean, boolean]>([
    [{}, false, false],
    [{ position: 'relative' }, true, false],
    [{ transform: 'matrix(1, 0, 0, 1, 0, 0)' }, true, true],
    [{ filter: 'blur(1px)' }, true, true],
    [{ contain: 'layout' }, true, true],
    [{ willChange: 'transform' }, true, true],
    [{ containerType: 'inline-size' }, true, true],
  ])('is held by %o: absolute %s, fixed %s', (style, absolute, fixed) => {
    expect(holds(style)).toEqual([absolute, fixed]);
  });
});
