import { encode } from 'fast-png';

/** A PNG of one colour, for the tiny model to name. */
export function colourPng(
  [red, green, blue]: readonly [number, number, number],
  width = 128,
  height = 128,
): Uint8Array {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < data.length; at += 3) data.set([red, green, blue], at);
  return encode({ width, height, channels: 3, depth: 8, data });
}

/** A PNG that does not compress, so that a cut goes through its pixels. */
export function noisyPng(): Uint8Array {
  let state = 1;
  const data = Uint8Array.from({ length: 128 * 128 * 3 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state & 255;
  });
  return encode({ width: 128, height: 128, channels: 3, depth: 8, data });
}
