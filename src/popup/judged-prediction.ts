import type { ExportedPrediction } from '../core/export-predictions';
import { type Finding, findingOf } from '../core/finding';
import { type JudgeSettings, shownRivals, type Verdict } from '../core/verdict';
import type { Remembered } from '../storage/history';

/** A recent prediction as it is judged now. */
export interface JudgedPrediction {
  readonly prediction: Remembered;
  readonly finding: Finding & { readonly verdict: Exclude<Verdict, { kind: 'unwanted' }> };
}

/** Judges predictions; those that are not to be named are left out. */
export const judgePredictions = (
  predictions: readonly Remembered[],
  settings: JudgeSettings,
): JudgedPrediction[] =>
  predictions.flatMap((prediction) => {
    const { verdict, words } = findingOf(prediction.scores, settings);
    return verdict.kind === 'unwanted' ? [] : [{ prediction, finding: { verdict, words } }];
  });

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
  if (verdict.kind !== 'label') {
    const certainty = verdict.kind === 'graphic' ? 'not a photo' : 'unsure';
    return { label: '', certainty, ...common };
  }
  const { word, certainty, probability, group } = verdict;
  return { label: word, certainty, probability, group, ...common };
}
