import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as History from '../../../src/storage/history';
import { scored } from '../fakes/offscreen-document';

let history: typeof History;

const restart = async () => {
  vi.resetModules();
  history = await import('../../../src/storage/history');
};

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  await restart();
});

const { scores } = scored();
const seen = (key: string, at: number) => ({ key, at, scores, site: 'a.example' });
const keys = async (limit?: number) => (await history.recall(limit)).map(({ key }) => key);

describe('recent predictions', () => {
  it('are recalled latest first, no more than are wanted', async () => {
    for (const [key, at] of Object.entries({ a: 20, b: 30, c: 10 })) {
      await history.remember(seen(key, at));
    }
    expect(await keys()).toEqual(['b', 'a', 'c']);
    expect(await keys(2)).toEqual(['b', 'a']);
    expect((await history.recall())[0]).toEqual(seen('b', 30));
  });

  it('outlive a restart', async () => {
    await history.remember(seen('a', 1));
    await restart();
    expect(await keys()).toEqual(['a']);
  });

  it('are kept up to a limit, the oldest leaving first', async () => {
    const { historyLimit } = history;
    for (let at = 0; at < historyLimit + 3; at++) await history.remember(seen(`${at}`, at));
    const kept = await keys(historyLimit * 2);
    expect(kept).toHaveLength(historyLimit);
    expect([kept[0], kept.at(-1)]).toEqual([`${historyLimit + 2}`, '3']);
  });

  it('name a picture once: seen again it moves up and keeps its thumbnail', async () => {
    const thumbnail = new Blob(['small']);
    await history.remember({ ...seen('a', 1), thumbnail });
    await history.remember(seen('b', 2));
    await history.remember({ ...seen('a', 3), site: 'b.example' });

    expect(await keys()).toEqual(['a', 'b']);
    const [again] = await history.recall();
    expect(again).toMatchObject({ at: 3, site: 'b.example' });
    expect(await again?.thumbnail?.text()).toBe('small');
  });

  it('lead to the page where the picture was seen last, or to none', async () => {
    await history.remember({ ...seen('a', 1), page: 'https://a.example/' });
    await history.remember({ ...seen('a', 2), site: 'b.example' });
    expect((await history.recall())[0]).toEqual({ ...seen('a', 2), site: 'b.example' });
  });

  it('keep the address of their page, and are read as well without one', async () => {
    const page = 'https://a.example/list';
    await history.remember(seen('a', 1));
    await history.remember({ ...seen('b', 2), page });
    expect(await history.recall()).toEqual([{ ...seen('b', 2), page }, seen('a', 1)]);
  });

  it('are left out where what they call their page is no address of one', async () => {
    await history.remember({ ...seen('a', 1), page: 'javascript:alert(1)' });
    await history.remember(seen('b', 2));
    expect(await keys()).toEqual(['b']);
  });

  it('are forgotten one by one, and can be put back where they were', async () => {
    for (const [key, at] of Object.entries({ a: 1, b: 2, c: 3 })) {
      await history.remember(seen(key, at));
    }
    await history.forget('b');
    expect(await keys()).toEqual(['c', 'a']);
    await history.remember(seen('b', 2));
    expect(await keys()).toEqual(['c', 'b', 'a']);
  });

  it('keep their times when an old one is put back', async () => {
    const now = Date.now();
    await history.remember(seen('old', now - 48 * 3_600_000));
    await history.remember(seen('new', now));
    const [, old] = await history.recall();
    await history.forget('old');
    await history.remember(old ?? seen('none', 0));
    expect((await history.recall()).map(({ key, at }) => [key, now - at])).toEqual([
      ['new', 0],
      ['old', 48 * 3_600_000],
    ]);
  });

  it('are all there when many come at once', async () => {
    await Promise.all([1, 2, 3, 4].map((at) => history.remember(seen(`${at}`, at))));
    expect(await keys()).toEqual(['4', '3', '2', '1']);
  });

  it('can be forgotten, and new ones remembered', async () => {
    await history.remember(seen('a', 1));
    await history.forgetAll();
    expect(await keys()).toEqual([]);
    await history.remember(seen('b', 2));
    expect(await keys()).toEqual(['b']);
  });
});

