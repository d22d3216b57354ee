// @vitest-environment happy-dom
import '../fakes/complete-dom';

import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { AfterLayout } from '../../../src/content/after-layout';
import { type BadgeContent, badgeContent } from '../../../src/content/badge-content';
import type { CardActions } from '../../../src/content/card-actions';
import type {} from '../../../src/content/notice'; // Element.ariaNotify
import { Overlay } from '../../../src/content/overlay';
import type { Anchor } from '../../../src/content/place-badges';
import { attachOwnShadow } from '../../../src/content/shadow-root';
import { defaultSettings } from '../../../src/core/settings';
import { boxOf, dress, lay } from '../fakes/layout';
import { isObserved, layOutPage, windowsOn } from '../fakes/observers';
import { scored } from '../fakes/offscreen-document';
import {
  badgeElements,
  badges,
  inOverlay,
  madeUp,
  makePicture,
  notice,
  openPage,
  shownText,
} from '../fakes/page';
import { pageLoad } from '../fakes/page-load';

vi.mock('webextension-polyfill', async () => {
  const { FakeExtension } = await import('../fakes/extension');
  return { default: new FakeExtension().page().browser };
});

const actions = { correct: vi.fn<CardActions['correct']>(), dismiss: vi.fn() };
let life: AbortController;
let overlay: Overlay;
let frames: (() => void)[];

beforeEach(() => {
  openPage();
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => frames.push(work));
  vi.stubGlobal('cancelAnimationFrame', () => {
    frames = [];
  });
  life = new AbortController();
  overlay = new Overlay(
    new AfterLayout(vi.fn(), life.signal),
    attachOwnShadow,
    actions,
    defaultSettings,
    life.signal,
  );
  return () => life.abort();
});

/** Paints frames until nothing asks for one any more; fails where that does not end. */
function settle(): void {
  for (let painted = 0; frames.length > 0; painted++) {
    expect(painted).toBeLessThan(20);
    for (const work of frames.splice(0)) work();
    layOutPage();
  }
}

let placed = 0;
/** A picture with room of its own. */
function make(name: string, x = 300 * (placed++ % 3), y = 0, width = 200, height = 100): Anchor {
  const element = lay(makePicture(name), x, y, width, height);
  return { element, paintedBox: () => boxOf(element) };
}

const verdict = (className: string): BadgeContent =>
  badgeContent({ outcome: scored(className), byHand: true }, defaultSettings) as BadgeContent;

/** Elements that the page can see beside its own. */
const strangers = () => document.documentElement.querySelectorAll(':scope > :not(head, body)');
/** Where each badge is; undefined for those that are hidden. */
const places = () =>
  badgeElements().map(({ hidden, style }) => (hidden ? undefined : style.translate));

