import { AfterLayout } from '../../../src/content/after-layout';
import { Labeller } from '../../../src/content/labeller';
import { Overlay } from '../../../src/content/overlay';
import { attachOwnShadow } from '../../../src/content/shadow-root';
import { defaultSettings } from '../../../src/core/settings';

/** A labeller of this page, and all that it shows. */
export function makeLabeller(
  onChange: () => void,
  onError: (error: unknown) => void,
  signal: AbortSignal,
): Labeller {
  const frame = new AfterLayout(onError, signal);
  const display = new Overlay(
    frame,
    attachOwnShadow,
    {
      correct: (anchor, correcting) => labeller.actions.correct(anchor, correcting),
      dismiss: (anchor) => labeller.actions.dismiss(anchor),
    },
    defaultSettings,
    signal,
  );
  const labeller = new Labeller(
    { frame, display, onChange, onFailure: () => undefined, onError },
    signal,
  );
  return labeller;
}
