import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Corrections from '../../../src/storage/corrections';

let corrections: typeof Corrections;

const restart = async () => {
  vi.resetModules();
  corrections = await import('../../../src/storage/corrections');
};

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  await restart();
});

const said = (key: string, at: number, word = `word of ${key}`) => ({
  key,
  word,
  instead: 'tabby',
  at,
});
const keys = async () => (await corrections.loadCorrections()).map(({ key }) => key);

describe('corrections', () => {
  it('are there after a restart, latest first', async () => {
    await corrections.keepCorrection(said('a', 1));
    await corrections.keepCorrection(said('b', 2, ''));
    await restart();
    expect(await corrections.loadCorrections()).toEqual([said('b', 2, ''), said('a', 1)]);
    expect(await corrections.countCorrections()).toBe(2);
  });

  it('leave no database behind where there are none', async () => {
    expect([await corrections.loadCorrections(), await corrections.countCorrections()]).toEqual([
      [],
      0,
    ]);
    await corrections.clearCorrections();
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('are one a picture: the last that was said', async () => {
    await corrections.keepCorrection(said('a', 1, 'cat'));
    await corrections.keepCorrection(said('a', 2, 'Mitzi'));
    expect(await corrections.loadCorrections()).toEqual([said('a', 2, 'Mitzi')]);
  });

  it('can be taken back, one or all', async () => {
    for (const [at, key] of ['a', 'b', 'c'].entries()) {
      await corrections.keepCorrection(said(key, at));
    }
    await corrections.undoCorrection('b');
    expect(await keys()).toEqual(['c', 'a']);
    await corrections.clearCorrections();
    expect([await keys(), await corrections.countCorrections()]).toEqual([[], 0]);
  });

  it('are kept up to a limit, the oldest leaving first', async () => {
    const { correctionLimit } = corrections;
    for (let at = 0; at < correctionLimit + 2; at++) {
      await corrections.keepCorrection(said(`${at}`, at));
    }
    const kept = await keys();
    expect(kept).toHaveLength(correctionLimit);
    expect([kept[0], kept.at(-1)]).toEqual([`${correctionLimit + 1}`, '2']);
  });

  it('that are damaged are left out', async () => {
    await corrections.keepCorrection(said('whole', 1));
    const database = await openDB('sightline-corrections');
    const damaged = [
      { ...said('number', 2), word: 7 },
      { ...said('long', 3), word: 'x'.repeat(61) },
      { ...said('turned', 4), word: 'a\u202Eb' },
      { key: 'less', at: 5 },
      { ...said('timeless', 6), at: Number.POSITIVE_INFINITY },
    ];
    for (const each of damaged) await database.put('corrections', each);
    database.close();
    expect(await keys()).toEqual(['whole']);
  });

  it('are exported as JSON that names no site and no address', async () => {
    await corrections.keepCorrection(said('a', 0, 'Mitzi'));
    expect(JSON.parse(await corrections.exportCorrections())).toEqual({
      corrections: [
        { picture: 'a', word: 'Mitzi', instead: 'tabby', at: '1970-01-01T00:00:00.000Z' },
      ],
    });
  });

  it('tell other parts of the extension of every change, until these want to hear no more', async () => {
    const life = new AbortController();
    const heard = vi.fn();
    corrections.watchCorrections(heard, life.signal);
    await corrections.keepCorrection(said('a', 1));
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
    await corrections.undoCorrection('a');
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2));
    await corrections.clearCorrections();
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(3));

    const last = vi.fn();
    const other = new AbortController();
    corrections.watchCorrections(last, other.signal);
    life.abort();
    await corrections.keepCorrection(said('b', 2));
    await vi.waitFor(() => expect(last).toHaveBeenCalledTimes(1));
    expect(heard).toHaveBeenCalledTimes(3);
    other.abort();
  });
});
