import type { DBSchema } from 'idb';
import { type Correction, maxWord, tidyWord } from '../core/correction';
import { Database } from './database';

/** A correction as it is kept. */
export interface Corrected extends Correction {
  /** Names what the picture's bytes hold; see download/content-key.ts. */
  readonly key: string;
  /** What Sightline called it; empty where it was not sure. */
  readonly instead: string;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
}

interface CorrectionsSchema extends DBSchema {
  corrections: { key: string; value: Corrected; indexes: { at: number } };
}

/** How many corrections are kept; the oldest leave first. */
export const correctionLimit = 1_000;

const database = new Database<CorrectionsSchema>('sightline-corrections', 1, (db) => {
  db.createObjectStore('corrections', { keyPath: 'key' }).createIndex('at', 'at');
});

/** Tells every other part of the extension that they have changed; private windows have a channel of their own. */
const CHANNEL = 'corrections';

/** Keeps what the user says of a picture, in place of what they said before. */
export async function keepCorrection(correction: Corrected): Promise<void> {
  const transaction = (await database.open()).transaction('corrections', 'readwrite');
  const { store } = transaction;
  await store.put(correction);
  const surplus = (await store.count()) - correctionLimit;
  let cursor = surplus > 0 ? await store.index('at').openCursor() : null;
  for (let left = surplus; cursor && left > 0; left--) {
    await cursor.delete();
    cursor = await cursor.continue();
  }
  await transaction.done;
  tell();
}

/** Forgets what the user said of a picture. */
export async function undoCorrection(key: string): Promise<void> {
  await (await database.open()).delete('corrections', key);
  tell();
}

/** @returns all corrections, latest first; what is damaged is left out */
export async function loadCorrections(): Promise<Corrected[]> {
  if (!(await database.exists())) return [];
  const all = await (await database.open()).getAllFromIndex('corrections', 'at');
  return all.filter(isWhole).reverse();
}

export async function countCorrections(): Promise<number> {
  return (await database.exists()) ? (await database.open()).count('corrections') : 0;
}

export async function clearCorrections(): Promise<void> {
  if (!(await database.exists())) return;
  await (await database.open()).clear('corrections');
  tell();
}

/**
 * All corrections as JSON, latest first: of each the word (empty: none of the names was right), what Sightline called the
 * picture, when it was corrected, in ISO 8601, and the name of the picture's content, from which nobody can tell what
 * it shows or where it was.
 */
export async function exportCorrections(): Promise<string> {
  const corrections = (await loadCorrections()).map(({ key, word, instead, at }) => ({
    picture: key,
    word,
    instead,
    at: new Date(at).toISOString(),
  }));
  return JSON.stringify({ corrections }, undefined, 2);
}

/** Calls back whenever corrections have changed, in whatever part of the extension, until the signal is aborted. */
export function watchCorrections(callback: () => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', callback, { signal });
  signal.addEventListener('abort', () => channel.close(), { once: true });
}

function tell(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('changed');
  channel.close();
}

const isWhole = ({ key, word, instead, at }: Partial<Record<keyof Corrected, unknown>>): boolean =>
  typeof key === 'string' &&
  typeof word === 'string' &&
  word.length <= maxWord &&
  word === tidyWord(word) &&
  typeof instead === 'string' &&
  Number.isFinite(new Date(Number(at)).getTime());
