// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { srcsetOf } from '../../../src/content/srcset-of';

const base = 'https://a.example/page/';

beforeEach(() => {
  document.body.replaceChildren();
  vi.spyOn(Node.prototype, 'baseURI', 'get').mockReturnValue(base);
});

function makeImage(srcset?: string): HTMLImageElement {
  const image = document.createElement('img');
  if (srcset !== undefined) image.setAttribute('srcset', srcset);
  document.body.append(image);
  return image;
}

describe('the srcset of an address', () => {
  it.each([
    ['cat.png 1x, /dog.png 2x', '/dog.png'],
    ['cat.png 1x,dog.png 2x', 'dog.png'],
    ['cat.png, dog.png 2x', 'cat.png'],
    [
      '\n  cat.png 100w ,\n  https://b.example/cat.png?w=200 200w\n',
      'https://b.example/cat.png?w=200',
    ],
    ['w_300,h_200/cat.png 300w, w_600,h_400/cat.png 600w', 'w_600,h_400/cat.png'],
  ])('is told by one of its candidates: %j', (text, address) => {
    const url = new URL(address, base).href;
    expect(srcsetOf(makeImage(text), url)).toEqual({ text, base });
  });

  it.each([
    ['that does not hold the address', 'cat.png 1x, dog.png 2x'],
    ['that is empty', ''],
    ['that is not there', undefined],
    ['of more than 4,096 characters', `owl.png 1x, ${'x'.repeat(4_096)}.png 2x`],
    ['that is nonsense', 'http:// 1x, ,, https://[ 2x'],
  ])('is none %s', (_, text) => {
    expect(srcsetOf(makeImage(text), `${base}owl.png`)).toBeUndefined();
  });

  it('is that of the <source> that the browser took, for another may be another picture', () => {
    const picture = document.createElement('picture');
    const [wide, narrow] = ['wide.png 1x, wide-2.png 2x', 'narrow.png 1x, narrow-2.png 2x'].map(
      (srcset) => {
        const source = document.createElement('source');
        source.setAttribute('srcset', srcset);
        return source;
      },
    ) as [HTMLSourceElement, HTMLSourceElement];
    const image = makeImage('last.png');
    picture.append(wide, narrow, image);
    document.body.append(picture);
    const textOf = (file: string) => srcsetOf(image, base + file)?.text;
    expect(textOf('narrow-2.png')).toBe(narrow.getAttribute('srcset'));
    expect(textOf('wide.png')).toBe(wide.getAttribute('srcset'));
    expect(textOf('last.png')).toBe('last.png');
    expect(textOf('other.png')).toBeUndefined();
  });

  it('is none of what is no image', () => {
    const element = document.createElement('div');
    element.setAttribute('srcset', 'cat.png');
    expect(srcsetOf(element, `${base}cat.png`)).toBeUndefined();
  });
});
