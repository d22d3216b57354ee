import { beforeEach, expect, it, vi } from 'vitest';
import { Motion } from '../../../src/content/motion';

const onRest = vi.fn();
let life: AbortController;
let motion: Motion;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onRest.mockClear();
  life = new AbortController();
  motion = new Motion(onRest, life.signal);
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

it('is under way while a page is scrolled on and on, and tells of the end', () => {
  moveFor(700);
  expect(motion.isUnderWay).toBe(true);
  expect(onRest).not.toHaveBeenCalled();
  vi.advanceTimersByTime(150);
  expect(motion.isUnderWay).toBe(false);
  expect(onRest).toHaveBeenCalledOnce();
});

it('begins anew after a rest', () => {
  moveFor(700);
  vi.advanceTimersByTime(150);
  moveFor(100);
  expect(motion.isUnderWay).toBe(false);
});

it('says nothing after its end', () => {
  motion.go();
  life.abort();
  expect(vi.getTimerCount()).toBe(0);
});
