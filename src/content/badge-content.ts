import browser from 'webextension-polyfill';
import type { Outcome, Prediction } from '../core/outcome';
import type { Settings } from '../core/settings';
import { judge, shownRivals, type Verdict } from '../core/verdict';

/** What a badge says about its picture. */
export type BadgeContent =
  | { readonly kind: 'pending' }
  | {
      readonly kind: 'verdict';
      readonly verdict: Exclude<Verdict, { kind: 'unwanted' }>;
      /** The most likely classes that may be named, most likely first. */
      readonly rivals: readonly Prediction[];
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
  const { scores } = outcome;
  const verdict = judge(scores, settings);
  if (verdict.kind === 'unwanted') {
    // Not even which group it is of: that would name it.
    return byHand ? trouble(browser.i18n.getMessage('badgeUnwanted')) : undefined;
  }
  if (verdict.kind !== 'label' && !settings.markUnsure && !byHand) return undefined;
  return { kind: 'verdict', verdict, rivals: shownRivals(scores, settings) };
}

const trouble = (text: string): BadgeContent => ({ kind: 'trouble', text });
