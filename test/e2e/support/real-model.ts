import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Scored } from '../../../src/core/outcome';
import type { LocalSite } from './local-site';
import { builtExtension } from './prepare-extensions';
import type { Sightline } from './sightline';

const modelFolder = join(builtExtension, 'model');

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

/** Why the tests on the real model cannot run; nothing when they can. */
export const noRealModel: string | undefined =
  readJson<{ id: string }>(join(modelFolder, 'card.json')).id === 'sightline-tiny'
    ? 'there was no real model to be had at set-up'
    : undefined;

const photosFolder = join(
  process.env.SIGHTLINE_SHARED ?? resolve(import.meta.dirname, '../../../../shared'),
  'photos',
);

/** Why the tests on photographs cannot run; nothing when they can. */
export const noPhotos: string | undefined = existsSync(join(photosFolder, 'truth.json'))
  ? noRealModel
  : 'there are no photographs at hand';

/** A photograph and its true class, 0..999. */
export interface Photo {
  readonly file: string;
  readonly class: number;
}

/** Puts photographs on a site, with a gallery of them at /. */
export function putPhotos(site: LocalSite, count?: number): Photo[] {
  const photos = readJson<Photo[]>(join(photosFolder, 'truth.json')).slice(0, count);
  for (const { file } of photos) {
    site.put(`/${file}`, 'image/jpeg', readFileSync(join(photosFolder, file)));
  }
  const images = photos.map(({ file }) => `<img src="/${file}" alt="">`);
  const style = '<style>img{width:220px;height:165px;object-fit:cover;margin:4px}</style>';
  site.putPage('/', style + images.join(''));
  return photos;
}

/** All answers of the session, by the name of their picture, the same in every browser. */
export async function sessionAnswers(sightline: Sightline): Promise<Map<string, Scored>> {
  const stored = await sightline.worker.evaluate(() => chrome.storage.session.get(null));
  return new Map(
    Object.entries(stored)
      .filter(([key]) => key.startsWith('scores:'))
      .map(([key, known]) => [key, (JSON.parse(known as string) as { scored: Scored }).scored]),
  );
}
