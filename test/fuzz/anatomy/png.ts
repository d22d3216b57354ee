import { type Anatomy, big, type Field, type Part, run } from './anatomy';

/** Chunks whose content is all numbers, and how they lie in it. */
const numbers: Readonly<Record<string, (begin: number) => readonly Field[]>> = {
  IHDR: (at) => [...run(big, at, 4, 2), ...run(big, at + 8, 1, 5)],
  acTL: (at) => run(big, at, 4, 2),
  fcTL: (at) => [...run(big, at, 4, 5), ...run(big, at + 20, 2, 2), ...run(big, at + 24, 1, 2)],
  fdAT: (at) => [big(at, 4)],
};

export function pngAnatomy(file: Buffer): Anatomy {
  const fields: Field[] = [];
  const parts: Part[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const name = file.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > file.length) break;
    fields.push(big(at, 4), big(end - 4, 4), ...(numbers[name]?.(at + 8) ?? []));
    parts.push({ begin: at, end });
    at = end;
  }
  return { fields, parts };
}
