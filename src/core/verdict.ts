import type { Group } from './groups';
import type { Prediction, Scores } from './outcome';
import type { Settings, Sureness } from './settings';

/** How a word is put: plainly, with "probably", or with "maybe". */
export type Certainty = 'plain' | 'probably' | 'maybe';

/** What people are told about a picture. */
export type Verdict =
  | {
      readonly kind: 'label';
      /** The most specific word that is likely enough. */
      readonly word: string;
      readonly certainty: Certainty;
      readonly group: Group;
      /** Probability of the word, 0..1. */
      readonly probability: number;
    }
  /** No word is likely enough. */
  | { readonly kind: 'unsure' }
  /** It is no photograph, and the model not sure enough for that. */
  | { readonly kind: 'graphic' }
  /** What it shows is of a group that the user does not want to see named. */
  | { readonly kind: 'unwanted' };

/** Probability that a word needs, 0..1: half at least, so that what is shown is likelier than not. */
export const thresholds: Readonly<Record<Sureness, number>> = {
  bold: 0.5,
  balanced: 0.75,
  careful: 0.9,
};

/** Probabilities from which on a word is put plainly, and with "probably". */
const PLAIN = 0.9;
const PROBABLY = 0.75;

/** A drawing of a thing is named only if next to nothing else comes into question. */
const GRAPHIC_THRESHOLD = 0.98;

/**
 * What the model says of screenshots, text and signs for want of better words, however sure it is: a page is a
 * menu to it, a phone's screen a remote control, and a heart a plectrum.
 */
const neverOfGraphics = (word: string, group: Group): boolean =>
  group === 'screen-or-document' || group === 'electronics' || word === 'guitar pick';

/** A picture of this is a screenshot, whatever it looks like. */
const SCREENSHOT = 'website';

/** What a verdict depends on besides the scores. */
export type JudgeSettings = Pick<Settings, 'sureness' | 'generalWords' | 'hiddenGroups'>;

/** Whether two settings lead to the same verdicts. */
export const judgeAlike = (one: JudgeSettings, other: JudgeSettings): boolean =>
  one.sureness === other.sureness &&
  one.generalWords === other.generalWords &&
  one.hiddenGroups.join() === other.hiddenGroups.join();

export const certaintyOf = (probability: number): Certainty =>
  probability >= PLAIN ? 'plain' : probability >= PROBABLY ? 'probably' : 'maybe';

/** The verdict on a picture: the most specific word whose probability reaches the threshold, or why there is none. */
export function judge({ words, isGraphic }: Scores, settings: JudgeSettings): Verdict {
  const { sureness, generalWords, hiddenGroups } = settings;
  const threshold = isGraphic
    ? Math.max(GRAPHIC_THRESHOLD, thresholds[sureness])
    : thresholds[sureness];
  const found = words.find(
    ({ classes, probability }) =>
      probability >= threshold && (classes === 1 || (generalWords && !isGraphic)),
  );
  if (!found) return { kind: isGraphic ? 'graphic' : 'unsure' };
  const { word, group, probability } = found;
  if (word === SCREENSHOT || (isGraphic && neverOfGraphics(word, group))) {
    return { kind: 'graphic' };
  }
  if (hiddenGroups.includes(group)) return { kind: 'unwanted' };
  return { kind: 'label', word, group, probability, certainty: certaintyOf(probability) };
}

/** The rivals that may be shown: without those of groups that the user does not want to see named. */
export const shownRivals = (
  { topFive }: Scores,
  { hiddenGroups }: JudgeSettings,
): readonly Prediction[] => topFive.filter(({ group }) => !hiddenGroups.includes(group));
