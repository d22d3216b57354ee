import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeUsedFolder } from '../../../scripts/remove-used-folder';

/** Lets a test use a profile with developer mode on: without it Chromium starts no unpacked extension again. */
export async function withDeveloperProfile(use: (profile: string) => Promise<void>): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'sightline-profile-'));
  try {
    await mkdir(join(profile, 'Default'));
    const preferences = { extensions: { ui: { developer_mode: true } } };
    await writeFile(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
    await use(profile);
  } finally {
    await removeUsedFolder(profile);
  }
}
