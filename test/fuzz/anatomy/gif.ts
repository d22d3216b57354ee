import { type Anatomy, type Field, little, type Part, run } from './anatomy';

export function gifAnatomy(file: Buffer): Anatomy {
  // The screen: its size, flags, background and aspect.
  const fields: Field[] = [...run(little, 6, 2, 2), ...run(little, 10, 1, 3)];
  const parts: Part[] = [];
  for (let at = 13 + tableLength(file[10]); at < file.length; ) {
    const begin = at;
    if (file[at] === 0x21) {
      fields.push(little(at + 1, 1), little(at + 2, 1), little(at + 4, 2));
      at = skipBlocks(file, at + 2, fields);
    } else if (file[at] === 0x2c) {
      // Place and size of a frame, its flags, and the size of its first codes.
      fields.push(...run(little, at + 1, 2, 4), little(at + 9, 1));
      const codes = at + 10 + tableLength(file[at + 9]);
      fields.push(little(codes, 1));
      at = skipBlocks(file, codes + 1, fields);
    } else break;
    parts.push({ begin, end: at });
  }
  return { fields: fields.filter((field) => field.at + field.bytes <= file.length), parts };
}

/** Bytes of a table of colours, by the flags that go before it. */
const tableLength = (flags = 0): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

function skipBlocks(file: Buffer, begin: number, fields: Field[]): number {
  let at = begin;
  for (let length = file[at] ?? 0; length > 0; length = file[at] ?? 0) {
    fields.push(little(at, 1));
    at += length + 1;
  }
  return Math.min(at + 1, file.length);
}
