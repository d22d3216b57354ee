import { changes } from './changes';
import { frames } from './frames';
import { kinds } from './kinds';
import { leftOut } from './left-out';
import type { Group, PageCase } from './page-case';
import { places } from './places';

/** Every page of the table, in the order of the README. */
export const pageCases: readonly PageCase[] = [
  ...kinds,
  ...frames,
  ...leftOut,
  ...changes,
  ...places,
];

/** What the README says of a group, each line once. */
export const linesOf = (group: Group): string[] => [
  ...new Set(pageCases.filter((each) => each.group === group).map(({ says }) => says)),
];
