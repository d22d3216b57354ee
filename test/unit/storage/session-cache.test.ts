import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SessionCache } from '../../../src/storage/session-cache';
import { FakeExtension } from '../fakes/extension';

let extension: FakeExtension;
let cache: SessionCache<number>;

/** The cache as a worker that has just started finds it. */
async function restart(): Promise<SessionCache<number>> {
  const { SessionCache } = await extension.run(
    extension.page(),
    () => import('../../../src/storage/session-cache'),
  );
  return new SessionCache<number>('scores', { entries: 3, bytes: 100 });
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  extension = new FakeExtension();
  cache = await restart();
});

afterEach(() => void vi.useRealTimers());

const stored = () => extension.session.items.get('tally:scores');

it('counts what it had and what it had not, and how much it holds', async () => {
  void cache.set('a', 1);
  for (const key of ['a', 'b', 'a']) await cache.get(key);
  const status = { name: 'scores', entries: 1, bytes: 2, hits: 2, misses: 1 };
  expect(await cache.status()).toEqual(status);
});

it('writes its counts down together, for a worker that comes after', async () => {
  const write = vi.spyOn(extension.session.api, 'set');
  for (const key of ['a', 'b', 'a']) await cache.get(key);
  expect(write).not.toHaveBeenCalled();
  vi.runAllTimers();
  await vi.waitFor(() => expect(stored()).toEqual({ hits: 0, misses: 3 }));
  expect(write).toHaveBeenCalledOnce();

  const after = await restart();
  void after.set('a', 1);
  await after.get('a');
  expect(await after.status()).toMatchObject({ hits: 1, misses: 3 });
  vi.runAllTimers();
  await vi.waitFor(() => expect(stored()).toEqual({ hits: 1, misses: 3 }));
  expect(await after.status()).toMatchObject({ hits: 1, misses: 3 });
});

it('counts nothing while nothing is looked for', async () => {
  const kept = cache.set('a', 1);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
  vi.runAllTimers();
  await kept;
  expect(vi.getTimerCount()).toBe(0);
  expect(stored()).toBeUndefined();
});

it('writes what it is given at the same time down together', async () => {
  const write = vi.spyOn(extension.session.api, 'set');
  const kept = Promise.all([cache.set('a', 1), cache.set('b', 2), cache.set('a', 3)]);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
  expect(write).not.toHaveBeenCalled();
  vi.runAllTimers();
  await kept;
  expect(write.mock.calls).toEqual([[{ 'scores:a': 3, 'scores:b': 2 }]]);
});

it('does not write down what is gone by then', async () => {
  const kept = cache.set('a', 1);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
  await cache.clear();
  vi.runAllTimers();
  await kept;
  expect(extension.session.items.size).toBe(0);
});
