import { type Outcome, skipped } from '../core/outcome';
import { ask, askAboutScreen } from './ask';
import type { LabelledPicture } from './labelled-picture';
import type { Display } from './late-overlay';
import type { Question } from './question';
import { isElsewhere } from './site';
import { srcsetOf } from './srcset-of';

/**
 * Finds out what is in a picture, from the screen where its site protects it.
 *
 * @throws OrphanedError when the extension has gone from under this page
 */
export async function findOut(
  picture: LabelledPicture,
  display: Display,
  question: Question,
): Promise<Outcome> {
  const { element, source, backdrop } = picture;
  // What the browser did not load (it is broken, blocked, forbidden by the page) nobody fetches unasked.
  if (!picture.byHand && picture.isBroken && isElsewhere(source)) return skipped('not-shown');
  const srcset = srcsetOf(element, source);
  picture.srcset = srcset;
  const about = { backdrop, ...(srcset && { srcset }) };
  const outcome = await ask(picture, source, about, question, () => display.prepare?.());
  const isUnreadable =
    outcome.kind === 'failed' && /unreadable|guarded|access/.test(outcome.reason);
  // Unasked it would take the right that the user gives once, and have the badges blink.
  if (!isUnreadable || !picture.byHand || picture.isBroken) return outcome;
  const seen = await display.lookAtBareScreen(picture, (box) => askAboutScreen(box, question));
  return seen?.kind === 'scored' ? seen : outcome;
}
