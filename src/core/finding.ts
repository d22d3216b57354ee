import type { Scores } from './outcome';
import { type JudgeSettings, judge, type Verdict } from './verdict';

/** What is remembered of a picture when its scores are let go of. */
export interface Finding {
  readonly verdict: Verdict;
  /** Words that it can be found by: the one that is shown and ever more general ones; none where none is shown. */
  readonly words: readonly string[];
}

/** Judges a picture, and says by which words it can be found. */
export function findingOf(scores: Scores, settings: JudgeSettings): Finding {
  const verdict = judge(scores, settings);
  if (verdict.kind !== 'label') return { verdict, words: [] };
  const shown = scores.words.findIndex(({ word }) => word === verdict.word);
  // What is more specific than the label is not sure enough to be found by.
  const words = scores.words
    .slice(shown)
    .filter(({ group }) => !settings.hiddenGroups.includes(group))
    .map(({ word }) => word);
  return { verdict, words };
}
