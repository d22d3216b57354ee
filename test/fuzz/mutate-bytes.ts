import { crc32 } from 'node:zlib';
import type { Anatomy, Field } from './anatomy/anatomy';
import { anatomyOf } from './anatomy/anatomy-of';
import type { Dice } from './dice';

/** A file, and what was done to it in words. */
export interface Mutated {
  readonly bytes: Buffer;
  readonly how: string;
}

interface Given {
  readonly bytes: Buffer;
  readonly anatomy: Anatomy;
  /** Another file, to take something from. */
  readonly other: Uint8Array;
  readonly dice: Dice;
}

type Mutation = (given: Given) => Mutated;

/** A place and a length in a file, neither of them beyond it. */
function stretch({ bytes, dice }: Given, most: number): readonly [begin: number, end: number] {
  const begin = dice.below(bytes.length);
  return [begin, Math.min(bytes.length, begin + 1 + dice.below(most))];
}

const replaced = (bytes: Buffer, begin: number, end: number, ...by: readonly Uint8Array[]) =>
  Buffer.concat([bytes.subarray(0, begin), ...by, bytes.subarray(end)]);

const flipBits: Mutation = ({ bytes, dice }) => {
  const copy = Buffer.from(bytes);
  const count = 1 + dice.below(dice.pick([1, 8, 64]));
  // Headers, where it tells most, are short and stand first.
  const reach = dice.happens(0.5) ? Math.min(128, copy.length) : copy.length;
  for (let n = 0; n < count && reach > 0; n++) {
    const at = dice.below(reach);
    copy[at] = (copy[at] ?? 0) ^ (1 << dice.below(8));
  }
  return { bytes: copy, how: `${count} bits flipped` };
};

const truncate: Mutation = ({ bytes, dice }) => {
  const end = dice.below(dice.happens(0.3) ? Math.min(64, bytes.length + 1) : bytes.length + 1);
  return { bytes: bytes.subarray(0, end), how: `cut to ${end}` };
};

const splice: Mutation = (given) => {
  const { bytes, other, dice } = given;
  const [begin, end] = stretch(given, 512);
  const from = dice.below(other.length);
  const taken = other.subarray(from, from + 1 + dice.below(512));
  return { bytes: replaced(bytes, begin, end, taken), how: `spliced at ${begin}` };
};

const repeat: Mutation = (given) => {
  const { bytes, dice } = given;
  const [begin, end] = stretch(given, 256);
  const times = 2 + dice.below(dice.pick([3, 300]));
  const copies = Array<Buffer>(times).fill(bytes.subarray(begin, end));
  return { bytes: replaced(bytes, begin, end, ...copies), how: `${times} times ${begin}..${end}` };
};

const blank: Mutation = (given) => {
  const [begin, end] = stretch(given, 64);
  const value = given.dice.pick([0, 0xff, 0x7f, 0x80]);
  const how = `${begin}..${end} is ${value}`;
  return { bytes: replaced(given.bytes, begin, end, Buffer.alloc(end - begin, value)), how };
};

const remove: Mutation = (given) => {
  const [begin, end] = stretch(given, 64);
  return { bytes: replaced(given.bytes, begin, end), how: `without ${begin}..${end}` };
};

const lie: Mutation = ({ bytes, anatomy, dice }) => {
  const copy = Buffer.from(bytes);
  const told = Array.from({ length: 1 + dice.below(3) }, () => {
    const { at, bytes: size, isLittle } = dice.pick(anatomy.fields);
    const value = oddNumber(numberAt(copy, { at, bytes: size, isLittle }), size, dice);
    if (isLittle) copy.writeUIntLE(value, at, size);
    else copy.writeUIntBE(value, at, size);
    return `${at}: ${value}`;
  });
  return { bytes: copy, how: `lies at ${told.join(', ')}` };
};

function numberAt(file: Buffer, { at, bytes, isLittle }: Field): number {
  return isLittle ? file.readUIntLE(at, bytes) : file.readUIntBE(at, bytes);
}

/** Numbers at which code goes wrong: next to the true one, and at the ends of what the bytes hold. */
function oddNumber(truth: number, bytes: number, dice: Dice): number {
  const end = 2 ** (8 * bytes);
  const odd = [0, 1, 2, 3, truth - 1, truth + 1, truth * 2, end / 2 - 1, end / 2, end - 1, end - 8];
  const value = dice.happens(0.3) ? dice.below(end) : dice.pick(odd);
  return ((value % end) + end) % end;
}

const shuffle: Mutation = ({ bytes, anatomy, dice }) => {
  const { begin, end } = dice.pick(anatomy.parts);
  const there = dice.pick(anatomy.parts).begin;
  const part = bytes.subarray(begin, end);
  const what = dice.pick(['dropped', 'doubled', 'multiplied', 'moved'] as const);
  const how = `part at ${begin} ${what}`;
  if (what === 'dropped') return { bytes: replaced(bytes, begin, end), how };
  const few = part.length > 2_000 ? 20 : 500;
  const copies = Array<Buffer>(what === 'multiplied' ? few : 1).fill(part);
  return { bytes: replaced(bytes, there, there, ...copies), how };
};

const anywhere = [flipBits, flipBits, truncate, splice, repeat, blank, remove] as const;

/**
 * Does to a file what no encoder would do, once to three times.
 *
 * @param extension names its format
 */
export function mutateBytes(
  extension: string,
  file: Uint8Array,
  other: Uint8Array,
  dice: Dice,
): Mutated {
  let mutated: Mutated = { bytes: Buffer.from(file), how: '' };
  for (let left = 1 + dice.below(3); left > 0; left--) {
    const { bytes } = mutated;
    if (bytes.length === 0) break;
    const anatomy = anatomyOf(extension, bytes);
    const apt = [
      ...(anatomy.fields.length > 0 ? [lie, lie, lie, lie] : []),
      ...(anatomy.parts.length > 0 ? [shuffle] : []),
    ];
    const next = dice.pick([...anywhere, ...apt])({ bytes, anatomy, other, dice });
    mutated = { bytes: next.bytes, how: [mutated.how, next.how].filter(Boolean).join('; ') };
  }
  // A decoder that sees a wrong checksum looks no further.
  if (extension !== 'png' || dice.happens(0.3)) return mutated;
  return { bytes: withChecksums(mutated.bytes), how: `${mutated.how}; checksums right` };
}

function withChecksums(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  for (const { begin, end } of anatomyOf('png', copy).parts) {
    copy.writeUInt32BE(crc32(copy.subarray(begin + 4, end - 4)), end - 4);
  }
  return copy;
}
