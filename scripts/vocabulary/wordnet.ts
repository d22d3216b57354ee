import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A set of words that mean the same, as WordNet calls it. */
interface Synset {
  /** The words, the usual one first. */
  readonly words: readonly string[];
  /** Ids of the synsets that this one is a kind of; there may be several. */
  readonly parents: readonly string[];
}

/** The part of WordNet that lies above the classes of ImageNet. */
export interface Wordnet {
  /** Ids of the classes' synsets, in the model's order. */
  readonly classes: readonly string[];
  /** Classes and all above them, by id ("n02084071"). */
  readonly nodes: Readonly<Record<string, Synset>>;
}

/** The file that WordNet is read from. */
export const wordnetFile = join(
  process.env.SIGHTLINE_SHARED ?? resolve(import.meta.dirname, '../../../shared'),
  'labels/imagenet-wordnet.json',
);

/** Why WordNet cannot be read; nothing when it can. */
export const noWordnet: string | undefined = existsSync(wordnetFile)
  ? undefined
  : `there is no ${wordnetFile}; SIGHTLINE_SHARED names the folder that holds labels/`;

/** @throws Error when the file is missing */
export function readWordnet(): Wordnet {
  if (noWordnet) throw new Error(`WordNet cannot be read: ${noWordnet}`);
  return JSON.parse(readFileSync(wordnetFile, 'utf8'));
}

/** The synset and all that it is a kind of, however far above. */
export function withAncestors(wordnet: Wordnet, synset: string): Set<string> {
  const found = new Set([synset]);
  // A set takes in what is added while it is walked.
  for (const id of found) {
    for (const parent of wordnet.nodes[id]?.parents ?? []) found.add(parent);
  }
  return found;
}

/**
 * A function that tells the indices of the classes that a key means: those that are a kind of a synset
 * ("n02084071"), or the one class whose usual word it is ("tench").
 *
 * It throws where a key means none, and where a word means two classes ("crane").
 */
export function classFinder(wordnet: Wordnet): (key: string) => number[] {
  const byKey = new Map<string, number[]>();
  const note = (key: string, index: number) => byKey.set(key, [...(byKey.get(key) ?? []), index]);
  for (const [index, id] of wordnet.classes.entries()) {
    for (const synset of withAncestors(wordnet, id)) note(synset, index);
    note(wordnet.nodes[id]?.words[0] ?? id, index);
  }
  return (key) => {
    const found = byKey.get(key);
    if (!found) throw new Error(`No class is meant by "${key}"`);
    if (found.length > 1 && !isSynsetId(key)) {
      throw new Error(`"${key}" means several classes; name one by its synset`);
    }
    return found;
  };
}

export const isSynsetId = (key: string): boolean => /^n\d{8}$/.test(key);