describe('the overlay', () => {
  it('is not on the page while there is nothing to show', () => {
    settle();
    expect(strangers()).toHaveLength(0);
  });

  it('is one element without a name, whose inside the page cannot reach', () => {
    for (const name of ['cat', 'dog']) overlay.show(make(name), verdict(name));
    settle();
    expect(strangers()).toHaveLength(1);
    const [host] = strangers();
    expect([host?.tagName, host?.id, host?.className, host?.textContent]).toEqual([
      'DIV',
      '',
      '',
      '',
    ]);
    expect(host?.shadowRoot).toBeNull();
    expect(badges()).toEqual(['cat 90%', 'dog 90%']);
  });

  it('leaves the pictures and their place on the page untouched', () => {
    const picture = make('cat');
    const before = document.body.innerHTML;
    overlay.show(picture, verdict('cat'));
    settle();
    expect(document.body.innerHTML).toBe(before);
  });

  it('has one badge say something else rather than a second', () => {
    const picture = make('cat');
    overlay.show(picture, { kind: 'pending' });
    expect(badges()).toEqual(['badgePending']);
    overlay.show(picture, verdict('cat'));
    expect(badges()).toEqual(['cat 90%']);
  });

  it('leaves a badge as it is, with its card open, that says the same already', () => {
    const picture = make('cat', 0, 0);
    overlay.show(picture, verdict('cat'));
    window.dispatchEvent(new MouseEvent('pointermove', { clientX: 6, clientY: 6 }));
    settle();
    overlay.show(picture, verdict('cat'));
    expect(inOverlay('.card')[0]?.hidden).toBe(false);
    overlay.show(picture, verdict('lynx'));
    expect(inOverlay('.card')[0]?.hidden).toBe(true);
  });

  it('shows what a page or a model says as text, never as markup', () => {
    overlay.show(make('cat'), verdict('<b>cat</b>'));
    expect(badges()).toEqual(['<b>cat</b> 90%']);
    expect(badgeElements()[0]?.querySelector('b')).toBeNull();
  });

  it('keeps its texts out of its tree, where window.find would find them', () => {
    overlay.show(make('cat', 0, 0), verdict('cat'));
    window.dispatchEvent(new MouseEvent('pointermove', { clientX: 6, clientY: 6 }));
    settle();
    expect(inOverlay('.card')[0]?.hidden).toBe(false);
    expect(inOverlay('.layer')[0]?.textContent).toBe('');
  });

  it('leaves the page with its last badge', () => {
    const [cat, dog] = [make('cat'), make('dog')];
    overlay.show(cat, verdict('cat'));
    overlay.show(dog, verdict('dog'));
    settle();
    overlay.hide(cat);
    expect([places()[0], strangers().length]).toEqual([undefined, 1]);
    overlay.hide(dog);
    expect([badges(), strangers().length, frames]).toEqual([[], 0, []]);
    expect(isObserved(dog.element)).toBe(false);
  });

  it('comes back where the page has thrown it out', () => {
    overlay.show(make('cat'), verdict('cat'));
    settle();
    strangers()[0]?.remove();
    overlay.moved();
    settle();
    expect(strangers()).toHaveLength(1);
  });

  it('is out of sight while the page is looked at as it is', async () => {
    vi.stubGlobal('visualViewport', {
      offsetLeft: 0,
      offsetTop: 0,
      width: 1024,
      height: 768,
      scale: 1,
    });
    const cat = make('cat');
    overlay.show(cat, verdict('cat'));
    settle();
    const [layer] = inOverlay('.layer');
    let seen: string | undefined;
    const look = async () => {
      seen = layer?.style.visibility;
      return scored('cat');
    };
    const looking = overlay.lookAtBareScreen(cat, look);
    await vi.waitFor(() => {
      settle();
      expect(seen).toBe('hidden');
    });
    expect(await looking).toEqual(scored('cat'));
    expect(layer?.style.visibility).toBe('');
  });

  it('goes with its signal', () => {
    overlay.show(make('cat'), verdict('cat'));
    settle();
    life.abort();
    expect([badges(), strangers().length, frames]).toEqual([[], 0, []]);
  });
});

