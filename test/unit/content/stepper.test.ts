// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AfterLayout } from '../../../src/content/after-layout';
import { badgeContent } from '../../../src/content/badge-content';
import type { LabelledPicture } from '../../../src/content/labelled-picture';
import { Overlay } from '../../../src/content/overlay';
import { attachOwnShadow } from '../../../src/content/shadow-root';
import { findingOf } from '../../../src/core/finding';
import { defaultSettings } from '../../../src/core/settings';
import { boxOf, dress, lay } from '../fakes/layout';
import { layOutPage } from '../fakes/observers';
import { scored } from '../fakes/offscreen-document';
import { asPicture, badgeElements, inOverlay, makePicture, openPage } from '../fakes/page';

vi.mock('webextension-polyfill', async () => {
  const { FakeExtension } = await import('../fakes/extension');
  return { default: new FakeExtension().page().browser };
});

type Prospect = Pick<
  LabelledPicture,
  'element' | 'kind' | 'paintedBox' | 'finding' | 'leftOut' | 'state'
>;

let overlay: Overlay;
let life: AbortController;
let pictures: Prospect[];
let least: number;
/** What happens to a picture that is scrolled to. */
let onScroll: (picture: Prospect) => void;

beforeEach(() => {
  openPage();
  pictures = [];
  least = 64;
  onScroll = () => undefined;
  life = new AbortController();
  const report = (error: unknown) => {
    throw error;
  };
  const frame = new AfterLayout(report, life.signal);
  const actions = { correct: async () => true, dismiss: () => undefined };
  overlay = new Overlay(frame, attachOwnShadow, actions, defaultSettings, life.signal);
  vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
    const picture = pictures.find(({ element }) => element === this);
    if (picture) onScroll(picture);
  });
  const layouts = setInterval(layOutPage, 5);
  return () => {
    clearInterval(layouts);
    life.abort();
  };
});

/** A picture in a row of its own; of no name while it has no label. */
function add(name?: string): Prospect {
  const row = pictures.length;
  const element = lay(makePicture(`${row}.png`), 0, row * 200, 200, 100);
  const picture: Prospect = {
    ...asPicture(element),
    paintedBox: () => boxOf(element),
    finding: undefined,
    leftOut: undefined,
    state: 'idle',
  };
  pictures.push(picture);
  if (name !== undefined) label(picture, name);
  return picture;
}

function label(picture: Prospect, name: string): void {
  const outcome = scored(name);
  picture.finding = findingOf(outcome, defaultSettings);
  const content = badgeContent({ outcome, byHand: false }, defaultSettings);
  if (content) overlay.show(picture, content);
}

const go = (by: 1 | -1, isEntering = false, before = 0, after = 0) =>
  overlay.step(() => pictures, { by, isEntering, before, after }, least);

/** The name of the badge that has the keyboard. */
const focused = () =>
  badgeElements().find((badge) => badge === (badge.getRootNode() as ShadowRoot).activeElement)
    ?.ariaLabel;

describe('a step', () => {
  it('goes through labelled pictures in the order of the page, with numbers', async () => {
    add('cat');
    add('dog');
    expect(await go(1)).toBe(true);
    expect(focused()).toBe('badgePosition 1 2 badgeName cat 90%');
    expect(await go(1)).toBe(true);
    expect(focused()).toBe('badgePosition 2 2 badgeName dog 90%');
    expect(await go(1)).toBe(false);
    expect(await go(-1)).toBe(true);
    expect(focused()).toBe('badgePosition 1 2 badgeName cat 90%');
  });

  it('counts those of other frames', async () => {
    add('cat');
    await go(1, true, 4, 2);
    expect(focused()).toBe('badgePosition 5 7 badgeName cat 90%');
  });

  it('gives badges that the keyboard leaves their own names back', async () => {
    add('cat');
    add('dog');
    await go(1);
    await go(1);
    expect(badgeElements().map(({ ariaLabel }) => ariaLabel)).toEqual([
      'badgeName cat 90%',
      'badgePosition 2 2 badgeName dog 90%',
    ]);
  });

  it('that comes from another frame begins at the end that it comes to', async () => {
    for (const name of ['cat', 'dog', 'owl']) add(name);
    await go(-1, true);
    expect(focused()).toContain('owl');
    await go(1, true);
    expect(focused()).toContain('cat');
  });

  it('scrolls to what has no label yet, and waits for it', async () => {
    add('cat');
    add();
    onScroll = (picture) => setTimeout(() => label(picture, 'dog'), 20);
    await go(1);
    expect(await go(1)).toBe(true);
    expect(focused()).toBe('badgePosition 2 2 badgeName dog 90%');
  });

  it('passes over what gets none', async () => {
    add('cat');
    for (const change of [{ leftOut: 'icon' }, { state: 'answered' }] as const) {
      Object.assign(add(), change);
    }
    add('dog');
    await go(1);
    expect(await go(1)).toBe(true);
    expect(focused()).toContain('dog');
  });

  it('goes to no labelled picture that is hidden now', async () => {
    add('cat');
    dress(add('dog').element, { display: 'none' });
    add('owl');
    await go(1);
    expect(await go(1)).toBe(true);
    expect(focused()).toBe('badgePosition 2 2 badgeName owl 90%');
  });

  it('scrolls no further when it has taken too long', async () => {
    for (let count = 0; count < 5; count++) add();
    const begin = performance.now();
    onScroll = () => vi.spyOn(performance, 'now').mockReturnValue(begin + 10_000);
    expect(await go(1)).toBe(false);
    expect(Element.prototype.scrollIntoView).toHaveBeenCalledOnce();
  });

  it('goes to no picture that is too small to get a label, and where none get any to none without', async () => {
    add('cat');
    lay(add().element, 0, 200, 40, 40);
    add('dog');
    await go(1);
    await go(1);
    expect(focused()).toContain('dog');
    add();
    least = Number.POSITIVE_INFINITY;
    const scroll = vi.mocked(Element.prototype.scrollIntoView);
    scroll.mockClear();
    expect(await go(1)).toBe(false);
    expect(scroll).not.toHaveBeenCalled();
  });

  it('outlines where it has come to', async () => {
    add('cat');
    await go(1);
    await vi.waitFor(() => expect(inOverlay('.outline:not([hidden])')).toHaveLength(1));
  });

  it('gives way to one that is made after it', async () => {
    add('cat');
    add('dog');
    const first = go(1);
    const second = go(-1, true);
    expect(await Promise.all([first, second])).toEqual([true, true]);
    expect(focused()).toContain('dog');
  });

  it('ends with the page', async () => {
    add();
    const step = go(1);
    life.abort();
    expect(await step).toBe(false);
  });
});
