import type { Scored } from './outcome';
import { type JudgeSettings, type Told, type Verdict, verdictOn, type Yours } from './verdict';

/** What is remembered of a picture when its scores are let go of. */
export interface Finding {
  readonly verdict: Told;
  /** Words that it can be found by: the one that is shown and ever more general ones; none where none is shown. */
  readonly words: readonly string[];
}

/** What is told of a picture, and by which words it can be found. */
export function findingOf(
  scored: Pick<Scored, 'scores' | 'correction'>,
  settings: JudgeSettings,
): Finding & { readonly verdict: Verdict | Yours } {
  const verdict = verdictOn(scored, settings);
  if (verdict.kind === 'yours')
    return { verdict, words: verdict.word === '' ? [] : [verdict.word] };
  if (verdict.kind !== 'label') return { verdict, words: [] };
  const shown = scored.scores.words.findIndex(({ word }) => word === verdict.word);
  // What is more specific than the label is not sure enough to be found by.
  const words = scored.scores.words
    .slice(shown)
    .filter(({ group }) => !settings.hiddenGroups.includes(group))
    .map(({ word }) => word);
  return { verdict, words };
}
