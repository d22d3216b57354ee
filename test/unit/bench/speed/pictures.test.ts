import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { findPictures, stamped } from '../../../../bench/speed/pictures';

/** A folder of shared files that is not there. */
const nowhere = { SIGHTLINE_SHARED: '/nowhere' };

describe('pictures without photographs', () => {
  it('are drawings of photographic size, each another one, and the same each time', async () => {
    const pictures = await findPictures(nowhere);
    const [one, other, again] = [await pictures.at(0), await pictures.at(1), await pictures.at(0)];
    expect(pictures.what).toBe('drawings with noise');
    expect(await sharp(one).metadata()).toMatchObject({ format: 'jpeg', width: 500, height: 375 });
    expect(one.equals(other)).toBe(false);
    expect(one.equals(again)).toBe(true);
  });
});

it('stamps a picture without changing what it shows', async () => {
  const picture = await (await findPictures(nowhere)).at(0);
  const [one, other] = [stamped(picture, 1), stamped(picture, 2)];
  expect(one.equals(other)).toBe(false);
  const pixels = (jpeg: Buffer) => sharp(jpeg).raw().toBuffer();
  expect((await pixels(one)).equals(await pixels(picture))).toBe(true);
});
