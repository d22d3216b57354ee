import { beforeEach, expect, it, vi } from 'vitest';
import { FakeExtension } from '../fakes/extension';

let extension: FakeExtension;
const load = vi.fn<() => Promise<unknown>>();
let current: () => Promise<unknown>;

beforeEach(async () => {
  extension = new FakeExtension();
  load.mockImplementation(async () => (await extension.local.api.get('key')).key);
  const { memoOf } = await extension.run(
    extension.page(),
    () => import('../../../src/storage/memo'),
  );
  current = memoOf('key', load);
});

it('what is stored is read once', async () => {
  extension.local.put('key', 1);
  expect(await Promise.all([current(), current()])).toEqual([1, 1]);
  extension.local.put('another', 2);
  expect(await current()).toBe(1);
  expect(load).toHaveBeenCalledOnce();
});

it('what has changed is read anew, even when it changed while it was read', async () => {
  const before = current();
  extension.local.put('key', 1);
  await before;
  expect(await current()).toBe(1);
  extension.local.put('key', 2);
  expect(await current()).toBe(2);
});

it('what could not be read is tried again', async () => {
  extension.local.failures = 1;
  await expect(current()).rejects.toThrow('out of order');
  extension.local.put('key', 1);
  expect(await current()).toBe(1);
});
