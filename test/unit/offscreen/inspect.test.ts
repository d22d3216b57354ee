import { describe, expect, it } from 'vitest';
import { skipped } from '../../../src/core/outcome';
import { inspect } from '../../../src/offscreen/inspect';
import { gif, png } from '../fakes/pictures';

const inspectAll = async (bytes: Blob) => inspect(bytes, new Uint8Array(await bytes.arrayBuffer()));

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="5" height="6"/>';

describe('a picture', () => {
  it.each([
    ['PNG', 'png', 640, 480, png(640, 480)],
    ['GIF', 'gif', 640, 480, gif(640, 480)],
    ['PNG as long as may be', 'png', 16_384, 3_906, png(16_384, 3_906)],
    ['PNG of one pixel', 'png', 1, 1, png(1, 1)],
    ['PNG that is called a page', 'png', 9, 9, new Blob([png(9, 9)], { type: 'text/html' })],
  ])('may be decoded: %s', async (_, format, width, height, bytes) => {
    expect(await inspectAll(bytes)).toEqual({ bytes, format, width, height });
  });

  it.each([
    ['bare', svg],
    ['after an XML declaration', `<?xml version="1.0" encoding="UTF-8"?>\n${svg}`],
    ['after a comment', `  <!-- made by hand -->\n<!-- twice -->${svg}`],
    ['after a document type', `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">${svg}`],
    ['after a byte order mark', `\ufeff${svg}`],
    ['after all of these', `<?xml version="1.0"?><!-- a --><!doctype svg><!-- b -->${svg}`],
    ['after a document type with entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg}`],
  ])('is an SVG, %s', async (_, text) => {
    const bytes = new Blob([text]);
    expect(await inspectAll(bytes)).toEqual({ bytes, format: 'svg', width: 0, height: 0 });
  });

  it('is an SVG, in UTF-16', async () => {
    const bytes = new Blob([Buffer.from(`\ufeff${svg}`, 'utf16le')]);
    expect(await inspectAll(bytes)).toMatchObject({ format: 'svg' });
  });
});

describe('no picture', () => {
  it.each([
    ['a page', '<!doctype html><title>404</title><p>Not found</p>'],
    ['a page with an SVG in it', `<!doctype html><body>${svg}</body>`],
    ['text', 'Not found, and long enough to hold any header that a picture could have'],
    ['data', '{"error": "Not found", "more": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}'],
  ])('is %s', async (_, text) => {
    expect(await inspectAll(new Blob([text]))).toEqual(skipped('not-a-picture'));
  });

  it.each([
    ['no bytes', new Blob([])],
    ['no width', png(0, 10)],
    ['no height', gif(10, 0)],
  ])('is what has %s', async (_, bytes) => {
    expect(await inspectAll(bytes)).toEqual(skipped('empty'));
  });
});

describe('a picture that cannot be decoded', () => {
  it.each([
    ['PNG after its name', png(9, 9).slice(0, 8)],
    ['PNG before its size', png(9, 9).slice(0, 18)],
    ['GIF before its size', gif(9, 9).slice(0, 6)],
    ['JPEG', new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1])])],
  ])('is cut short: %s', async (_, bytes) => {
    expect(await inspectAll(bytes)).toMatchObject({ kind: 'failed', reason: 'undecodable' });
  });

  it.each([
    [20_000, 100],
    [100, 20_000],
    [16_385, 1],
    [8_001, 8_000],
    [4_294_967_295, 4_294_967_295],
  ])('is too large at %i by %i', async (width, height) => {
    expect(await inspectAll(png(width, height))).toEqual(skipped('too-large'));
  });
});
