import { type DBSchema, deleteDB, type IDBPDatabase } from 'idb';
import { isScores } from '../core/is-scores';
import type { Scores } from '../core/outcome';
import { Database } from './database';
import { pageAddress } from './page-address';

/** One recent prediction. */
export interface Remembered {
  /** Names the picture, so that one seen again moves up instead of standing twice. */
  readonly key: string;
  readonly scores: Scores;
  /** Host name of the page, for people. */
  readonly site: string;
  /** Address of the page, to open it again; missing where it has none on the web. */
  readonly page?: string;
  /** When it was classified, in milliseconds since 1970. */
  readonly at: number;
  /** Small picture for the list. */
  readonly thumbnail?: Blob;
}

/** A prediction on its way into the database, or in it. */
export interface Remembering extends Omit<Remembered, 'thumbnail'> {
  readonly thumbnail?: Uint8Array<ArrayBuffer> | Blob;
}

interface HistorySchema extends DBSchema {
  predictions: { key: string; value: Remembering; indexes: { at: number } };
}

/** How many recent predictions are kept. */
export const historyLimit = 200;

/** What is stored is of a newer version of the extension, which this one cannot read. */
export class NewerHistoryError extends Error {
  override name = 'NewerHistoryError';
}

const HOUR = 3_600_000;

const NAME = 'sightline';
const VERSION = 2;

const database = new Database<HistorySchema>(NAME, VERSION, (db, version) => {
  // Entries of version 1 hold no words to judge by. It was never released.
  if (version === 1) db.deleteObjectStore('predictions');
  db.createObjectStore('predictions', { keyPath: 'key' }).createIndex('at', 'at');
});

const open = (): Promise<IDBPDatabase<HistorySchema>> =>
  database.open().catch((error) => {
    const isNewer = (error as Error).name === 'VersionError';
    throw isNewer ? new NewerHistoryError('It is of a newer version', { cause: error }) : error;
  });

/** Keeps predictions; one without a thumbnail keeps that which the same picture had. */
export async function remember(...predictions: readonly Remembering[]): Promise<void> {
  const entries = await Promise.all(predictions.map(withoutFile));
  const transaction = (await open()).transaction('predictions', 'readwrite');
  const { store } = transaction;
  for (const entry of entries) {
    const { thumbnail } = entry.thumbnail ? {} : ((await store.get(entry.key)) ?? {});
    await store.put(thumbnail ? { ...entry, thumbnail } : entry);
  }
  // What a clock that was wrong has put into the future would for ever be the latest.
  const at = Math.max(...entries.map((entry) => entry.at));
  const future = IDBKeyRange.lowerBound(Math.max(Date.now(), at) + HOUR);
  for (const late of await store.index('at').getAll(future)) await store.put({ ...late, at });
  const surplus = (await store.count()) - historyLimit;
  const oldest = surplus > 0 ? await store.index('at').getAllKeys(null, surplus) : [];
  await Promise.all(oldest.map((key) => store.delete(key)));
  await transaction.done;
}

/** @returns the recent predictions, latest first; what is damaged is left out */
export async function recall(limit: number = historyLimit): Promise<Remembered[]> {
  const found: Remembered[] = [];
  let cursor = await (await open())
    .transaction('predictions')
    .store.index('at')
    .openCursor(null, 'prev');
  while (cursor && found.length < limit) {
    if (isWhole(cursor.value)) found.push(fromStored(cursor.value));
    cursor = await cursor.continue();
  }
  return found;
}

/** Forgets one prediction. */
export async function forget(key: string): Promise<void> {
  await (await open()).delete('predictions', key);
}

/** Forgets all predictions, also those that cannot be read. */
export async function forgetAll(): Promise<void> {
  const opened = await open().catch(() => undefined);
  if (opened) await opened.clear('predictions');
  else await destroy();
}

const destroy = () =>
  new Promise<void>((resolve, reject) => {
    const blocked = () => reject(new Error('Another part of Sightline has it open'));
    deleteDB(NAME, { blocked }).then(resolve, reject);
  });

/** A Blob in a database is a file of its own, which costs the browser 1.3 ms of CPU each time. */
async function withoutFile(prediction: Remembering): Promise<Remembering> {
  const { thumbnail } = prediction;
  if (!thumbnail || thumbnail instanceof Uint8Array) return prediction;
  return { ...prediction, thumbnail: new Uint8Array(await thumbnail.arrayBuffer()) };
}

const isWhole = ({ key, scores, site, page, at, thumbnail }: Partial<Remembering>): boolean =>
  typeof key === 'string' &&
  typeof site === 'string' &&
  (page === undefined || pageAddress(page) === page) &&
  Number.isFinite(new Date(at ?? Number.NaN).getTime()) &&
  isScores(scores) &&
  (thumbnail === undefined || thumbnail instanceof Blob || thumbnail instanceof Uint8Array);

const fromStored = ({ thumbnail, ...prediction }: Remembering): Remembered =>
  thumbnail ? { ...prediction, thumbnail: new Blob([thumbnail]) } : prediction;
