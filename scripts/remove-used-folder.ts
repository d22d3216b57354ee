import { rm } from 'node:fs/promises';

/** A browser that has ended leaves processes behind that still write into its profile for a moment. */
const MOST_TRIES = 20;
const BETWEEN_TRIES = 50; // ms, and as much more each time

/** Removes a folder that a browser has used, if it is there. */
export async function removeUsedFolder(folder: string): Promise<void> {
  await rm(folder, {
    recursive: true,
    force: true,
    maxRetries: MOST_TRIES,
    retryDelay: BETWEEN_TRIES,
  });
}
