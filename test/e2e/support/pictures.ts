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
