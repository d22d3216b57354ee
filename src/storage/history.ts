import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Scores } from '../core/outcome';

/** One recent prediction. */
export interface Remembered {
  /** Names the picture, so that one seen again moves up instead of standing twice. */
  readonly key: string;
  readonly scores: Scores;
  /** Host name of the page, for people. */
  readonly site: string;
  /** When it was classified, in milliseconds since 1970. */
  readonly at: number;
  /** Small picture for the list. */
  readonly thumbnail?: Blob;
}

/** A Blob in a database is a file of its own, which costs the browser 1.3 ms of CPU each time. */
interface Stored extends Omit<Remembered, 'thumbnail'> {
  readonly thumbnail?: Uint8Array<ArrayBuffer> | Blob;
}

interface HistorySchema extends DBSchema {
  predictions: { key: string; value: Stored; indexes: { at: number } };
}

/** How many recent predictions are kept. */
export const historyLimit = 200;

let database: Promise<IDBPDatabase<HistorySchema>> | undefined;

const open = (): Promise<IDBPDatabase<HistorySchema>> => {
  const forget = () => {
    database = undefined;
  };
  database ??= openDB<HistorySchema>('sightline', 2, {
    upgrade(db, version) {
      // Entries of version 1 hold no words to judge by. It was never released.
      if (version === 1) db.deleteObjectStore('predictions');
      db.createObjectStore('predictions', { keyPath: 'key' }).createIndex('at', 'at');
    },
    terminated: forget,
  }).catch((error) => {
    forget();
    throw error;
  });
  return database;
};

/** Keeps predictions; one without a thumbnail keeps that which the same picture had. */
export async function remember(...predictions: readonly Remembered[]): Promise<void> {
  const entries = await Promise.all(predictions.map(toStored));
  const transaction = (await open()).transaction('predictions', 'readwrite');
  const { store } = transaction;
  for (const prediction of entries) {
    const earlier = await store.get(prediction.key);
    await store.put({ ...earlier, ...prediction });
  }
  const surplus = (await store.count()) - historyLimit;
  if (surplus > 0) {
    let cursor = await store.index('at').openCursor();
    for (let left = surplus; cursor && left > 0; left--) {
      await cursor.delete();
      cursor = await cursor.continue();
    }
  }
  await transaction.done;
}

/** @returns the recent predictions, latest first */
export async function recall(limit: number = historyLimit): Promise<Remembered[]> {
  const found: Remembered[] = [];
  let cursor = await (await open())
    .transaction('predictions')
    .store.index('at')
    .openCursor(null, 'prev');
  while (cursor && found.length < limit) {
    found.push(fromStored(cursor.value));
    cursor = await cursor.continue();
  }
  return found;
}

export async function forgetAll(): Promise<void> {
  await (await open()).clear('predictions');
}

async function toStored({ thumbnail, ...prediction }: Remembered): Promise<Stored> {
  if (!thumbnail) return prediction;
  return { ...prediction, thumbnail: new Uint8Array(await thumbnail.arrayBuffer()) };
}

const fromStored = ({ thumbnail, ...prediction }: Stored): Remembered =>
  thumbnail
    ? { ...prediction, thumbnail: new Blob([thumbnail], { type: 'image/webp' }) }
    : prediction;
