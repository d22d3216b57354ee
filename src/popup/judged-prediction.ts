import type { ExportedPrediction } from '../core/export-predictions';
import { type Finding, findingOf } from '../core/finding';
import { type JudgeSettings, shownRivals, type Verdict, type Yours } from '../core/verdict';
import type { Corrected } from '../storage/corrections';
import type { Remembered } from '../storage/history';

/** A recent prediction as it is judged now. */
export interface JudgedPrediction {
  readonly prediction: Remembered;
  readonly finding: Finding & { readonly verdict: Exclude<Verdict, { kind: 'unwanted' }> | Yours };
}

/**
 * Judges predictions; those that are not to be named are left out.
 *
 * @param corrections what the user has said of pictures
 */
export const judgePredictions = (
  predictions: readonly Remembered[],
  corrections: readonly Corrected[],
  settings: JudgeSettings,
): JudgedPrediction[] => {
  const yours = new Map(corrections.map((correction) => [correction.key, correction]));
  return predictions.flatMap((prediction) => {
    const { key, scores } = prediction;
    const correction = yours.get(key);
    const scored = correction ? { scores, correction } : { scores };
    const { verdict, words } = findingOf(scored, settings);
    return verdict.kind === 'unwanted' ? [] : [{ prediction, finding: { verdict, words } }];
  });
};

/** A prediction as it is exported: what the settings let nobody see is not in it. */
export function exported(
  { prediction, finding: { verdict, words } }: JudgedPrediction,
  settings: JudgeSettings,
): ExportedPrediction {
  const { at, site, page, scores } = prediction;
  const rivals = shownRivals(scores, settings);
  const mostLikely = rivals.map(({ name, group, probability }) => ({ name, group, probability }));
  const common = {
    time: new Date(at).toISOString(),
    words,
    site,
    ...(page === undefined ? {} : { page }),
    mostLikely,
  };
  if (verdict.kind === 'yours') return { label: verdict.word, certainty: 'yours', ...common };
  if (verdict.kind !== 'label') {
    const certainty = verdict.kind === 'graphic' ? 'not a photo' : 'unsure';
    return { label: '', certainty, ...common };
  }
  const { word, certainty, probability, group } = verdict;
  return { label: word, certainty, probability, group, ...common };
}
