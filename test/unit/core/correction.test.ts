import { describe, expect, it } from 'vitest';
import { checkCorrecting, maxWord, tidyWord } from '../../../src/core/correction';

describe('what is done about a label', () => {
  it.each([
    { kind: 'say', word: 'Mitzi' },
    { kind: 'say', word: '' },
    { kind: 'undo' },
    { kind: 'type' },
  ])('is taken: %o', (correcting) => {
    expect(checkCorrecting(correcting, 'x')).toEqual(correcting);
  });

  it.each([
    undefined,
    'say',
    {},
    { kind: 'erase' },
    { kind: 'say' },
    { kind: 'say', word: 7 },
    { kind: 'say', word: 'x'.repeat(maxWord + 1) },
  ])('is refused: %o', (found) => {
    expect(() => checkCorrecting(found, 'x')).toThrow(TypeError);
  });

  it('holds nothing that does not belong to it', () => {
    expect(checkCorrecting({ kind: 'undo', word: 'x', more: 1 }, 'x')).toEqual({ kind: 'undo' });
  });

  it('is tidied on its way', () => {
    const correcting = checkCorrecting({ kind: 'say', word: ' my\n cat ' }, 'x');
    expect(correcting).toEqual({ kind: 'say', word: 'my cat' });
  });
});

describe('a word', () => {
  it.each([
    ['  Mitzi  ', 'Mitzi'],
    ['two\r\n\tlines', 'two lines'],
    ['turned \u202Eback', 'turned back'],
    ['\u0000\u200B\u2028', ''],
    ['кішка 猫 قطة', 'кішка 猫 قطة'],
    ['x'.repeat(70), 'x'.repeat(maxWord)],
  ])('as typed %j is kept as %j', (typed, kept) => {
    expect(tidyWord(typed)).toBe(kept);
    expect(tidyWord(kept)).toBe(kept);
  });
});
