import { type Anatomy, big, type Field, type Part, run } from './anatomy';

/** Boxes that hold boxes, and how much stands before the first of them. */
const outer: ReadonlyMap<string, number> = new Map([
  ['meta', 4],
  ['iprp', 0],
  ['ipco', 0],
  ['iinf', 6],
  ['moov', 0],
  ['trak', 0],
]);

/** Numbers in a box that are tried: more are more of the same. */
const MOST = 16;

export function heifAnatomy(file: Buffer): Anatomy {
  const fields: Field[] = [];
  const parts: Part[] = [];
  const walk = (begin: number, end: number) => {
    for (let at = begin; at + 8 <= end; ) {
      const size = file.readUInt32BE(at);
      const name = file.toString('latin1', at + 4, at + 8);
      if (size < 8 || at + size > end) return;
      fields.push(big(at, 4));
      parts.push({ begin: at, end: at + size });
      const skipped = outer.get(name);
      if (skipped !== undefined) walk(at + 8 + skipped, at + size);
      else if (name !== 'mdat') fields.push(...run(big, at + 8, 2, countIn(size)));
      at += size;
    }
  };
  walk(0, file.length);
  return { fields, parts };
}

const countIn = (size: number): number => Math.min(MOST, Math.floor((size - 8) / 2));
