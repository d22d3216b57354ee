import { describe, expect, it } from 'vitest';
import { svgText } from '../../../src/offscreen/svg-text';

const DRAWING = '<svg><text>é日</text></svg>';

const textOf = (data: Buffer) => svgText(new Uint8Array(data));

describe('the text of an SVG', () => {
  it.each([
    ['UTF-8', Buffer.from(DRAWING)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${DRAWING}`)],
    ['UTF-8 with two marks', Buffer.from(`\ufeff\ufeff${DRAWING}`)],
    [
      'UTF-8 with a mark behind a declaration',
      Buffer.from(`\ufeff<?xml version="1.0"?>\ufeff${DRAWING}`),
    ],
    ['little-endian UTF-16', Buffer.from(`\ufeff${DRAWING}`, 'utf16le')],
    ['big-endian UTF-16', Buffer.from(`\ufeff${DRAWING}`, 'utf16le').swap16()],
  ])('is read from %s', (_, data) => {
    expect(textOf(data)).toBe(DRAWING);
  });

  it.each(['ISO-2022-JP', 'ISO-8859-1', 'UTF-16'])(
    'is UTF-8 though it declares itself %s, and declares nothing any more',
    (encoding) => {
      const declaration = `<?xml version="1.0" encoding="${encoding}"?>`;
      expect(textOf(Buffer.from(declaration + DRAWING))).toBe(DRAWING);
    },
  );

  it('lacks no more than a letter where it is Latin-1', () => {
    expect(textOf(Buffer.from('<svg><text>é</text></svg>', 'latin1'))).toBe(
      '<svg><text>\ufffd</text></svg>',
    );
  });

  it('keeps other instructions', () => {
    const text = `<?xml-stylesheet href="a.css"?>${DRAWING}`;
    expect(textOf(Buffer.from(text))).toBe(text);
  });
});