describe('a badge', () => {
  it('sits in its picture and follows it', () => {
    const picture = make('cat', 100, 50);
    overlay.show(picture, verdict('cat'));
    settle();
    expect(places()).toEqual(['106px 56px']);
    lay(picture.element, 200, 150, 200, 100);
    overlay.moved();
    settle();
    expect(places()).toEqual(['206px 156px']);
  });

  it('is followed without a frame while nothing moves, until an observer tells of a move', () => {
    const picture = make('cat', 100, 50);
    overlay.show(picture, verdict('cat'));
    settle();
    expect(frames).toEqual([]);
    const [watch] = windowsOn(picture.element);
    watch?.tell(picture.element, {
      intersectionRatio: 1,
      boundingClientRect: boxOf(picture.element),
    });
    expect(frames).toEqual([]);
    lay(picture.element, 101, 50, 200, 100);
    watch?.tell(picture.element, {
      intersectionRatio: 0.99,
      boundingClientRect: boxOf(picture.element),
    });
    settle();
    expect(places()).toEqual(['107px 56px']);
  });

  it.each([
    ['covered', () => lay(makePicture('dog'), 0, 0, 900, 900)],
    ['hidden', ({ element }: Anchor) => dress(element, { visibility: 'hidden' })],
    ['off screen', ({ element }: Anchor) => lay(element, 0, -500, 200, 100)],
    ['off the page', ({ element }: Anchor) => lay(element, 0, 0, 0, 0)],
  ])('is not shown while its picture is %s', async (_, spoil) => {
    const picture = make('cat', 100, 50);
    overlay.show(picture, verdict('cat'));
    settle();
    spoil(picture);
    overlay.stirred();
    await vi.waitFor(() => expect(frames).not.toEqual([]));
    settle();
    expect(places()).toEqual([undefined]);

    document.querySelectorAll('img')[1]?.remove();
    dress(lay(picture.element, 100, 50, 200, 100), { visibility: 'visible' });
    overlay.moved();
    settle();
    expect(places()).toEqual(['106px 56px']);
  });

  it('is not shown any more when it looks otherwise and its picture has been hidden meanwhile', () => {
    const picture = make('cat', 100, 50);
    overlay.show(picture, verdict('cat'));
    settle();
    dress(picture.element, { visibility: 'hidden' });
    overlay.dress({ ...defaultSettings, badgeSize: 'large' });
    settle();
    expect(places()).toEqual([undefined]);
  });

  it('of a hidden picture is gone again when the keyboard leaves it', () => {
    const picture = make('cat', 100, 50);
    overlay.show(picture, verdict('cat'));
    settle();
    dress(picture.element, { visibility: 'hidden' });
    overlay.moved();
    settle();
    const [badge] = badgeElements();
    if (badge) badge.hidden = false;
    badge?.focus();
    settle();
    expect(badge?.hidden).toBe(false);
    badge?.blur();
    settle();
    expect(badge?.hidden).toBe(true);
  });

  it('never lies over another', () => {
    const picture = make('cat', 100, 50);
    overlay.show(picture, verdict('cat'));
    overlay.show({ ...picture }, verdict('dog'));
    settle();
    expect(places()).toEqual(['106px 56px', '293px 56px']);
  });

  it('begins on the right where the page is read from there', () => {
    const picture = make('cat', 100, 50);
    dress(picture.element, { direction: 'rtl' });
    overlay.show(picture, verdict('cat'));
    settle();
    expect(places()).toEqual(['293px 56px']);
  });

  it('is a dot on a picture that is too small for text, and opens under the pointer', () => {
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(80);
    overlay.show(make('cat', 0, 0, 40, 40), verdict('cat'));
    overlay.show(make('dog', 100, 0), verdict('dog'));
    settle();
    expect(badgeElements().map(({ classList }) => classList.contains('dot'))).toEqual([
      true,
      false,
    ]);

    const [card] = inOverlay('.card');
    expect(card?.hidden).toBe(true);
    window.dispatchEvent(new MouseEvent('pointermove', { clientX: 5, clientY: 5 }));
    settle();
    expect(card?.hidden).toBe(false);
    expect(shownText(inOverlay('.card li')[0] as HTMLElement)).toBe('cat 90%');
    expect(badgeElements()[0]?.getAttribute('aria-describedby')).toBe('facts');
    window.dispatchEvent(new MouseEvent('pointermove', { clientX: 50, clientY: 50 }));
    settle();
    expect(card?.hidden).toBe(true);
  });

  it('does not open under a pointer that the page has made up', () => {
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(80);
    overlay.show(make('cat', 0, 0, 40, 40), verdict('cat'));
    settle();
    const move = () => new MouseEvent('pointermove', { clientX: 5, clientY: 5 });
    window.dispatchEvent(madeUp(move()));
    settle();
    expect(inOverlay('.card')[0]?.hidden).toBe(true);
    window.dispatchEvent(move());
    settle();
    expect(inOverlay('.card')[0]?.hidden).toBe(false);
  });

  it('stands in the order of the pictures, and one of them in the tab order', () => {
    const [cat, dog, owl] = ['cat', 'dog', 'owl'].map((name) => make(name)) as [
      Anchor,
      Anchor,
      Anchor,
    ];
    for (const [anchor, name] of [
      [owl, 'owl'],
      [cat, 'cat'],
      [dog, 'dog'],
    ] as const) {
      overlay.show(anchor, verdict(name));
    }
    settle();
    expect(badges()).toEqual(['cat 90%', 'dog 90%', 'owl 90%']);
    expect(badgeElements().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
  });
});

describe('badges that come and go', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    return () => vi.useRealTimers();
  });

  it('come at once where it is quiet, together with all others before the next frame', () => {
    for (const name of ['cat', 'dog']) overlay.show(make(name), verdict(name));
    expect(badges()).toHaveLength(2);
  });

  it.each([
    ['on a page at rest', 200],
    ['for longer while all moves', 500],
  ])('%s are gathered after others', (how, pause) => {
    overlay.show(make('cat'), verdict('cat'));
    settle();
    if (how === 'for longer while all moves') overlay.moved();
    for (const name of ['dog', 'owl']) overlay.show(make(name), verdict(name));
    expect(badges()).toEqual(['cat 90%']);
    vi.advanceTimersByTime(pause - 1);
    expect(badges()).toEqual(['cat 90%']);
    vi.advanceTimersByTime(1);
    expect(badges()).toEqual(['cat 90%', 'dog 90%', 'owl 90%']);
  });

  it('are gathered for longer while the page is loaded', () => {
    pageLoad.isUnderWay = true;
    onTestFinished(() => {
      pageLoad.isUnderWay = false;
    });
    overlay.show(make('cat'), verdict('cat'));
    expect(badges()).toEqual(['cat 90%']);
    settle();
    overlay.show(make('dog'), verdict('dog'));
    vi.advanceTimersByTime(499);
    expect(badges()).toEqual(['cat 90%']);
    vi.advanceTimersByTime(1);
    expect(badges()).toEqual(['cat 90%', 'dog 90%']);
  });

  it('come at once, with those that wait, where they were asked for by hand', () => {
    overlay.show(make('cat'), verdict('cat'));
    settle();
    overlay.show(make('dog'), verdict('dog'));
    overlay.show(make('owl'), { kind: 'pending' });
    expect(badges()).toEqual(['cat 90%', 'dog 90%', 'badgePending']);
    settle();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('do not come when they were taken back meanwhile', () => {
    overlay.show(make('cat'), verdict('cat'));
    settle();
    const dog = make('dog');
    overlay.show(dog, verdict('dog'));
    overlay.hide(dog);
    vi.advanceTimersByTime(1_000);
    settle();
    expect(badges()).toEqual(['cat 90%']);
  });

  it('leave no timer behind at the end', () => {
    for (const name of ['cat', 'dog']) {
      overlay.show(make(name), verdict(name));
      settle();
    }
    life.abort();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('go out of sight at once, and off the page with others', () => {
    const [cat, dog, owl] = ['cat', 'dog', 'owl'].map((name) => make(name)) as [
      Anchor,
      Anchor,
      Anchor,
    ];
    overlay.show(cat, verdict('cat'));
    overlay.show(dog, verdict('dog'));
    settle();
    overlay.hide(cat);
    overlay.show(owl, verdict('owl'));
    expect(places()).toEqual([undefined, expect.any(String)]);
    vi.advanceTimersByTime(200);
    expect(badges()).toEqual(['dog 90%', 'owl 90%']);
  });

  it('leave the keyboard the others, also before they are off the page', () => {
    const [cat, dog] = [make('cat'), make('dog')];
    for (const [anchor, name] of [
      [cat, 'cat'],
      [dog, 'dog'],
    ] as const) {
      overlay.show(anchor, verdict(name));
    }
    settle();
    overlay.hide(cat);
    overlay.moved();
    settle();
    expect(badgeElements().map(({ tabIndex }) => tabIndex)).toEqual([-1, 0]);
  });

  it('and arrows step over those that go', () => {
    const names = ['cat', 'dog', 'owl'];
    const scroll = vi.spyOn(Element.prototype, 'scrollIntoView');
    const [cat, dog, owl] = names.map((name) => make(name)) as [Anchor, Anchor, Anchor];
    for (const [at, anchor] of [cat, dog, owl].entries()) {
      overlay.show(anchor, verdict(names[at] as string));
    }
    settle();
    badgeElements()[0]?.focus();
    overlay.hide(dog);
    const right = new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true });
    badgeElements()[0]?.dispatchEvent(right);
    expect(scroll.mock.contexts).toEqual([owl.element]);
  });
});

