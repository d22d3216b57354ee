import { describe, expect, it } from 'vitest';
import {
  type Check,
  count,
  flag,
  list,
  nothing,
  number,
  oneKindOf,
  oneOf,
  optional,
  orElse,
  quantity,
  record,
  shortened,
  text,
} from '../../../src/core/check';

interface Cat {
  readonly kind: 'cat';
  readonly lives: number;
  readonly name?: string;
}

interface Stone {
  readonly kind: 'stone';
}

const cat = record<Cat>({ kind: oneOf(['cat']), lives: count, name: optional(text(5)) });
const thing = oneKindOf<Cat | Stone, 'kind'>('kind', {
  cat,
  stone: record<Stone>({ kind: oneOf(['stone']) }),
});

describe('what is as it should be comes back', () => {
  it.each<[string, Check<unknown>, unknown]>([
    ['a flag', flag, false],
    ['a text', text(3), 'abc'],
    ['a count', count, 0],
    ['a quantity', quantity, 0.5],
    ['a number', number, Number.NaN],
    ['one of several', oneOf(['a', 'b']), 'b'],
    ['a list', list(count, 2), [1, 2]],
    ['a record', cat, { kind: 'cat', lives: 9, name: 'Tom' }],
    ['a record without what may be missing', cat, { kind: 'cat', lives: 9 }],
    ['one of two kinds', thing, { kind: 'stone' }],
  ])('%s', (_, check, found) => {
    expect(check(found, 'it')).toEqual(found);
  });

  it('without what does not belong to it', () => {
    const more = JSON.parse('{ "kind": "cat", "lives": 9, "__proto__": { "name": 7 }, "x": 1 }');
    expect(Object.entries(cat(more, 'it'))).toEqual([
      ['kind', 'cat'],
      ['lives', 9],
    ]);
  });

  it('cut where that is allowed', () => {
    expect(shortened(3)('abcdef', 'it')).toBe('abc');
  });

  it('as nothing where nothing is wanted', () => {
    expect(nothing({ more: 1 }, 'it')).toBeUndefined();
  });
});

describe('what is wrong is said', () => {
  it.each<[Check<unknown>, unknown, string]>([
    [flag, 'true', 'it is no flag'],
    [text(3), 7, 'it is no text'],
    [text(3), new String('abc'), 'it is no text'],
    [text(3), 'abcd', 'it is longer than 3'],
    [shortened(3), ['abcd'], 'it is no text'],
    [number, '1', 'it is no number'],
    [number, 1n, 'it is no number'],
    [count, -1, 'it is no count'],
    [count, 0.5, 'it is no count'],
    [count, 1e300, 'it is no count'],
    [quantity, Number.POSITIVE_INFINITY, 'it is no quantity'],
    [quantity, Number.NaN, 'it is no quantity'],
    [quantity, -0.1, 'it is no quantity'],
    [oneOf(['a', 'b']), 'toString', 'it is none of a, b'],
    [list(count, 2), { length: 1, 0: 1 }, 'it is no list'],
    [list(count, 2), [1, 2, 3], 'it has more than 2 items'],
    [list(count, 2), [1, '2'], 'it[1] is no count'],
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is tried.
    [list(count, 2), [, 1], 'it[0] is no count'],
    [cat, undefined, 'it is no record'],
    [cat, 'cat', 'it is no record'],
    [cat, new Map([['lives', 9]]), 'it.kind is none of cat'],
    [cat, { kind: 'cat', lives: '9' }, 'it.lives is no count'],
    [cat, { kind: 'cat', lives: 9, name: null }, 'it.name is no text'],
    [thing, { kind: 'constructor' }, 'it.kind is none of cat, stone'],
    [thing, null, 'it is no record'],
    [list(thing, 2), [{ kind: 'stone' }, { kind: 'cat' }], 'it[1].lives is no count'],
  ])('%# %o', (check, found, why) => {
    expect(() => check(found, 'it')).toThrow(new TypeError(why));
  });

  it('but not where something else will do', () => {
    expect(orElse(count, 3)('none', 'it')).toBe(3);
    expect(orElse(count, 3)(5, 'it')).toBe(5);
  });

  it('of what refers to itself, too', () => {
    const itself: Record<string, unknown> = { kind: 'cat' };
    itself.lives = itself;
    expect(() => cat(itself, 'it')).toThrow('it.lives is no count');
  });
});
