import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reporter } from '../reporter';

/** Who holds the lock; the token tells two holders of one process apart. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

/** All in milliseconds. */
const LOOK_EVERY = 100;
const SIGN_EVERY = 5_000;

/** A holder that gave no sign for so long is dead: only a model that runs keeps it busy, for a second or two. */
const SILENCE = 60_000;

/** Longer than the slowest set-up: every wait in it has its own limit. */
const PATIENCE = 45 * 60_000;

/**
 * Keeps two set-ups in one project from mixing their files: the second waits for the first, and goes on at
 * once where the first has died.
 *
 * @throws Error when the other one does not end
 */
export async function withSetUpLock<T>(
  cacheFolder: string,
  reporter: Reporter,
  use: () => Promise<T>,
): Promise<T> {
  await mkdir(cacheFolder, { recursive: true });
  const lock = join(cacheFolder, 'set-up.lock');
  const holder: Holder = { pid: process.pid, host: hostname(), token: randomUUID() };
  await take(lock, holder, reporter);
  const signs = setInterval(() => giveSign(lock), SIGN_EVERY);
  try {
    return await use();
  } finally {
    clearInterval(signs);
    if ((await readHolder(lock))?.token === holder.token) await rm(lock, { force: true });
  }
}

async function take(lock: string, holder: Holder, reporter: Reporter): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  let told = false;
  while (!(await tryTake(lock, holder))) {
    if (await isLeftBehind(lock)) {
      await rm(lock, { force: true });
      // Another set-up may have found the dead lock too: let the slower removal hit nobody's new lock.
      await sleep(LOOK_EVERY);
      continue;
    }
    if (Date.now() > deadline) {
      throw new Error(`Another set-up has not ended. If none is running, delete ${lock}.`);
    }
    if (!told) reporter.say('Another set-up is at work in this folder; waiting for it.');
    told = true;
    await sleep(LOOK_EVERY);
  }
}

async function tryTake(lock: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(lock, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(lock: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(lock, 'utf8')) as Holder;
  } catch {
    return undefined; // just given back, or being written at this moment
  }
}

async function isLeftBehind(lock: string): Promise<boolean> {
  const [holder, file] = await Promise.all([readHolder(lock), stat(lock).catch(() => undefined)]);
  if (!file) return false;
  if (Date.now() - file.mtimeMs > SILENCE) return true;
  // A process id says nothing about another machine, or another container, that shares the folder.
  return holder?.host === hostname() && !isAlive(holder.pid);
}

function giveSign(lock: string): void {
  const now = new Date();
  // The lock may have just been given back.
  utimes(lock, now, now).catch(() => {});
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
