import type { Group } from './groups';
import type { Prediction, Scored, Scores } from './outcome';
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

/** What the user has said that a picture shows. */
export interface Yours {
  readonly kind: 'yours';
  /** Empty where nothing that Sightline names is right. */
  readonly word: string;
}

/** What is told of a picture, without how likely it is. */
export type Told =
  | Exclude<Verdict, { kind: 'label' }>
  | Omit<Extract<Verdict, { kind: 'label' }>, 'probability'>
  | Yours;

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
 * What the model says of screenshots and text for want of better words, however sure it is: a page is a menu to
 * it, and a phone's screen a remote control.
 */
const neverOfGraphics: ReadonlySet<Group> = new Set(['screen-or-document', 'electronics']);

/** A picture of this is a screenshot, whatever it looks like. */
const SCREENSHOT = 'website';

/** For each of these the web has many logos and hearts, which the model takes for one: it is never said. */
const PLECTRUM = 'guitar pick';

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
  const nameless = { kind: isGraphic ? 'graphic' : 'unsure' } as const;
  if (!found || found.word === PLECTRUM) return nameless;
  if (isGraphic && neverOfGraphics.has(found.group)) return nameless;
  if (found.word === SCREENSHOT) return { kind: 'graphic' };
  const { word, group, probability } = found;
  if (hiddenGroups.includes(group)) return { kind: 'unwanted' };
  return { kind: 'label', word, group, probability, certainty: certaintyOf(probability) };
}

/** What is told of a picture: what the user has said of it, before all that the model makes of it. */
export const verdictOn = (
  { scores, correction }: Pick<Scored, 'scores' | 'correction'>,
  settings: JudgeSettings,
): Verdict | Yours =>
  correction ? { kind: 'yours', word: correction.word } : judge(scores, settings);

/** Whether a verdict says what a picture shows. */
export const isNamed = (verdict: Told | undefined): boolean =>
  verdict?.kind === 'label' || (verdict?.kind === 'yours' && verdict.word !== '');

/** The rivals that may be shown: without those of groups that the user does not want to see named. */
export const shownRivals = (
  { topFive }: Scores,
  { hiddenGroups }: JudgeSettings,
): readonly Prediction[] => topFive.filter(({ group }) => !hiddenGroups.includes(group));
