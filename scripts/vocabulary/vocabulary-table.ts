import { type Group, groups } from '../../src/core/groups';
import { displayNames } from './display-names';
import { generalWords } from './general-words';
import { groupMembers } from './group-members';
import { classFinder, isSynsetId, type Wordnet } from './wordnet';

type FindClasses = (key: string) => number[];
type Named = readonly [name: string, classes: readonly number[]];

const header = `// Made by \`npm run vocabulary\` from scripts/vocabulary and WordNet: change those, not this file.
//
// WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Used by its licence, which stands
// in scripts/vocabulary/WORDNET-LICENSE.txt.
`;

/**
 * The text of src/core/vocabulary-table.ts, the same for the same input.
 *
 * @throws Error when the editors' lists contradict WordNet or themselves
 */
export function vocabularyTable(wordnet: Wordnet): string {
  const find = classFinder(wordnet);
  const parts = [
    header,
    '/** The plain name of each class, in the order of the classes. */',
    constant('nameTable', nameClasses(wordnet, find)),
    '/** General words and their classes, the widest first. */',
    constant('wordTable', coverWords(find).map(line)),
    '/** Everyday groups and their classes. */',
    constant('groupTable', fillGroups(wordnet, find).map(line)),
  ];
  return parts.join('\n');
}

const constant = (name: string, lines: readonly string[]) =>
  `export const ${name} = \`\n${lines.join('\n')}\n\`;\n`;

const line = ([name, classes]: Named) => `${name}: ${ranges(classes)}`;

function nameClasses({ classes, nodes }: Wordnet, find: FindClasses): string[] {
  const names = classes.map((id) => nodes[id]?.words[0] ?? id);
  for (const [key, name] of Object.entries(displayNames)) {
    for (const index of find(key)) names[index] = name;
  }
  return names;
}

function coverWords(find: FindClasses): Named[] {
  const covers = new Map<string, Set<number>>();
  for (const { word, synset, except = [] } of generalWords) {
    const classes = new Set(find(synset));
    for (const key of except) {
      const taken = find(key).filter((index) => classes.delete(index));
      if (taken.length === 0) throw new Error(`"${word}" has no "${key}" to leave out`);
    }
    covers.set(word, new Set([...(covers.get(word) ?? []), ...classes]));
  }
  return [...covers]
    .map(([word, classes]): Named => [word, ascending(classes)])
    .sort(([a, these], [b, those]) => those.length - these.length || (a < b ? -1 : 1));
}

/** A class that is named goes where it is named; the others go with the first synset that covers them. */
function fillGroups(wordnet: Wordnet, find: FindClasses): Named[] {
  const groupByClass = new Map<number, Group>();
  const named = new Set<number>();
  for (const [group, key] of allMembers()) {
    for (const index of find(key)) {
      if (isSynsetId(key) && groupByClass.has(index)) continue;
      if (named.has(index)) throw new Error(`"${key}" is named in two groups`);
      groupByClass.set(index, group);
      if (!isSynsetId(key)) named.add(index);
    }
  }
  const left = wordnet.classes.filter((_, index) => !groupByClass.has(index));
  if (left.length > 0) throw new Error(`In no group: ${left.join(', ')}`);
  return groups.map((group) => [
    group,
    ascending([...groupByClass].filter(([, its]) => its === group).map(([index]) => index)),
  ]);
}

const allMembers = () =>
  groups.flatMap((group) => groupMembers[group].map((key) => [group, key] as const));

const ascending = (classes: Iterable<number>) => [...classes].sort((a, b) => a - b);

/** Ascending numbers as "3-5, 8". */
function ranges(classes: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const index of classes) {
    const run = runs.at(-1);
    if (run && run[1] === index - 1) run[1] = index;
    else runs.push([index, index]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join(', ');
}
