// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isSeenAt } from '../../../src/content/covering';
import { rootIn } from '../fakes/complete-dom';
import { dress, lay, type Style } from '../fakes/layout';

let picture: Element;

beforeEach(() => {
  vi.stubGlobal('chrome', { dom: { openOrClosedShadowRoot: rootIn } });
  document.body.innerHTML = '<figure><img></figure>';
  lay(document.querySelector('figure') as Element, 0, 0, 200, 200);
  picture = lay(document.querySelector('img') as Element, 0, 0, 100, 100);
});

/** Puts something over all of the picture. */
function cover(tag: string, style: Style = {}): Element {
  const element = document.createElement(tag);
  document.body.append(element);
  return dress(lay(element, 0, 0, 300, 300), style);
}

const isSeen = () => isSeenAt(picture, 50, 50);

describe('a picture is seen', () => {
  it('where nothing lies over it', () => {
    expect(isSeen()).toBe(true);
  });

  it.each<[string, Style]>([
    ['a', {}],
    ['div', { backgroundColor: 'rgba(0, 0, 0, 0.4)' }],
    ['div', { backgroundColor: 'oklch(1 2 3 / 0.4)' }],
    ['div', { backgroundImage: 'linear-gradient(red, blue)' }],
    ['img', { opacity: '0.2' }],
  ])('through <%s> with %o', (tag, style) => {
    cover(tag, style);
    expect(isSeen()).toBe(true);
  });

  it('through what is faint because what it lies in is', () => {
    const inner = document.createElement('img');
    cover('div', { opacity: '0.3' }).append(lay(inner, 0, 0, 100, 100));
    expect(isSeen()).toBe(true);
  });

  it('where the pointer goes through it', () => {
    dress(picture, { pointerEvents: 'none' });
    expect(isSeen()).toBe(true);
  });

  it('where it is inert, or stands for an image map', () => {
    lay(picture, 500, 500, 1, 1);
    expect(isSeen()).toBe(false);
    picture.setAttribute('usemap', '#map');
    expect(isSeen()).toBe(true);
    picture.removeAttribute('usemap');
    picture.parentElement?.setAttribute('inert', '');
    expect(isSeen()).toBe(true);
  });
});

describe('a picture is not seen', () => {
  it.each<[string, Style]>([
    ['div', { backgroundColor: 'rgb(255, 255, 255)' }],
    ['div', { backgroundColor: 'rgba(0, 0, 0, 0.6)' }],
    ['div', { backgroundImage: 'url("https://a.example/dog.png")' }],
    ['img', {}],
    ['video', {}],
    ['object', {}],
  ])('under <%s> with %o', (tag, style) => {
    cover(tag, style);
    expect(isSeen()).toBe(false);
  });

  it('under what covers it from within a closed shadow root', () => {
    const root = cover('div').attachShadow({ mode: 'closed' });
    root.append(lay(document.createElement('img'), 0, 0, 300, 300));
    expect(isSeen()).toBe(false);
  });

  it('where its corners are round', () => {
    expect(isSeenAt(picture, 150, 150)).toBe(false);
  });
});
