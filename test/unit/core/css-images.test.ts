import { describe, expect, it } from 'vitest';
import { cssImages } from '../../../src/core/css-images';

const url = (address: string) => ({ kind: 'url', url: address });
const gradient = { kind: 'gradient' };
const none = { kind: 'none' };
const imagesOf = (value: string, resolution = 1) => cssImages(value, resolution);

describe('a computed value', () => {
  it.each([
    ['none', [none]],
    ['normal', [none]],
    ['', []],
    ['url("https://site.test/a.png")', [url('https://site.test/a.png')]],
    ['url("")', [none]],
    [
      'url("a.png"), none, linear-gradient(rgb(0, 0, 0), rgba(1, 2, 3, 0.5)), url("b.png")',
      [url('a.png'), none, gradient, url('b.png')],
    ],
    ['url("a,b(c).png?d=),url(e"), url("f")', [url('a,b(c).png?d=),url(e'), url('f')]],
    ['element(#id), paint(worklet), url("a")', [none, none, url('a')]],
  ])('%s', (value, images) => {
    expect(imagesOf(value)).toEqual(images);
  });

  it.each([
    'linear-gradient(red, blue)',
    'repeating-radial-gradient(circle at 50% 50%, red, blue 20px)',
    'conic-gradient(from 45deg, red, blue)',
    '-webkit-linear-gradient(top, red, blue)',
    '-webkit-gradient(linear, 0% 0%, 0% 100%, from(red), to(blue))',
  ])('%s is a gradient', (value) => {
    expect(imagesOf(value)).toEqual([gradient]);
  });
});

describe('an address', () => {
  it.each([
    ['quotation marks', String.raw`url("a\"b'c.png")`, `a"b'c.png`],
    ['backslashes', String.raw`url("a\\b\\\"c")`, String.raw`a\b\"c`],
  ])('may hold %s', (_, value, address) => {
    expect(imagesOf(value)).toEqual([url(address)]);
  });

  it('may hold an SVG', () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" style="fill: url('#a')"><!-- , ) --></svg>`;
    const value = `url("data:image/svg+xml,${svg.replaceAll('"', String.raw`\"`)}"), none`;
    expect(imagesOf(value)).toEqual([url(`data:image/svg+xml,${svg}`), none]);
  });

  it('may be megabytes long', () => {
    // Marks and backslashes all along it: with quadratic work this would take hours.
    const long = String.raw`a\"b\\c,(`.repeat(1_000_000);
    const [image] = imagesOf(`url("data:${long}")`);
    expect(image?.kind === 'url' && image.url.length).toBe('data:'.length + 7 * 1_000_000);
  });
});

describe('an image-set', () => {
  const two =
    'image-set(url("2.png") 2dppx, url("1.png") 1dppx type("image/png"), url("4.png") 4dppx)';

  it.each([
    [0.5, '1.png'],
    [1, '1.png'],
    [1.25, '2.png'],
    [2, '2.png'],
    [3, '4.png'],
    [5, '4.png'],
  ])('on a screen of %s device pixels a CSS pixel', (resolution, address) => {
    expect(imagesOf(two, resolution)).toEqual([url(address)]);
  });

  it.each([
    ['image-set(url("a") 1dppx, url("b") 1dppx)', 'a'],
    ['image-set(url("a") 1.00013dppx, url("b") 2dppx)', 'b'],
    ['image-set(url("a") 1dppx, url("b") 1e2dppx)', 'b'],
    ['image-set(url("a") 1dppx, url("b") 2dppx type("image/jxl"))', 'a'],
    ['image-set(url("a") 2dppx type("image/avif"), url("b") 2dppx type("IMAGE/PNG"))', 'a'],
  ])('%s', (value, address) => {
    expect(imagesOf(value, 2)).toEqual([url(address)]);
  });

  it('may hold a gradient, or nothing that the browser knows', () => {
    expect(imagesOf('image-set(linear-gradient(red, blue) 1dppx, url("a") 2dppx)')).toEqual([
      gradient,
    ]);
    expect(imagesOf('image-set(url("a") 1dppx type("image/jxl")), url("b")')).toEqual([
      none,
      url('b'),
    ]);
  });
});

describe('a cross-fade', () => {
  it.each([
    ['-webkit-cross-fade(url("a"), url("b"), 0.5)', url('a')],
    ['cross-fade(linear-gradient(red, blue) 20%, url("b"))', url('b')],
    ['-webkit-cross-fade(image-set(url("a") 1dppx, url("c") 2dppx), url("b"), 0.5)', url('a')],
    ['cross-fade(linear-gradient(red, blue), rgb(0, 0, 0))', gradient],
    ['cross-fade()', none],
  ])('%s', (value, image) => {
    expect(imagesOf(value)).toEqual([image]);
  });
});

describe('the content property', () => {
  it.each([
    ['"text url(a)"', []],
    ['url("x.png") / "words, and url(\\"y\\")"', [url('x.png')]],
    ['"before " url("x.png") " after" url("y.png")', [url('x.png'), url('y.png')]],
    ['counter(chapter) ". " open-quote url("x.png")', [url('x.png')]],
    ['counters(chapter, ".", decimal) url("x") / counter(chapter)', [url('x')]],
    ['linear-gradient(red, blue)', [gradient]],
  ])('%s', (value, images) => {
    expect(imagesOf(value)).toEqual(images);
  });
});