describe('a notice', () => {
  it('is read out, though nothing of it stands in the tree', () => {
    const heard: string[] = [];
    Element.prototype.ariaNotify = function (this: Element, words: string) {
      heard.push(`${this.className}: ${words}`);
    };
    overlay.say('Nothing here', { x: 0, y: 0 });
    delete Element.prototype.ariaNotify;
    expect(heard).toEqual(['notice: Nothing here']);
    expect(inOverlay('.notice')[0]?.textContent).toBe('');
  });

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    return () => vi.useRealTimers();
  });

  it('says something at a point, as text, and goes by itself', () => {
    overlay.say('<b>Nothing</b>', { x: 40, y: 30 });
    expect([notice(), strangers().length]).toEqual(['<b>Nothing</b>', 1]);
    expect(inOverlay('.notice')[0]?.style.translate).toBe('40px 30px');
    vi.advanceTimersByTime(5_000);
    expect([notice(), strangers().length]).toEqual([undefined, 0]);
  });

  it('stays in the window', () => {
    overlay.say('Nothing', { x: innerWidth, y: -5 });
    expect(inOverlay('.notice')[0]?.style.translate).toBe(`${innerWidth - 6}px 6px`);
  });

  it('is not cut short by one before it, nor by the last badge', () => {
    const picture = make('cat');
    overlay.show(picture, verdict('cat'));
    overlay.say('Nothing', { x: 0, y: 0 });
    vi.advanceTimersByTime(4_000);
    overlay.say('Nothing yet', { x: 0, y: 0 });
    overlay.hide(picture);
    vi.advanceTimersByTime(4_999);
    expect(notice()).toBe('Nothing yet');
    vi.advanceTimersByTime(1);
    expect([notice(), strangers().length]).toEqual([undefined, 0]);
  });

  it('goes with the end', () => {
    overlay.say('Nothing', { x: 0, y: 0 });
    life.abort();
    expect([notice(), strangers().length]).toEqual([undefined, 0]);
  });
});

