/*
 * JPEG: segments, each of which begins with a marker (ITU-T T.81, annex B). image-size looks at a file byte by byte
 * with a new view for each, and one made for that keeps it busy for seconds.
 */

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Whether a marker stands alone, with nothing that belongs to it. */
const isAlone = (marker: number): boolean => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/** Whether the picture itself begins, or everything ends: there is no size any more. */
const isTooLate = (marker: number): boolean => marker === 0xd9 || marker === 0xda;

export const isJpeg = (file: Uint8Array): boolean => file[0] === 0xff && file[1] === 0xd8;

/**
 * Reads the size out of the frame's header.
 *
 * @returns pixels, before the picture is turned upright
 * @throws Error when it has none, or is cut short
 */
export function measureJpeg(file: Uint8Array): { width: number; height: number } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  // Between segments decoders pass over what is no marker.
  for (let at = file.indexOf(0xff, 2); at >= 0; at = file.indexOf(0xff, at)) {
    // Any number of them may fill the room before a marker.
    while (file[at] === 0xff) at++;
    const marker = file[at] ?? 0xd9;
    at++;
    if (isTooLate(marker)) break;
    if (isAlone(marker)) continue;
    if (isFrame(marker)) return { height: view.getUint16(at + 3), width: view.getUint16(at + 5) };
    at += Math.max(2, view.getUint16(at));
  }
  throw new Error('The header says no size');
}
