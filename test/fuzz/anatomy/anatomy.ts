/** A number in a file, such as a width or the length of what follows. */
export interface Field {
  readonly at: number;
  readonly bytes: 1 | 2 | 3 | 4;
  readonly isLittle: boolean;
}

/** A piece of a file that stands for itself: a chunk, a segment, a box. */
export interface Part {
  readonly begin: number;
  readonly end: number;
}

/** Where a file can be made to lie. */
export interface Anatomy {
  readonly fields: readonly Field[];
  readonly parts: readonly Part[];
}

export const big = (at: number, bytes: Field['bytes']): Field => ({ at, bytes, isLittle: false });

export const little = (at: number, bytes: Field['bytes']): Field => ({ at, bytes, isLittle: true });

/** Numbers that follow one another. */
export const run = (
  make: typeof big,
  begin: number,
  bytes: Field['bytes'],
  count: number,
): Field[] => Array.from({ length: count }, (_, index) => make(begin + index * bytes, bytes));
