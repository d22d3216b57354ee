import { describe, expect, it } from 'vitest';
import { type Door, doors } from '../../fuzz/doors';
import { knocks } from '../../fuzz/fuzz-messages';
import { type Recipe, realise, recipeOf } from '../../fuzz/recipe';

const [door] = doors as readonly [Door];

describe('a recipe', () => {
  it('makes what it is of', () => {
    const value = { a: [1, 'b', null, { c: true }], d: {} };
    expect(realise(recipeOf(value))).toEqual(value);
  });

  it('makes what JSON cannot hold', () => {
    const recipe: Recipe = {
      is: 'record',
      fields: [
        ['__proto__', { is: 'plain', value: 1 }],
        ['self', { is: 'itself' }],
        ['odd', { is: 'number', value: 'NaN' }],
        ['map', { is: 'map', items: [{ is: 'bigint', value: '7' }] }],
      ],
    };
    const made = structuredClone(realise(JSON.parse(JSON.stringify(recipe)))) as object;
    expect(Object.keys(made)).toEqual(['__proto__', 'self', 'odd', 'map']);
    expect(Reflect.get(made, 'self')).toBe(made);
    expect(Reflect.get(made, 'odd')).toBeNaN();
    expect(Reflect.get(made, 'map')).toEqual(new Map([[0, 7n]]));
  });
});

describe('malformed messages', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(knocks(door, 200, 1)).toEqual(knocks(door, 200, 1));
    expect(knocks(door, 200, 1)).not.toEqual(knocks(door, 200, 2));
  });

  it('can all be sent', () => {
    for (const { message } of knocks(door, 500, 1)) structuredClone(realise(message));
  });

  it('keep their address where an answer is due, and nowhere else', () => {
    for (const each of doors) {
      for (const { message, isAnswered } of knocks(each, 200, 3)) {
        const { to } = realise(message) as { readonly to?: unknown };
        expect(isAnswered).toBe(each.isOpen && to === each.to);
      }
    }
  });

  it('are wrong in the most different ways', () => {
    const texts = knocks(door, 500, 1).map(({ message }) => JSON.stringify(message));
    expect(new Set(texts).size).toBeGreaterThan(400);
    for (const kind of ['map', 'blob', 'itself', 'error', 'NaN', '__proto__', 'long', 'holes']) {
      expect(texts.some((text) => text.includes(`"${kind}"`))).toBe(true);
    }
  });
});
