import { type Anatomy, big, type Field, little, type Part, run } from './anatomy';

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

export function jpegAnatomy(file: Buffer): Anatomy {
  const fields: Field[] = [];
  const parts: Part[] = [];
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff; ) {
    const marker = file.readUInt8(at + 1);
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end > file.length) break;
    fields.push(big(at + 1, 1), big(at + 2, 2));
    // Precision, height, width, and each component's sampling and table.
    if (isFrame(marker)) {
      fields.push(big(at + 4, 1), big(at + 5, 2), big(at + 7, 2), big(at + 9, 1));
      fields.push(...run(big, at + 10, 1, Math.min(12, end - at - 10)));
    }
    if (marker === 0xe1) fields.push(...exifFields(at + 10, end));
    parts.push({ begin: at, end });
    at = end;
    // What follows the scan's header is pixels up to the end.
    if (marker === 0xda) parts.push({ begin: at, end: file.length });
    if (marker === 0xda) break;
  }
  return { fields, parts };
}

/** The TIFF in it: where its directory is, how many entries that has, and what they say; in either order of bytes. */
function exifFields(begin: number, end: number): Field[] {
  const count = Math.max(0, Math.min(20, Math.floor((end - begin) / 2) - 1));
  return [...run(big, begin, 2, count), ...run(little, begin, 2, count)];
}
