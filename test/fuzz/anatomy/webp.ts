import { type Anatomy, type Field, little, type Part, run } from './anatomy';

/** Numbers at the beginning of each chunk's content, all of one size each. */
const numbers: Readonly<Record<string, (begin: number) => readonly Field[]>> = {
  VP8X: (at) => [little(at, 1), ...run(little, at + 4, 3, 2)],
  'VP8 ': (at) => [...run(little, at, 3, 1), ...run(little, at + 6, 2, 2)],
  VP8L: (at) => [little(at, 1), little(at + 1, 4)],
  ANIM: (at) => [little(at, 4), little(at + 4, 2)],
  ANMF: (at) => [...run(little, at, 3, 5), little(at + 15, 1), little(at + 20, 4)],
  ALPH: (at) => [little(at, 1)],
};

export function webpAnatomy(file: Buffer): Anatomy {
  const fields: Field[] = [little(4, 4)];
  const parts: Part[] = [];
  for (let at = 12; at + 8 <= file.length; ) {
    const length = file.readUInt32LE(at + 4);
    const name = file.toString('latin1', at, at + 4);
    fields.push(little(at + 4, 4), ...(numbers[name]?.(at + 8) ?? []));
    const end = Math.min(file.length, at + 8 + length + (length % 2));
    parts.push({ begin: at, end });
    at = end;
  }
  return { fields: fields.filter((field) => field.at + field.bytes <= file.length), parts };
}
