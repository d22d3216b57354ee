import { beforeEach, describe, expect, it, vi } from 'vitest';
import { skipped } from '../../../src/core/outcome';
import { type Acquired, acquire } from '../../../src/offscreen/acquire';
import { Downloads } from '../../../src/offscreen/downloads';
import { type Deferred, defer } from '../fakes/deferred';
import { remoteJob } from '../fakes/jobs';

vi.mock('../../../src/offscreen/acquire');

let hasRoom: boolean;
let downloads: Downloads;
/** Downloads that have begun, in order, by their job's key. */
let begun: Map<string, Deferred<Acquired>>;

beforeEach(() => {
  hasRoom = true;
  downloads = new Downloads(() => hasRoom);
  begun = new Map();
  vi.mocked(acquire).mockImplementation(({ key }) => {
    const download = defer<Acquired>();
    begun.set(key, download);
    return download.promise;
  });
});

const fetchAll = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => fetchOne(from + index));

/** @param host one of its own, where none is named */
function fetchOne(
  mark: number,
  priority: 'asked' | 'on-screen' | 'near' = 'on-screen',
  tab = 1,
  host = `host-${mark}.example`,
) {
  const controller = new AbortController();
  const picture = { kind: 'address', url: `https://${host}/${mark}.png` } as const;
  const fetched = downloads.fetch(remoteJob(mark, { tab, picture }), priority, controller.signal);
  return { fetched, controller };
}

const bytes: Acquired = { bytes: new Blob(['bytes']), isFleeting: false };

describe('downloads', () => {
  it('go on a few at once, and each makes way for the next', async () => {
    const [first, second] = fetchAll(10);
    expect([begun.size, downloads.waiting]).toEqual([8, 2]);
    begun.get('key 0')?.resolve(bytes);
    expect(await first?.fetched).toBe(bytes);
    await vi.waitFor(() => expect(begun.has('key 8')).toBe(true));
    begun.get('key 1')?.reject(new Error('broken'));
    await expect(second?.fetched).rejects.toThrow('broken');
    await vi.waitFor(() => expect(begun.has('key 9')).toBe(true));
    expect(downloads.waiting).toBe(0);
  });

  it('of a tab whose hosts never answer hold up those of no other tab', async () => {
    fetchAll(50);
    const { fetched } = fetchOne(99, 'on-screen', 2);
    expect([...begun.keys()]).toHaveLength(9);
    begun.get('key 99')?.resolve(bytes);
    expect(await fetched).toBe(bytes);
    expect(downloads.waiting).toBe(42);
  });

  it('of a host that never answers hold up no other host of its page, and no other page', async () => {
    for (let mark = 0; mark < 9; mark++) fetchOne(mark, 'on-screen', 1, 'slow.example');
    expect([...begun.keys()]).toEqual(['key 0', 'key 1', 'key 2', 'key 3']);
    const other = fetchOne(20);
    fetchOne(21, 'on-screen', 2, 'slow.example');
    expect([...begun.keys()].slice(4)).toEqual(['key 20', 'key 21']);
    begun.get('key 20')?.resolve(bytes);
    expect(await other.fetched).toBe(bytes);
    expect(begun.size).toBe(6);
    // What is asked for by hand waits for no host.
    fetchOne(22, 'asked', 1, 'slow.example');
    expect([...begun.keys()].at(-1)).toBe('key 22');
    for (const key of ['key 22', 'key 0']) begun.get(key)?.resolve(bytes);
    await vi.waitFor(() => expect([...begun.keys()].at(-1)).toBe('key 4'));
    expect(begun.size).toBe(8);
  });

  it('wait while there is no room, but for what was asked for by hand', async () => {
    hasRoom = false;
    fetchAll(2);
    fetchOne(5, 'asked');
    expect([...begun.keys()]).toEqual(['key 5']);
    downloads.move('key 1', 'asked');
    expect([...begun.keys()]).toEqual(['key 5', 'key 1']);
    hasRoom = true;
    downloads.work();
    expect([...begun.keys()]).toEqual(['key 5', 'key 1', 'key 0']);
  });

  it('begin with what presses most', async () => {
    fetchAll(8);
    fetchOne(10, 'near');
    fetchOne(11);
    fetchOne(12);
    fetchOne(13, 'asked');
    expect([...begun.keys()].at(-1)).toBe('key 13');
    downloads.move('key 11', 'near');
    begun.get('key 13')?.resolve(bytes);
    for (const [mark, next] of ['key 12', 'key 10', 'key 11'].entries()) {
      begun.get(`key ${mark}`)?.resolve(bytes);
      await vi.waitFor(() => expect([...begun.keys()].at(-1)).toBe(next));
    }
  });

  it('that are given up while they wait never begin', async () => {
    fetchAll(8);
    const { fetched, controller } = fetchOne(9);
    controller.abort();
    expect(await fetched).toEqual(skipped('cancelled'));
    expect(downloads.waiting).toBe(0);
    begun.get('key 0')?.resolve(bytes);
    fetchOne(10);
    await vi.waitFor(() => expect([...begun.keys()].at(-1)).toBe('key 10'));
    expect(begun.has('key 9')).toBe(false);
  });
});
