import browser from 'webextension-polyfill';
import type { Outcome, Prediction } from '../core/outcome';
import type { Settings } from '../core/settings';
import { shownRivals, type Verdict, verdictOn, type Yours } from '../core/verdict';

/** What a badge says about its picture. */
export type BadgeContent =
  | { readonly kind: 'pending' }
  | {
      readonly kind: 'verdict';
      readonly verdict: Exclude<Verdict, { kind: 'unwanted' }> | Yours;
      /** The most likely classes that may be named, most likely first. */
      readonly rivals: readonly Prediction[];
      /** Id of the model that scored, and the milliseconds that it took with all that belongs to it. */
      readonly model: string;
      readonly took: number;
    }
  | { readonly kind: 'trouble'; readonly text: string };

/** What a badge depends on. */
interface Asked {
  /** Undefined while there is no answer. */
  readonly outcome: Outcome | undefined;
  readonly byHand: boolean;
}

/** What the badge of a picture says; undefined where it has none, for only who asks by hand is told why. */
export function badgeContent(
  { outcome, byHand }: Asked,
  settings: Settings,
): BadgeContent | undefined {
  if (!outcome) return byHand ? { kind: 'pending' } : undefined;
  if (outcome.kind !== 'scored') {
    const key = `reason_${outcome.reason.replaceAll('-', '_')}`;
    return byHand ? trouble(browser.i18n.getMessage(key)) : undefined;
  }
  const { scores, model, timings } = outcome;
  const verdict = verdictOn(outcome, settings);
  if (verdict.kind === 'unwanted') {
    // Not even which group it is of: that would name it.
    return byHand ? trouble(browser.i18n.getMessage('badgeUnwanted')) : undefined;
  }
  const isNamed = verdict.kind === 'label' || verdict.kind === 'yours';
  if (!isNamed && !settings.markUnsure && !byHand) return undefined;
  const took = timings.decode + timings.infer;
  return { kind: 'verdict', verdict, rivals: shownRivals(scores, settings), model, took };
}

const trouble = (text: string): BadgeContent => ({ kind: 'trouble', text });
