import { onOwnPage, openOwnPage } from '../world';
import { aWhile, type Strike } from './strike';

const fillSession: Strike = {
  name: 'session storage is full',
  async strike(world, dice) {
    const beats = aWhile(dice);
    await onOwnPage(world, (page) => page.evaluate(fill));
    return { beats, end: () => onOwnPage(world, (page) => page.evaluate(clear)) };
  },
};

const holdDatabase: Strike = {
  name: 'the database is held by another',
  target: 'database',
  async strike(world, dice) {
    const beats = aWhile(dice);
    const page = await openOwnPage(world);
    try {
      await page.evaluate(hold);
    } catch (error) {
      await page.close();
      throw error;
    }
    return { beats, end: () => page.close() };
  },
};

const renewDatabase: Strike = {
  name: 'the database is of a newer version',
  target: 'database',
  async strike(world, dice) {
    const beats = aWhile(dice);
    await onOwnPage(world, (page) => page.evaluate(renew));
    return { beats, end: () => onOwnPage(world, (page) => page.evaluate(removeDatabase)) };
  },
};

export const storageStrikes: readonly Strike[] = [fillSession, holdDatabase, renewDatabase];

// These run in a page of the extension. No function in them has a name: tsx would have it call a helper that is not
// there.

/** To the last kilobyte. */
async function fill(): Promise<void> {
  let count = 0;
  for (const size of [2 ** 20, 2 ** 15, 2 ** 10]) {
    try {
      for (;;) await chrome.storage.session.set({ [`chaos:${count++}`]: 'x'.repeat(size) });
    } catch {
      // No more of that size.
    }
  }
}

async function clear(): Promise<void> {
  const stored = Object.keys(await chrome.storage.session.get(null));
  await chrome.storage.session.remove(stored.filter((key) => key.startsWith('chaos:')));
}

/** Keeps all others from writing for as long as this page lives. */
async function hold(): Promise<void> {
  const found = await indexedDB.databases();
  if (!found.some(({ name }) => name === 'sightline')) throw new Error('There is no database');
  const opening = indexedDB.open('sightline');
  await new Promise<void>((resolve, reject) => {
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const store = opening.result
        .transaction('predictions', 'readwrite')
        .objectStore('predictions');
      const request = store.count();
      request.onsuccess = () => {
        resolve();
        store.count().onsuccess = request.onsuccess;
      };
    };
  });
}

function renew(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('sightline', 99);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
}

function removeDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const removing = indexedDB.deleteDatabase('sightline');
    removing.onerror = () => reject(removing.error);
    removing.onsuccess = () => resolve();
  });
}