it('thumbnails that were stored as files are still there', async () => {
  await history.recall();
  const database = await openDB('sightline');
  await database.put('predictions', { ...seen('a', 1), thumbnail: new Blob(['small']) });
  database.close();
  const [kept] = await history.recall();
  expect(await kept?.thumbnail?.text()).toBe('small');
});

it('a database of version 1 loses its entries, which hold no words, and takes new ones', async () => {
  const before = await openDB('sightline', 1, {
    upgrade(db) {
      db.createObjectStore('predictions', { keyPath: 'key' }).createIndex('at', 'at');
    },
  });
  const entry = { ...seen('old', 1), scores: [{ className: 'tabby', probability: 0.9 }] };
  await before.put('predictions', entry);
  before.close();

  expect(await history.recall()).toEqual([]);
  await history.remember(seen('new', 2));
  expect(await history.recall()).toEqual([seen('new', 2)]);
});

it('a database that could not be opened is tried again', async () => {
  (await openDB('sightline', 3)).close();
  await expect(history.recall()).rejects.toThrow(history.NewerHistoryError);
  await deleteDB('sightline');
  expect(await history.recall()).toEqual([]);
});

it('one of a newer version is not touched until it is to be forgotten', async () => {
  (await openDB('sightline', 3)).close();
  await expect(history.remember(seen('a', 1))).rejects.toThrow(history.NewerHistoryError);
  (await openDB('sightline', 3)).close();
  await history.forgetAll();
  await history.remember(seen('a', 1));
  expect(await keys()).toEqual(['a']);
});

it('one that an earlier version holds on to fails, and is tried again', async () => {
  const held = await openDB('sightline', 1, {
    upgrade: (db) => void db.createObjectStore('predictions'),
  });
  await expect(history.recall()).rejects.toThrow('An earlier version');
  held.close();
  expect(await history.recall()).toEqual([]);
});

it('one that was given up is let go when it opens after all', async () => {
  const held = await openDB('sightline', 1, {
    upgrade: (db) => void db.createObjectStore('predictions'),
  });
  await expect(history.recall()).rejects.toThrow('An earlier version');
  held.close();
  const deleted = new Promise<void>((resolve, reject) => {
    const blocked = () => reject(new Error('It is still open'));
    deleteDB('sightline', { blocked }).then(resolve, reject);
  });
  await expect(deleted).resolves.toBeUndefined();
});

it('makes way for a newer version', async () => {
  await history.remember(seen('a', 1));
  (await openDB('sightline', 3)).close();
  await expect(history.recall()).rejects.toThrow(history.NewerHistoryError);
});

describe('a damaged entry', () => {
  it.each<[string, object]>([
    ['without scores', { scores: undefined }],
    ['of scores of another shape', { scores: { ...scores, topFive: [{ name: 'cat' }] } }],
    [
      'of a group that is none',
      { scores: { ...scores, words: [{ ...scores.words[0], group: 'x' }] } },
    ],
    ['of an impossible time', { at: 1e20 }],
    ['with something else for a thumbnail', { thumbnail: 'small' }],
  ])('%s is left out', async (_, damage) => {
    await history.remember(seen('whole', 1));
    const database = await openDB('sightline', 2);
    await database.put('predictions', { ...seen('damaged', 2), ...damage });
    database.close();
    expect(await keys()).toEqual(['whole']);
  });
});

it('what a wrong clock put into the future does not push out what comes', async () => {
  const { historyLimit } = history;
  const future = Date.now() + 1e10;
  await history.remember(
    ...Array.from({ length: historyLimit }, (_, n) => seen(`future ${n}`, future)),
  );
  await history.remember(seen('now', Date.now()));
  expect(await keys()).toContain('now');
  expect(await keys()).toHaveLength(historyLimit);
});
