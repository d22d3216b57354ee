import { describe, expect, it } from 'vitest';
import { Arena } from '../../../../../src/offscreen/engine/fixed-point/arena';

const PAGE = 65_536;

describe('an arena', () => {
  it('hands out blocks that touch none another, at addresses that kernels may rely on', () => {
    const arena = new Arena();
    const blocks = [1, 16, 17, 3 * PAGE, 5].map((bytes, at) => ({
      at: at % 2 === 0 ? arena.take(bytes) : arena.keep(bytes),
      bytes,
    }));
    for (const [index, { at, bytes }] of blocks.entries()) {
      expect(at % 16).toBe(0);
      expect(at + bytes).toBeLessThanOrEqual(blocks[index + 1]?.at ?? Number.POSITIVE_INFINITY);
      expect(at + bytes).toBeLessThanOrEqual(arena.memory.buffer.byteLength);
    }
  });

  it('hands a block out again that was given back, as far as it is needed', () => {
    const arena = new Arena();
    const first = arena.take(100);
    arena.take(100);
    arena.giveBack(first, 100);
    expect(arena.take(40)).toBe(first);
    expect(arena.take(50)).toBe(first + 48);
    const { byteLength } = arena.memory.buffer;
    expect(arena.take(PAGE)).toBeGreaterThan(first + 100);
    expect(arena.memory.buffer.byteLength).toBe(byteLength + PAGE);
  });

  it('makes one block of neighbours that were given back in whatever order', () => {
    const arena = new Arena();
    const [one, two, three] = [arena.take(64), arena.take(64), arena.take(64)] as const;
    arena.keep(16);
    for (const at of [one, three, two]) arena.giveBack(at, 64);
    expect(arena.take(192)).toBe(one);
  });

  it('keeps what is to be kept out of what others have used', () => {
    const arena = new Arena();
    const used = arena.take(64);
    arena.giveBack(used, 64);
    expect(arena.keep(16)).toBeGreaterThanOrEqual(used + 64);
  });
});
