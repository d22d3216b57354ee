import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a profile in which an unpacked extension comes back when it has reloaded itself. */
export async function makeDeveloperProfile(): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'sightline-chaos-'));
  const preferences = { extensions: { ui: { developer_mode: true } } };
  await mkdir(join(profile, 'Default'));
  await writeFile(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  return profile;
}
