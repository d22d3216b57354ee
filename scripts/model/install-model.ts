import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyModel } from './verify-model';

/** The one file in public/model that belongs to the project. */
const KEPT = 'MODEL.md';

const STAGING = 'model-staging-';

/**
 * Lends a folder in which a model is gathered and checked before it replaces another. It lies in .cache and
 * not in public, whose every file Vite would copy into the extension had a set-up died and left it there.
 */
export async function withStaging<T>(
  cacheFolder: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  await mkdir(cacheFolder, { recursive: true });
  await removeLeftovers(cacheFolder);
  const folder = await mkdtemp(join(cacheFolder, STAGING));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Makes a checked, staged model the one in the target folder. The card goes first and comes last: wherever
 * this is cut short, the folder has no card, so no program takes it for a model and the next set-up heals
 * it. The folder itself stays, for it holds a file that git tracks.
 *
 * @throws Error when the target does not verify afterwards
 */
export async function installModel(staged: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  await rm(join(target, 'card.json'), { force: true });
  for (const old of await readdir(target)) {
    if (old !== KEPT) await rm(join(target, old), { recursive: true, force: true });
  }
  const files = (await readdir(staged)).filter((file) => file !== 'card.json');
  for (const file of [...files, 'card.json']) {
    await rename(join(staged, file), join(target, file));
  }
  const installed = await verifyModel(target);
  if (installed.state !== 'right') {
    throw new Error(
      `The model was changed while it was put into ${target}. Run \`npm run setup\` again.`,
    );
  }
}

/** Folders of set-ups that died. None is in use: staging happens under the set-up lock. */
async function removeLeftovers(cacheFolder: string): Promise<void> {
  for (const name of await readdir(cacheFolder)) {
    if (name.startsWith(STAGING)) {
      await rm(join(cacheFolder, name), { recursive: true, force: true });
    }
  }
}
