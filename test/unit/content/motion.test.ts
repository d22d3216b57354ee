import { beforeEach, expect, it, vi } from 'vitest';
import { Motion } from '../../../src/content/motion';

let motion: Motion;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  motion = new Motion();
  return () => vi.useRealTimers();
});

/** Moves in every frame. */
function moveFor(milliseconds: number): void {
  for (let time = 0; time < milliseconds; time += 16) {
    motion.go();
    vi.advanceTimersByTime(16);
  }
}

it('is not under way on a page that stands still, nor while a screen is turned', () => {
  expect(motion.isUnderWay).toBe(false);
  moveFor(500);
  expect(motion.isUnderWay).toBe(false);
});

it('is under way while a page is scrolled on and on, until it has come to rest', () => {
  moveFor(700);
  expect(motion.isUnderWay).toBe(true);
  vi.advanceTimersByTime(100);
  expect(motion.isUnderWay).toBe(true);
  vi.advanceTimersByTime(50);
  expect(motion.isUnderWay).toBe(false);
});

it('begins anew after a rest', () => {
  moveFor(700);
  vi.advanceTimersByTime(150);
  moveFor(100);
  expect(motion.isUnderWay).toBe(false);
});
