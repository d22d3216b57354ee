import { describe, expect, it } from 'vitest';
import { isKnownAnswer, parseKnownAnswer, referencePicture } from '../../../src/core/known-answer';

describe('the reference picture', () => {
  const size = 224;
  const pixels = referencePicture(size);
  const at = (x: number, y: number) => [...pixels.subarray((y * size + x) * 4).slice(0, 4)];

  it('is opaque RGBA of its size', () => {
    expect(pixels).toHaveLength(size * size * 4);
    expect(pixels.filter((_, index) => index % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
  });

  it('has the same numbers wherever it is made', () => {
    expect(at(0, 0)).toEqual([0, 0, 0, 255]);
    expect(at(1, 0)).toEqual([1, 0, 1, 255]);
    expect(at(0, 2)).toEqual([0, 2, 2, 255]);
    // 100 * 255 / 224 = 113.8; 50 * 255 / 224 = 56.9; 100 xor 50 = 86.
    expect(at(100, 50)).toEqual([113, 56, 86, 255]);
    expect(at(223, 223)).toEqual([253, 253, 0, 255]);
    expect(at(223, 0)).toEqual([253, 0, 223, 255]);
  });
});

describe('the known answer', () => {
  // The span is 10, so each logit may miss by 0.5.
  const known = { model: 'tiny', logits: [-4, 0, 6] };

  it.each([
    ['exact', [-4, 0, 6], true],
    ['a little above', [-3.51, 0.49, 6.49], true],
    ['a little below', [-4.49, -0.49, 5.51], true],
    ['too high in one', [-4, 0.51, 6], false],
    ['too low in one', [-4, 0, 5.49], false],
    ['zeros', [0, 0, 0], false],
    ['NaN in one', [-4, Number.NaN, 6], false],
    ['infinite', [-4, 0, Number.POSITIVE_INFINITY], false],
    ['too short', [-4, 0], false],
    ['too long', [-4, 0, 6, 0], false],
    ['empty', [], false],
  ])('is told from another: %s', (_, logits, isKnown) => {
    expect(isKnownAnswer(known, logits, 0.05)).toBe(isKnown);
    expect(isKnownAnswer(known, new Float32Array(logits), 0.05)).toBe(isKnown);
  });

  it('is read from its file', () => {
    expect(parseKnownAnswer({ ...known, more: 1 }, 'tiny')).toEqual(known);
  });

  it.each([
    undefined,
    null,
    [],
    { ...known, model: 'another' },
    { model: 'tiny' },
    { model: 'tiny', logits: 'none' },
    { model: 'tiny', logits: [1, null] },
    { model: 'tiny', logits: [1, '2'] },
  ])('that is not of this model is refused: %j', (value) => {
    expect(() => parseKnownAnswer(value, 'tiny')).toThrow('does not belong to the model tiny');
  });
});
