import type { Dice } from '../fuzz/dice';
import type { Card } from './deck';
import type { World } from './world';

/** Something that a page, or who reads it, does. */
export interface Step extends Card {
  readonly name: string;
  /** Whether the page in front is another one after it: no page that is frozen or offline can do so. */
  readonly isTurn?: true;
  /** Throws the dice as often whatever there is: the steps after it shall be the same. */
  take(world: World, dice: Dice): Promise<void>;
}

/** Pictures that a page has at least; and at most: of more than 50, reports leave out reasons. */
const FEWEST = 30;
const MOST = 48;

/** Places are given as shares of what there is, in thousandths. */
const place = (dice: Dice): number => dice.below(1_000) / 1_000;

const places = (dice: Dice): number[] =>
  Array.from({ length: 1 + dice.below(4) }, () => place(dice));

const add: Step = {
  name: 'adds pictures',
  async take({ galleries, pictures }, dice) {
    const added = places(dice).map((at) => ({
      at,
      id: galleries.newId(),
      source: pictures.make(dice),
    }));
    await galleries.page.evaluate(addPictures, { added, most: MOST });
  },
};

const remove: Step = {
  name: 'removes pictures',
  take: ({ galleries }, dice) =>
    galleries.page.evaluate(removePictures, { removed: places(dice), fewest: FEWEST }),
};

const replace: Step = {
  name: 'shows others in the same elements',
  async take({ galleries, pictures }, dice) {
    const replaced = places(dice).map((at) => ({ at, source: pictures.make(dice) }));
    await galleries.page.evaluate(replaceSources, replaced);
  },
};

const swap: Step = {
  name: 'has elements change what they show',
  take: ({ galleries }, dice) =>
    galleries.page.evaluate(swapSources, [place(dice), place(dice)] as const),
};

const move: Step = {
  name: 'moves pictures',
  take: ({ galleries }, dice) =>
    galleries.page.evaluate(movePictures, { moved: places(dice), to: place(dice) }),
};

const scroll: Step = {
  name: 'scrolls',
  take: ({ galleries }, dice) => galleries.page.evaluate(scrollTo, place(dice)),
};

const navigateWithin: Step = {
  name: 'navigates within',
  async take({ galleries, pictures }, dice) {
    const replaced = [...places(dice), ...places(dice)].map((at) => ({
      at,
      source: pictures.make(dice),
    }));
    await galleries.page.evaluate(pushAddress, String(pictures.count));
    await galleries.page.evaluate(replaceSources, replaced);
  },
};

const loadAgain: Step = {
  name: 'loads again what has failed',
  take: ({ galleries }) => galleries.page.evaluate(loadBroken),
};

const leave: Step = {
  name: 'leaves, or goes back',
  isTurn: true,
  async take({ galleries }, dice) {
    if (galleries.canGoBack) await galleries.goBack();
    else await galleries.leave(dice);
  },
};

const open: Step = {
  name: 'opens a tab, or closes one',
  isTurn: true,
  async take({ galleries }, dice) {
    if (galleries.count < 3) await galleries.open(dice);
    else await galleries.close();
  },
};

const change: Step = {
  name: 'turns to another tab',
  isTurn: true,
  take: ({ galleries }) => galleries.change(),
};

/** Pictures that come one after another, and the milliseconds between them: so many that a fault meets some under way. */
const STREAM = { length: 10, pause: 60 };

/** Has pictures in view show others, and others again, for the time that a fault takes to strike. */
export async function stream({ galleries, pictures }: World, dice: Dice): Promise<void> {
  const streamed = Array.from({ length: STREAM.length }, () => ({
    at: place(dice),
    source: pictures.make(dice),
  }));
  await galleries.page.evaluate(streamSources, { streamed, pause: STREAM.pause });
}

/** What is done often stands here often. */
export const steps: readonly Step[] = [
  ...[add, add, remove, replace, replace, swap, move, scroll, scroll, scroll],
  ...[navigateWithin, loadAgain, loadAgain, leave, open, change],
];

// These run in the page. No function in them has a name: tsx would have it call a helper that is not there.

interface Put {
  readonly at: number;
  readonly source: string;
}

function addPictures(of: {
  readonly added: readonly (Put & { readonly id: string })[];
  readonly most: number;
}): void {
  const { images } = document;
  for (const { at, id, source } of of.added) {
    const image = document.createElement('img');
    Object.assign(image, { id, alt: '', width: 160, height: 120, src: source });
    document.body.insertBefore(image, images[Math.floor(at * images.length)] ?? null);
  }
  while (images.length > of.most) images[images.length - 1]?.remove();
}

function removePictures(of: {
  readonly removed: readonly number[];
  readonly fewest: number;
}): void {
  const { images } = document;
  for (const at of of.removed) {
    if (images.length > of.fewest) images[Math.floor(at * images.length)]?.remove();
  }
}

function replaceSources(replaced: readonly Put[]): void {
  const { images } = document;
  for (const { at, source } of replaced) {
    images[Math.floor(at * images.length)]?.setAttribute('src', source);
  }
}

function swapSources(swapped: readonly [number, number]): void {
  const [one, other] = swapped.map(
    (at) => document.images[Math.floor(at * document.images.length)],
  );
  if (!one || !other) return;
  const { src } = one;
  one.src = other.src;
  other.src = src;
}

function movePictures(of: { readonly moved: readonly number[]; readonly to: number }): void {
  const { images } = document;
  for (const at of of.moved) {
    const image = images[Math.floor(at * images.length)];
    const before = images[Math.floor(of.to * images.length)];
    if (image && before && image !== before) document.body.insertBefore(image, before);
  }
}

function scrollTo(share: number): void {
  window.scroll({ top: share * (document.documentElement.scrollHeight - innerHeight) });
}

function loadBroken(): void {
  for (const image of document.images) {
    // The same address again has it loaded again.
    if (image.complete && image.naturalWidth === 0) image.setAttribute('src', image.src);
  }
}

function pushAddress(name: string): void {
  history.pushState(null, '', `?${name}`);
}

function streamSources(of: { readonly streamed: readonly Put[]; readonly pause: number }): void {
  for (const [index, { at, source }] of of.streamed.entries()) {
    setTimeout(() => {
      const inView = Array.from(document.images).filter((image) => {
        const { top, bottom } = image.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });
      inView[Math.floor(at * inView.length)]?.setAttribute('src', source);
    }, index * of.pause);
  }
}
