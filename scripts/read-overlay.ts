import type { Box, CardText, SeenBadge } from './read-badges';

// These run in the page, with the root of an overlay as `this`. No function in them has a name: tsx would have it call a
// helper that is not there.

export function readBadges(this: ShadowRoot): SeenBadge[] {
  return [...this.querySelectorAll('.badge')]
    .filter((badge) => badge.checkVisibility({ visibilityProperty: true }))
    .map((badge) => {
      const { x, y, width, height } = badge.getBoundingClientRect();
      return {
        name: badge.querySelector<HTMLElement>('.name')?.dataset.text ?? '',
        percent: badge.querySelector<HTMLElement>('.percent')?.dataset.text ?? '',
        kind:
          ['pending', 'verdict', 'unsure', 'trouble'].find((kind) =>
            badge.classList.contains(kind),
          ) ?? '',
        certainty:
          ['plain', 'probably', 'maybe'].find((each) => badge.classList.contains(each)) ?? '',
        isDot: badge.classList.contains('dot'),
        box: { x, y, width, height },
      };
    });
}

export function readCard(this: ShadowRoot): { name: string; percent: string }[] {
  const card = this.querySelector('.card');
  if (!card?.checkVisibility()) return [];
  return [...card.querySelectorAll('li')].map((item) => ({
    name: item.querySelector<HTMLElement>('span')?.dataset.text ?? '',
    percent: item.querySelector<HTMLElement>('.percent')?.dataset.text ?? '',
  }));
}

export function readCardTexts(this: ShadowRoot): CardText[] {
  const card = this.querySelector('.card');
  if (!card?.checkVisibility()) return [];
  const around = card.getBoundingClientRect();
  return [card, ...card.querySelectorAll<HTMLElement>('[data-text], [aria-label]')].map((part) => {
    const { left, right } = part.getBoundingClientRect();
    const isInline = getComputedStyle(part).display === 'inline';
    return {
      shown: part instanceof HTMLElement ? (part.dataset.text ?? '') : '',
      said: part.ariaLabel ?? '',
      direction: getComputedStyle(part).direction,
      isCut:
        left < Math.max(0, around.left) - 1 ||
        right > Math.min(innerWidth, around.right) + 1 ||
        (!isInline && part.scrollWidth > part.clientWidth + 1),
    };
  });
}

export function readOutlines(this: ShadowRoot): Box[] {
  return [...this.querySelectorAll('.outline')]
    .filter((outline) => outline.checkVisibility())
    .map((outline) => {
      const { x, y, width, height } = outline.getBoundingClientRect();
      return { x, y, width, height };
    });
}

export function readButtons(this: ShadowRoot) {
  const card = this.querySelector('.card.open');
  if (!card?.checkVisibility()) return [];
  return [...card.querySelectorAll('button')].map((button) => {
    const { x, y, width, height } = button.getBoundingClientRect();
    const name = button.dataset.text ?? '';
    const isFocused = this.activeElement === button;
    const takesPointer = card.classList.contains('settled');
    return { name, x: x + width / 2, y: y + height / 2, isFocused, takesPointer };
  });
}

export function readNotices(this: ShadowRoot): string[] {
  return [...this.querySelectorAll<HTMLElement>('.notice')]
    .filter((notice) => notice.checkVisibility())
    .map(({ dataset }) => dataset.text ?? '');
}
