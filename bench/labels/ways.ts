import type { Word } from '../../src/core/outcome';
import { defaultSettings } from '../../src/core/settings';
import { certaintyOf, thresholds } from '../../src/core/verdict';
import { type Answer, answerOf, type Looked, shownAs } from './answer';

/** A way of labelling, and what it answers. */
export interface Way {
  readonly name: string;
  /** What it does, for people. */
  readonly what: string;
  readonly answers: readonly Answer[];
}

/** Sightline as it comes. */
export const sightline = (looked: readonly Looked[]): Way => ({
  name: 'Sightline',
  what: 'the most specific word that is likely enough, at default settings',
  answers: looked.map((each) => answerOf(each, defaultSettings)),
});

/** The same answers of the model, but with general words switched off. */
export const flat = (looked: readonly Looked[]): Way => ({
  name: 'flat threshold',
  what: `only the name of the most likely class, from ${percent(thresholds[defaultSettings.sureness])} on`,
  answers: looked.map((each) => answerOf(each, { ...defaultSettings, generalWords: false })),
});

/** Likewise, with the threshold at which it says as much as another way. */
export function flatAsMuchAs(other: Way, looked: readonly Looked[]): Way {
  const count = other.answers.filter(({ shown }) => shown !== undefined).length;
  const surest = looked
    .map(bestOf)
    .sort((a, b) => b.probability - a.probability)
    .slice(0, count);
  return {
    name: 'flat, as many',
    what: `the name of the most likely class, whatever it is, from ${percent(surest.at(-1)?.probability ?? 1)} on, which labels as many as ${other.name} does`,
    answers: looked.map((each): Answer => {
      const best = bestOf(each);
      if (!surest.includes(best)) return { ...each, verdict: { kind: 'unsure' }, shown: undefined };
      const { word, group, probability } = best;
      const certainty = certaintyOf(probability);
      const verdict = { kind: 'label', word, group, probability, certainty } as const;
      return { ...each, verdict, shown: shownAs(best, each.photograph) };
    }),
  };
}

/** The name of the most likely class. */
function bestOf({ photograph, scores }: Looked): Word {
  const [best] = scores.words;
  if (!best) throw new Error(`There is no word for ${photograph.file}`);
  return best;
}

/** What the model makes of photographs that were squashed to its square, said by the same rules. */
export const squash = (looked: readonly Looked[]): Way => ({
  name: 'squash',
  what: 'the whole picture squashed to a square, one view, the same words and threshold as Sightline',
  answers: looked.map((each) => answerOf(each, defaultSettings)),
});

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
