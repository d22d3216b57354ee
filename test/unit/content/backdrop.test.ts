// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, expect, it, vi } from 'vitest';
import { backdropOf } from '../../../src/content/backdrop';
import { stubCanvas } from '../fakes/canvas';
import { dress } from '../fakes/layout';

let outer: Element;
let inner: Element;

beforeEach(() => {
  stubCanvas();
  document.body.innerHTML = '<div><p></p></div>';
  [outer, inner] = [...document.querySelectorAll('div, p')] as [Element, Element];
  dress(document.documentElement, { colorScheme: 'normal' });
});

it('is white where the page paints nothing', () => {
  expect(backdropOf(inner)).toBe('#ffffff');
});

it('is the nearest opaque colour around', () => {
  dress(document.body, { backgroundColor: 'rgb(1, 2, 3)' });
  dress(outer, { backgroundColor: 'rgb(10, 20, 30)' });
  expect(backdropOf(inner)).toBe('#0a141e');
  dress(document.body, { backgroundColor: 'rgba(0, 0, 0, 0)' });
});

it('is mixed of what lies one over another', () => {
  dress(outer, { backgroundColor: 'rgb(0, 0, 0)' });
  dress(inner, { backgroundColor: 'rgba(200, 100, 50, 0.5)' });
  expect(backdropOf(inner)).toBe('#643219');
});

it('is found through slots and out of shadow roots', () => {
  const root = outer.attachShadow({ mode: 'closed' });
  root.innerHTML = '<section><slot></slot></section>';
  dress(root.querySelector('section') as Element, { backgroundColor: 'rgb(0, 0, 255)' });
  expect(backdropOf(inner)).toBe('#0000ff');
});

it.each([
  ['dark', false, '#121212'],
  ['light dark', true, '#121212'],
  ['light dark', false, '#ffffff'],
])(
  'is as dark as the browser paints a page of color-scheme %s (dark: %s)',
  (colorScheme, matches, colour) => {
    dress(document.documentElement, { colorScheme });
    vi.stubGlobal('matchMedia', () => ({ matches }));
    expect(backdropOf(inner)).toBe(colour);
  },
);
