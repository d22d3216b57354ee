import { readdir, readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { formats } from '../fixtures/formats';
import { orientations, orientedJpeg, uprightPicture } from '../fixtures/orientation';
import { transparentPictures } from '../fixtures/transparent-pictures';

/** A sound picture of the project's own making, to begin from. */
export interface OwnPicture {
  readonly file: string;
  readonly bytes: Uint8Array;
}

const drawings = resolve(import.meta.dirname, '../../scripts/demo/drawings');

/** The extension in a file's name. */
export const extensionOf = (file: string): string => extname(file).slice(1);

/** The pictures that the tests of formats write, and the demo's drawings. */
export async function ownPictures(): Promise<OwnPicture[]> {
  const makers = [
    ...Object.values(formats)
      .flat()
      .map(({ file, make }) => [file, make] as const),
    ...Object.entries(transparentPictures),
    ...orientations.map(
      (orientation) =>
        [`turned-${orientation}.jpg`, () => orientedJpeg(uprightPicture(64), orientation)] as const,
    ),
    // So large that less is decoded than there is.
    ['large.jpg', () => orientedJpeg(uprightPicture(1_024), 6)] as const,
  ];
  const made = await Promise.all(
    makers.map(async ([file, make]) => ({ file, bytes: await make() })),
  );
  return [...made, ...(await ownDrawings())];
}

/** The demo's drawings, in the order of their names. */
export async function ownDrawings(): Promise<OwnPicture[]> {
  const files = (await readdir(drawings)).filter((file) => /\.(svg|png)$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => ({ file, bytes: await readFile(join(drawings, file)) })),
  );
}
