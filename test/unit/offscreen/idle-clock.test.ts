import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { IdleClock } from '../../../src/offscreen/idle-clock';
import { defer } from '../fakes/deferred';

const onIdle = vi.fn();
const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * 60_000);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('strikes when nothing was wanted from the beginning', async () => {
  new IdleClock(onIdle);
  await pass(4.9);
  expect(onIdle).not.toHaveBeenCalled();
  await pass(0.2);
  expect(onIdle).toHaveBeenCalledOnce();
});

it('stands still while anything is under way, and starts anew afterwards', async () => {
  const clock = new IdleClock(onIdle);
  const [one, two] = [defer<number>(), defer<number>()];
  await pass(4);
  const first = clock.during(1, () => one.promise);
  const second = clock.during(1, () => two.promise);
  expect(vi.getTimerCount()).toBe(0);
  await pass(60);
  one.resolve(1);
  expect(await first).toBe(1);
  await pass(60);
  expect(onIdle).not.toHaveBeenCalled();
  two.reject(new Error('broken'));
  await expect(second).rejects.toThrow('broken');
  await pass(0.9);
  expect(onIdle).not.toHaveBeenCalled();
  await pass(0.2);
  expect(onIdle).toHaveBeenCalledOnce();
});

it('takes as long as was last wanted', async () => {
  const clock = new IdleClock(onIdle);
  await clock.during(1, async () => undefined);
  await clock.during(15, async () => undefined);
  await pass(14.9);
  expect(onIdle).not.toHaveBeenCalled();
  await pass(0.2);
  expect(onIdle).toHaveBeenCalledOnce();
});