describe('a picture that is pointed out', () => {
  const outline = () => inOverlay('.outline').at(-1) as HTMLElement | undefined;

  beforeEach(() => {
    vi.spyOn(Element.prototype, 'scrollIntoView').mockReturnValue();
    return () => vi.restoreAllMocks();
  });

  it('has a line around it, which follows it, and goes by itself with all else', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const picture = make('cat', 40, 60);
    overlay.pointOut(picture);
    paint();
    expect(outline()?.hidden).toBe(false);
    expect(outline()?.style.translate).toBe('38px 58px');
    expect([outline()?.style.width, outline()?.style.height]).toEqual(['204px', '104px']);

    lay(picture.element as HTMLElement, 40, 160, 200, 100);
    paint();
    expect(outline()?.style.translate).toBe('38px 158px');

    vi.advanceTimersByTime(3_000);
    expect(frames).toHaveLength(0);
    expect(strangers()).toHaveLength(0);
    vi.useRealTimers();
  });

  it('has none once it has left the page', () => {
    const picture = make('cat');
    overlay.pointOut(picture);
    paint();
    picture.element.remove();
    paint();
    expect(outline()?.hidden).toBe(true);
  });

  it('that is not there any more changes nothing', () => {
    const picture = make('cat');
    picture.element.remove();
    overlay.pointOut(picture);
    expect(strangers()).toHaveLength(0);
    expect(Element.prototype.scrollIntoView).not.toHaveBeenCalled();
  });

  /** Paints one frame: an outline asks for the next as long as it stands. */
  function paint(): void {
    for (const work of frames.splice(0)) work();
    layOutPage();
  }
});
