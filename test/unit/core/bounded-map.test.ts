import { describe, expect, it } from 'vitest';
import { BoundedMap } from '../../../src/core/bounded-map';

describe('a bounded map', () => {
  it('lets go of what was used least recently when its entries are too many', () => {
    const map = new BoundedMap<number>({ entries: 2 });
    expect([map.set('a', 1), map.set('b', 2)]).toEqual([[], []]);
    expect(map.get('a')).toBe(1);
    expect(map.set('c', 3)).toEqual(['b']);
    expect(map.keys()).toEqual(['a', 'c']);
    expect(map.set('a', 4)).toEqual([]);
    expect(map.set('d', 5)).toEqual(['c']);
    expect([map.get('a'), map.get('b'), map.size]).toEqual([4, undefined, 2]);
  });

  it('lets go of as many as it takes when their bytes are too many', () => {
    const map = new BoundedMap<string>({ entries: 10, bytes: 12 });
    for (const key of ['a', 'b', 'c']) map.set(key, 'x');
    expect(map.bytes).toBe(12);
    expect(map.set('d', 'xxxxx')).toEqual(['a', 'b']);
    expect([map.size, map.bytes]).toEqual([2, 12]);
  });

  it('does not hold what is too large for it alone', () => {
    const map = new BoundedMap<string>({ entries: 10, bytes: 12 });
    map.set('a', 'x');
    expect(map.set('b', 'x'.repeat(20))).toEqual(['b']);
    expect([map.get('a'), map.size]).toEqual(['x', 1]);
  });

  it('counts no bytes of what was set anew or deleted', () => {
    const map = new BoundedMap<string>({ entries: 10, bytes: 12 });
    map.set('a', 'xxxxx');
    map.set('a', 'x');
    map.set('b', 'x');
    map.delete('b');
    map.delete('nothing');
    expect([map.size, map.bytes]).toEqual([1, 4]);
  });
});
