import { expect, it } from 'vitest';
import { isSvg } from '../../../src/offscreen/is-svg';

it.each([
  '<svg xmlns="http://www.w3.org/2000/svg">',
  ' \n<svg>',
  '<SVG\n>',
  '<?xml version="1.0"?><svg>',
  '<?xml version="1.0"?>\n<?xml-stylesheet href="x.css"?>\n<svg>',
  '<!-- made by hand --><!-- in the evening --><svg>',
  `<!--${'x'.repeat(5_000)}--><svg>`,
  '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd"><svg>',
  '<!DOCTYPE svg [ <!ENTITY ns "http://www.w3.org/2000/svg"> ]>\n<svg xmlns="&ns;">',
  '<svg:svg xmlns:svg="http://www.w3.org/2000/svg">',
])('%j begins an SVG document', (text) => {
  expect(isSvg(text)).toBe(true);
});

it.each([
  '',
  '<',
  '<svgx>',
  'svg',
  '<!doctype html><html><svg></svg></html>',
  '<p>Not found</p><svg>',
  '<!-- never closed <svg>',
  '\u0089PNG\r\n<svg>',
])('%j does not', (text) => {
  expect(isSvg(text)).toBe(false);
});
