import { type Anatomy, type Field, little, type Part, run } from './anatomy';

/** A BMP: its length, where its pixels are, and its header, that of OS/2 included. */
export function bmpAnatomy(file: Buffer): Anatomy {
  const fields = [little(2, 4), little(10, 4), ...bitmapFields(14), ...run(little, 18, 2, 4)];
  const parts = [
    { begin: 0, end: 14 },
    { begin: 14, end: 54 },
    { begin: 54, end: file.length },
  ];
  return within(file, fields, parts);
}

/** An ICO: how many pictures there are, and of each its size, its length, its place and its header. */
export function icoAnatomy(file: Buffer): Anatomy {
  const fields = run(little, 0, 2, 3);
  const parts: Part[] = [{ begin: 0, end: 6 }];
  const count = Math.min(8, file.length < 6 ? 0 : file.readUInt16LE(4));
  for (let entry = 6; entry < 6 + 16 * count && entry + 16 <= file.length; entry += 16) {
    const begin = file.readUInt32LE(entry + 12);
    fields.push(...run(little, entry, 1, 4), ...run(little, entry + 4, 2, 2));
    fields.push(...run(little, entry + 8, 4, 2), ...bitmapFields(begin));
    parts.push({ begin: entry, end: entry + 16 });
    parts.push({ begin, end: begin + file.readUInt32LE(entry + 8) });
  }
  return within(file, fields, parts);
}

/** Size of the header, width, height, planes, depth, compression, and five numbers more. */
const bitmapFields = (at: number): Field[] => [
  ...run(little, at, 4, 3),
  ...run(little, at + 12, 2, 2),
  ...run(little, at + 16, 4, 6),
];

const within = (file: Buffer, fields: Field[], parts: Part[]): Anatomy => ({
  fields: fields.filter(({ at, bytes }) => at + bytes <= file.length),
  parts: parts.filter(({ begin, end }) => begin < end && end <= file.length),
});
