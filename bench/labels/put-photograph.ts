import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalSite } from '../../test/e2e/support/local-site';
import type { Photograph } from './answer';

/** Where a photograph lies on the site. */
export const pathOf = (index: number): string => `/photograph/${index}`;

/**
 * Puts a photograph on a site.
 *
 * @returns its bytes
 */
export async function putPhotograph(
  site: LocalSite,
  index: number,
  folder: string,
  { file }: Photograph,
): Promise<Buffer<ArrayBuffer>> {
  const bytes = await readFile(join(folder, file));
  // Whatever it is: browsers look at the bytes of pictures.
  site.put(pathOf(index), 'image/jpeg', bytes);
  return bytes;
}
