import { type LeftOutCounts, type LeftOutReason, leftOutReasons } from '../core/left-out';
import { copyTemplate, findElement } from '../interface/find-element';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';

/** The list of what is no picture that people look at, by reason. */
export class LeftOutList {
  readonly #fold = findElement('#left-out', HTMLDetailsElement);
  readonly #title = findElement('#left-out-title', HTMLElement);
  readonly #list = findElement('#left-out-list', HTMLElement);
  #shown = '';

  show(counts: LeftOutCounts): void {
    // Reports come with every label: the list stays as it is, and where it was scrolled to, while it is true.
    const now = JSON.stringify(counts);
    if (now === this.#shown) return;
    this.#shown = now;
    const found = leftOutReasons.flatMap((reason) => {
      const count = counts[reason] ?? 0;
      return count > 0 ? [{ reason, count }] : [];
    });
    const sum = found.reduce((total, { count }) => total + count, 0);
    this.#fold.hidden = sum === 0;
    this.#title.textContent = text('leftOutTitle', writeCount(sum));
    const mostFirst = found.toSorted((one, other) => other.count - one.count);
    this.#list.replaceChildren(...mostFirst.map(leftOutItem));
  }
}

function leftOutItem({ reason, count }: { reason: LeftOutReason; count: number }): HTMLElement {
  const item = copyTemplate('#left-out-template');
  findElement('.reason', HTMLElement, item).textContent = nameOf(reason);
  findElement('.count', HTMLElement, item).textContent = writeCount(count);
  findElement('.why', HTMLElement, item).textContent = reasonFor(reason);
  return item;
}

const nameOf = (reason: LeftOutReason): string =>
  text(
    {
      icon: 'leftOutIcon',
      'tracking-pixel': 'leftOutTrackingPixel',
      spacer: 'leftOutSpacer',
      sprite: 'leftOutSprite',
      pattern: 'leftOutPattern',
      gradient: 'leftOutGradient',
      background: 'leftOutBackground',
    }[reason],
  );

const reasonFor = (reason: LeftOutReason): string =>
  text(
    {
      icon: 'leftOutIconWhy',
      'tracking-pixel': 'leftOutTrackingPixelWhy',
      spacer: 'leftOutSpacerWhy',
      sprite: 'leftOutSpriteWhy',
      pattern: 'leftOutPatternWhy',
      gradient: 'leftOutGradientWhy',
      background: 'leftOutBackgroundWhy',
    }[reason],
  );
