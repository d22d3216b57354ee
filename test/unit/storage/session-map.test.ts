import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionMap } from '../../../src/storage/session-map';
import { FakeExtension } from '../fakes/extension';

let extension: FakeExtension;
let map: SessionMap<number>;

/** The map as a worker that has just started finds it. */
async function restart(entries = 3, bytes = 1_000): Promise<SessionMap<number>> {
  const { SessionMap } = await extension.run(
    extension.page(),
    () => import('../../../src/storage/session-map'),
  );
  return new SessionMap<number>('numbers', { entries, bytes });
}

beforeEach(async () => {
  extension = new FakeExtension();
  map = await restart();
});

describe('a session map', () => {
  it('keeps what was set, over a restart of the worker too', async () => {
    await map.set('one', 1);
    expect(await map.get('one')).toBe(1);
    const after = await restart();
    expect([await after.get('one'), await after.get('two')]).toEqual([1, undefined]);
  });

  it('forgets what was deleted, over a restart too', async () => {
    await map.set('one', 1);
    await map.delete('one');
    expect(await map.get('one')).toBeUndefined();
    expect(await (await restart()).get('one')).toBeUndefined();
  });

  it('lets go of what was set least recently when it is full', async () => {
    for (const [index, key] of ['a', 'b', 'c', 'a', 'd'].entries()) await map.set(key, index);
    const found = await Promise.all(['a', 'b', 'c', 'd'].map((key) => map.get(key)));
    expect(found).toEqual([3, undefined, 2, 4]);
    expect([...extension.session.items.keys()].sort()).toEqual([
      'numbers:a',
      'numbers:c',
      'numbers:d',
    ]);
  });

  it('stays within its bound after a restart', async () => {
    for (const key of ['a', 'b', 'c']) await map.set(key, 0);
    const after = await restart();
    await after.set('d', 4);
    expect(extension.session.items.size).toBe(3);
    expect(await after.get('d')).toBe(4);
  });

  it('lets go of what was used least recently when its bytes are too many', async () => {
    const small = await restart(100, 6);
    for (const [index, key] of ['a', 'b', 'c'].entries()) await small.set(key, index);
    await small.get('a');
    await small.set('d', 3);
    expect([...extension.session.items.keys()].sort()).toEqual([
      'numbers:a',
      'numbers:c',
      'numbers:d',
    ]);
    expect(await small.size()).toEqual({ entries: 3, bytes: 6 });
    expect(await (await restart(100, 6)).size()).toEqual({ entries: 3, bytes: 6 });
  });

  it('does not keep what is too large for it alone', async () => {
    const small = await restart(100, 6);
    await small.set('much too long a key', 1);
    expect(extension.session.items.size).toBe(0);
    expect(await small.get('much too long a key')).toBeUndefined();
  });

  it('shares one reading of the storage with others that are restored at the same time', async () => {
    const read = vi.spyOn(extension.session.api, 'get');
    const { SessionMap } = await extension.run(
      extension.page(),
      () => import('../../../src/storage/session-map'),
    );
    const names = ['one', 'two', 'three'];
    const maps = names.map((name) => new SessionMap<number>(name, { entries: 3 }));
    await Promise.all(maps.map((each) => each.get('a')));
    expect(read).toHaveBeenCalledOnce();
  });

  it('has nothing to do with what others keep there', async () => {
    extension.session.put('others:one', 7);
    extension.session.put('numbers', 7);
    expect(await map.get('one')).toBeUndefined();
    await map.delete('one');
    expect(extension.session.items.size).toBe(2);
  });

  it('tries again after it could not be read', async () => {
    extension.session.put('numbers:one', 1);
    extension.session.failures = 1;
    await expect(map.get('one')).rejects.toThrow('out of order');
    expect(await map.get('one')).toBe(1);
  });

  it('gives up its older part where storage is full', async () => {
    const roomy = await restart(100);
    for (let n = 0; n < 8; n++) await roomy.set(`n${n}`, n);
    extension.session.failure = 'Session storage quota bytes exceeded. Values were not stored.';
    extension.session.failures = 1;
    await roomy.set('n8', 8);
    const kept = ['n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8'].map((key) => `numbers:${key}`);
    expect([...extension.session.items.keys()]).toEqual(kept);
    expect(await roomy.get('n1')).toBeUndefined();
    expect(await roomy.get('n8')).toBe(8);
  });

  it('gives up its older part once for all that find storage full together', async () => {
    const roomy = await restart(100);
    for (let n = 0; n < 16; n++) await roomy.set(`n${n}`, n);
    extension.session.failure = 'Session storage quota bytes exceeded. Values were not stored.';
    extension.session.failures = 3;
    await Promise.all(['a', 'b', 'c'].map((key, n) => roomy.set(key, n)));
    // A quarter of the nineteen that it holds then.
    expect(extension.session.items.size).toBe(16 - 4 + 3);
  });

  it('writes nothing that was forgotten while older entries made way for it', async () => {
    const small = await restart(2);
    await small.set('a', 1);
    await small.set('b', 2);
    await Promise.all([small.set('c', 3), small.get('b').then(() => small.clear())]);
    expect(await small.get('c')).toBeUndefined();
    expect(extension.session.items.size).toBe(0);
  });

  it('writes nothing that was forgotten, or made way itself, while storage was full', async () => {
    const { SessionMap } = await extension.run(
      extension.page(),
      () => import('../../../src/storage/session-map'),
    );
    const gathering = new SessionMap<number>('numbers', { entries: 100 }, 1);
    await gathering.get('a');
    extension.session.failure = 'Session storage quota bytes exceeded. Values were not stored.';
    extension.session.failures = 1;
    await Promise.all(['a', 'b', 'c', 'd'].map((key, n) => gathering.set(key, n)));
    expect([...extension.session.items.keys()]).toEqual(['numbers:b', 'numbers:c', 'numbers:d']);
    extension.session.failures = 1;
    const set = gathering.set('e', 5);
    await vi.waitFor(() => expect(extension.session.failures).toBe(0));
    await Promise.all([set, gathering.clear()]);
    expect(extension.session.items.size).toBe(0);
  });

  it('loses nothing where storage fails for another reason', async () => {
    const roomy = await restart(100);
    for (let n = 0; n < 8; n++) await roomy.set(`n${n}`, n);
    extension.session.failures = 1;
    await expect(roomy.set('n8', 8)).rejects.toThrow('out of order');
    expect(extension.session.items.size).toBe(8);
  });

  it('holds what could not be written, and says so', async () => {
    await map.get('one');
    extension.session.failures = 1;
    await expect(map.set('one', 1)).rejects.toThrow('out of order');
    expect(await map.get('one')).toBe(1);
  });
});

it('a watcher hears of its own map alone, until it ends', () => {
  const life = new AbortController();
  const callback = vi.fn();
  map.watch(callback, life.signal);
  extension.session.put('others:one', 1);
  extension.session.put('numbers:one', 1);
  expect(callback.mock.calls).toEqual([['one', 1]]);
  life.abort();
  extension.session.put('numbers:one', 2);
  expect(callback).toHaveBeenCalledOnce();
});
