import type { Group } from './groups';
import { groupTable, nameTable, wordTable } from './vocabulary-table';

/** A general word and the classes that it covers. */
export interface GeneralWord {
  readonly word: string;
  /** Indices of classes, 0..999, ascending; at least two. */
  readonly classes: readonly number[];
}

const names = nameTable.trim().split('\n');

/** How many classes the model knows: those of ImageNet ILSVRC-2012, in its order. */
export const classCount = 1000;

/** What people say for several classes at once, the widest first. */
export const generalWords: readonly GeneralWord[] = readTable(wordTable).map(([word, classes]) => ({
  word,
  classes,
}));

const groupByClass = new Map(
  readTable(groupTable).flatMap(([group, classes]) =>
    // The script that makes the table writes nothing but keys of groups.
    classes.map((index) => [index, group as Group] as const),
  ),
);

/**
 * The plain name of a class, unlike that of every other class.
 *
 * @param index of the class, 0..999
 * @throws RangeError when there is no such class
 */
export const displayName = (index: number): string => known(names[index], index);

/**
 * The one everyday group that a class is in.
 *
 * @param index of the class, 0..999
 * @throws RangeError when there is no such class
 */
export const groupOf = (index: number): Group => known(groupByClass.get(index), index);

function known<T>(found: T | undefined, index: number): T {
  if (found === undefined) throw new RangeError(`There is no class ${index}`);
  return found;
}

/** Reads lines of the form "ape: 365-369, 381", ends of ranges included. */
function readTable(table: string): [name: string, classes: number[]][] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', ranges = ''] = line.split(': ');
      return [name, ranges.split(', ').flatMap(readRange)];
    });
}

function readRange(range: string): number[] {
  const [first = Number.NaN, last = first] = range.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
}
