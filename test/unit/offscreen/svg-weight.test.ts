// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { svgWeight } from '../../../src/offscreen/svg-weight';

/** The most that the tests have in common. */
const MOST = 200_000;

const weightOf = (text: string): number => svgWeight(text, MOST);

const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;

const inUtf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').toString('base64');

/** Groups, each of which refers ten times to the one before. */
const tower = (levels: number, refer: (id: string) => string) =>
  Array.from(
    { length: levels },
    (_, level) =>
      `<g id="a${level}">${level === 0 ? '<rect/>' : refer(`a${level - 1}`).repeat(10)}</g>`,
  ).join('');

describe('an SVG weighs', () => {
  it('as much as it has elements where none refers to another', () => {
    expect(weightOf(svg('<g><rect fill="#fff"/><rect fill="url(#none)"/></g>'))).toBe(4);
  });

  it('what is used as often as it is used', () => {
    expect(weightOf(svg('<g id="a"><rect/></g><use href="#a"/><use href="#a"/>'))).toBe(9);
  });

  it.each([
    ['href', (id: string) => `<use href="#${id}"/>`],
    ['xlink:href', (id: string) => `<use xlink:href="#${id}"/>`],
    ['a paint', (id: string) => `<rect fill="url(#${id})"/>`],
    ['a paint in quotes', (id: string) => `<rect mask="url('#${id}')"/>`],
    ['a style', (id: string) => `<rect style="clip-path: url( #${id} )"/>`],
  ])('without end where use leads to use, by %s', (_, refer) => {
    expect(weightOf(svg(tower(9, refer)))).toBeGreaterThan(1e8);
  });

  it('likewise where a style sheet refers to what it is painted with', () => {
    const rules = Array.from({ length: 8 }, (_, level) => `.b${level} { fill: url(#a${level}) }`);
    const style = `<style>@media screen { ${rules.join(' ')} } @font-face { src: url(#a1) }</style>`;
    const boxes = tower(9, (id) => `<rect class="${id.replace('a', 'b')}"/>`);
    expect(weightOf(svg(style + boxes))).toBeGreaterThan(1e8);
  });

  it('likewise in the first rule within another, and behind a statement', () => {
    const style = '<style>@charset "utf-8"; @media all { rect { fill: url(#a) } }</style>';
    const painted = svg(`${style}<rect/><g id="a"><g/><g/></g>`);
    expect(weightOf(painted)).toBe(9);
  });

  it.each([
    ['in base64', (inner: string) => `;charset=utf-8;base64,${btoa(inner)}`],
    ['in percent', (inner: string) => `,${encodeURIComponent(inner)}`],
    ['in base64 of UTF-16', (inner: string) => `;base64,${inUtf16(inner)}`],
    ['with a fragment', (inner: string) => `;base64,${btoa(inner)}#part`],
  ])('likewise what is drawn in it as a picture, %s', (_, encode) => {
    const inner = svg(tower(9, (id) => `<use href="#${id}"/>`));
    const address = `data:image/svg+xml${encode(inner)}`;
    expect(weightOf(svg(`<image href="${address}"/>`))).toBeGreaterThan(1e8);
    expect(weightOf(svg('<image href="data:image/svg+xml;base64,%%%"/>'))).toBe(2);
  });

  it('no more for a circle, which the browser breaks', () => {
    expect(weightOf(svg('<g id="a"><use href="#a"/></g><use href="#a"/>'))).toBeLessThan(10);
  });

  // Reading so many elements takes the stand-in for the browser seconds.
  it('beyond measure where references go deeper than anybody can follow', {
    timeout: 60_000,
  }, () => {
    const chain = Array.from({ length: 12_000 }, (_, n) => `<use id="a${n}" href="#a${n + 1}"/>`);
    expect(weightOf(svg(chain.join('')))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('what is nothing but tags', () => {
  const crowd = (count: number, tag = '<g/>') => svg(tag.repeat(count));
  let parse: MockInstance<DOMParser['parseFromString']>;
  beforeEach(() => {
    parse = vi.spyOn(DOMParser.prototype, 'parseFromString');
  });

  it.each([
    ['elements', '<g/>'],
    ['comments', '<!---->'],
  ])('of %s is not parsed', (_, tag) => {
    expect(svgWeight(crowd(50, tag), 50)).toBe(Number.POSITIVE_INFINITY);
    expect(parse).not.toHaveBeenCalled();
    expect(svgWeight(crowd(49), 50)).toBe(50);
    expect(parse).toHaveBeenCalledTimes(1);
  });

  it('is not parsed in drawings in it either, together no more than the most', () => {
    const image = `<image href="data:image/svg+xml;base64,${btoa(crowd(19))}"/>`;
    expect(svgWeight(svg(image), 50)).toBe(22);
    parse.mockClear();
    expect(svgWeight(svg(image.repeat(30)), 90)).toBe(Number.POSITIVE_INFINITY);
    // The drawing around them, and two of them.
    expect(parse).toHaveBeenCalledTimes(3);
  });
});

describe('a style sheet', () => {
  const styled = (style: string, inside = '') => svg(`<style>${style}</style>${inside}`);
  const manyRects = '<rect/>'.repeat(500);
  let search: MockInstance<Document['querySelectorAll']>;
  beforeEach(() => {
    search = vi.spyOn(Document.prototype, 'querySelectorAll');
  });
  const searchesFor = (selector: string) =>
    search.mock.calls.filter(([asked]) => asked.trim() === selector).length;

  it('without an opening brace has no rules, however long it is', () => {
    expect(weightOf(styled('a'.repeat(1e6)))).toBe(2);
    expect(weightOf(styled(`${'a'.repeat(1e6)}}`))).toBe(2);
  });

  it.each([
    ['applies to much', '*', '*{fill:url(#a)}'.repeat(2000)],
    ['refers to much', '*', `*{fill:${'url(#a)'.repeat(2000)}}`],
  ])('that %s is given up', (_, selector, style) => {
    const text = styled(style, `<g id="a"/>${manyRects}`);
    expect(weightOf(text)).toBe(Number.POSITIVE_INFINITY);
    expect(searchesFor(selector)).toBeLessThan(400);
  });

  it('of nothing but rules is given up', () => {
    expect(svgWeight(styled('b{}'.repeat(90)), 50)).toBe(Number.POSITIVE_INFINITY);
    expect(svgWeight(styled('b{}'.repeat(40)), 50)).toBe(2);
  });

  it('is not looked up for what is not in the drawing, as colours are', () => {
    expect(weightOf(styled('rect{fill:#fff}'.repeat(2000), manyRects))).toBe(502);
    expect(searchesFor('rect')).toBe(0);
  });

  it('with a selector too long for so many elements is not looked for', () => {
    const selector = Array.from({ length: 200_000 }, () => 'b').join();
    const text = styled(`${selector}{fill:url(#a)}`, `<g id="a"/>${manyRects}`);
    expect(weightOf(text)).toBe(Number.POSITIVE_INFINITY);
    expect(searchesFor(selector)).toBe(0);
  });
});

describe('attributes', () => {
  const attributes = (count: number) =>
    Array.from({ length: count }, (_, n) => ` a${n}=""`).join('');
  const crowd = (count: number, tags: number) => svg(`<g${attributes(count)}/>`.repeat(tags));

  it.each([
    ['in all tags together', crowd(50, 5), crowd(50, 3)],
    ['in one tag', crowd(101, 1), crowd(98, 1)],
  ])('are not parsed where there are too many %s', (_, tooMany, enough) => {
    const parse = vi.spyOn(DOMParser.prototype, 'parseFromString');
    expect(svgWeight(tooMany, 50)).toBe(Number.POSITIVE_INFINITY);
    expect(parse).not.toHaveBeenCalled();
    expect(svgWeight(enough, 50)).toBeLessThan(5);
  });
});
