// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AfterLayout } from '../../../src/content/after-layout';
import { type BadgeContent, badgeContent } from '../../../src/content/badge-content';
import type { CardActions } from '../../../src/content/card-actions';
import { Overlay } from '../../../src/content/overlay';
import type { Anchor } from '../../../src/content/place-badges';
import { attachOwnShadow } from '../../../src/content/shadow-root';
import type { Scored } from '../../../src/core/outcome';
import { defaultSettings } from '../../../src/core/settings';
import { tabbyOrLynx } from '../fakes/answers';
import { boxOf, lay } from '../fakes/layout';
import { layOutPage } from '../fakes/observers';
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

vi.mock('webextension-polyfill', async () => {
  const { getMessage } = await import('../fakes/browser');
  return { default: { i18n: { getMessage } } };
});

const actions = { correct: vi.fn<CardActions['correct']>(), dismiss: vi.fn() };
const writeText = vi.fn<(text: string) => Promise<void>>();
let life: AbortController;
let overlay: Overlay;
let picture: Anchor;

const tabby = tabbyOrLynx(0.97, 0.98);
const contentOf = (outcome: Scored): BadgeContent =>
  badgeContent({ outcome, byHand: true }, defaultSettings) as BadgeContent;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  openPage();
  vi.stubGlobal('navigator', { clipboard: { writeText } });
  writeText.mockReset().mockResolvedValue();
  actions.correct.mockReset().mockResolvedValue(true);
  actions.dismiss.mockReset();
  life = new AbortController();
  const frame = new AfterLayout(vi.fn(), life.signal);
  overlay = new Overlay(frame, attachOwnShadow, actions, defaultSettings, life.signal);
  const element = lay(makePicture('cat'), 0, 0, 200, 100);
  picture = { element, paintedBox: () => boxOf(element) };
  return () => {
    life.abort();
    vi.useRealTimers();
  };
});

/** Lets a moment pass, with its frames. */
function pass(milliseconds = 60): void {
  for (let passed = 0; passed < milliseconds; passed += 20) {
    vi.advanceTimersByTime(20);
    layOutPage();
  }
}

function show(outcome: Scored = tabby): void {
  overlay.show(picture, contentOf(outcome));
  pass(400);
}

function point(x: number, y: number): void {
  window.dispatchEvent(new MouseEvent('pointermove', { clientX: x, clientY: y }));
  pass();
}

const card = () => inOverlay('.card')[0] as HTMLElement;
const isOpen = () => !card().hidden && card().classList.contains('open');
const buttons = () => [...card().querySelectorAll('button')];
const labels = () => buttons().map(shownText);
const press = async (label: string) => {
  buttons()
    .find((button) => shownText(button) === label)
    ?.click();
  await vi.advanceTimersByTimeAsync(0);
};
const key = (name: string, on: EventTarget = window) =>
  on.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true }));

describe('a card under the pointer', () => {
  beforeEach(() => show());

  it('lets the pointer through until it has rested on the badge', () => {
    point(6, 6);
    expect([card().hidden, isOpen()]).toEqual([false, false]);
    pass(320);
    expect(isOpen()).toBe(true);
  });

  it('that was only passed over goes as the pointer does', () => {
    point(6, 6);
    point(6, 60);
    pass(400);
    expect([card().hidden, isOpen()]).toEqual([true, false]);
  });

  it('stays on the way from the badge to it, and while the pointer is on it', () => {
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(100);
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(180);
    point(6, 6);
    pass(320);
    const { translate } = card().style;
    const [x = 0, y = 0] = translate.split(' ').map(Number.parseFloat);
    for (const [left, top] of [
      [x + 5, y - 2],
      [x + 50, y + 50],
    ] as const) {
      point(left, top);
      expect(isOpen()).toBe(true);
    }
    point(x + 300, y + 50);
    expect(card().hidden).toBe(true);
  });

  it('makes way for whoever presses the page', () => {
    point(6, 6);
    pass(320);
    window.dispatchEvent(new MouseEvent('pointerdown', { clientX: 300, clientY: 300 }));
    expect([card().hidden, isOpen()]).toEqual([false, false]);
    pass(400);
    expect(isOpen()).toBe(false);
  });

  it('goes by Escape, which the page hears all the same', () => {
    const heard = vi.fn();
    document.addEventListener('keydown', heard, { once: true });
    point(6, 6);
    key('Escape', document.body);
    pass();
    expect(card().hidden).toBe(true);
    expect(heard).toHaveBeenCalledOnce();
  });

  it('keeps what is pressed in it from the page', () => {
    const heard = vi.fn();
    document.addEventListener('click', heard, { signal: life.signal });
    point(6, 6);
    buttons()[1]?.click();
    expect(heard).not.toHaveBeenCalled();
    document.body.click();
    expect(heard).toHaveBeenCalledOnce();
  });

  describe('is pressed by a pointer', () => {
    const click = async (label: string) => {
      buttons()
        .find((button) => shownText(button) === label)
        ?.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));
      await vi.advanceTimersByTimeAsync(0);
    };
    beforeEach(() => {
      point(6, 6);
      pass(320);
    });

    it('once it has lain still for a while, and not as soon as it comes', async () => {
      await click('Hide');
      expect(actions.dismiss).not.toHaveBeenCalled();
      pass(420);
      await click('Hide');
      expect(actions.dismiss).toHaveBeenCalledOnce();
    });

    it('never under a click that a page has moved it below', async () => {
      pass(420);
      lay(picture.element, 0, 200, 200, 100);
      overlay.moved();
      point(6, 206);
      expect(isOpen()).toBe(true);
      await click('Hide');
      expect(actions.dismiss).not.toHaveBeenCalled();
    });

    it('not by the second half of a double click', async () => {
      pass(420);
      await click('Wrong label?');
      await click('lynx');
      expect(actions.correct).not.toHaveBeenCalled();
      pass(420);
      await click('lynx');
      expect(actions.correct).toHaveBeenCalledOnce();
    });
  });

  it('has buttons that only whoever has entered it reaches with the Tab key', () => {
    point(6, 6);
    expect(buttons().map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, -1]);
  });
});

describe('by the keyboard a card', () => {
  beforeEach(() => {
    show();
    badgeElements()[0]?.focus();
    badgeElements()[0]?.click();
  });

  it('opens as a dialog with the focus in it, and says of which label', () => {
    expect(isOpen()).toBe(true);
    expect([card().role, card().ariaLabel]).toEqual(['dialog', 'About the label: tabby, 97%']);
    expect(card().contains(card().ownerDocument.activeElement)).toBe(false);
    expect((card().getRootNode() as ShadowRoot).activeElement).toBe(buttons()[0]);
    expect(badgeElements()[0]?.ariaExpanded).toBe('true');
    pass(400);
    expect(isOpen()).toBe(true);
  });

  it('is not pressed by the key that opened it, while that is held', () => {
    const hold = (repeat: boolean) => {
      const init = { key: 'Enter', repeat, bubbles: true, cancelable: true };
      return buttons()[0]?.dispatchEvent(new KeyboardEvent('keydown', init));
    };
    expect([hold(true), hold(false)]).toEqual([false, true]);
  });

  it('goes by Escape, back to its badge', () => {
    key('Escape', buttons()[0]);
    expect((card().getRootNode() as ShadowRoot).activeElement).toBe(badgeElements()[0]);
    pass();
    expect(isOpen()).toBe(false);
  });

  it('goes when its badge says something else, with the focus back there', () => {
    overlay.show(picture, contentOf(tabbyOrLynx(0.3, 0.4)));
    expect(card().hidden).toBe(true);
    expect((card().getRootNode() as ShadowRoot).activeElement).toBe(badgeElements()[0]);
  });
});

it('a click on a badge that the page has made up opens nothing', () => {
  show();
  badgeElements()[0]?.dispatchEvent(madeUp(new MouseEvent('click', { bubbles: true })));
  expect(isOpen()).toBe(false);
});

describe('its buttons', () => {
  const enter = (outcome?: Scored) => {
    show(outcome);
    badgeElements()[0]?.click();
  };

  it.each([
    ['a label', tabby, ['Wrong label?', 'Copy', 'Hide']],
    ['doubt', tabbyOrLynx(0.3, 0.4), ['Name it', 'Copy', 'Hide']],
    [
      'a label of the user’s',
      { ...tabby, correction: { word: 'Mitzi' } },
      ['Use Sightline’s label', 'Change', 'Copy', 'Hide'],
    ],
  ])('are those that make sense for %s', (_, outcome, expected) => {
    enter(outcome);
    expect(labels()).toEqual(expected);
  });

  it('are none while there is no answer, and one where there will be none', () => {
    overlay.show(picture, { kind: 'pending' });
    pass(400);
    badgeElements()[0]?.click();
    expect(labels()).toEqual([]);
    overlay.show(picture, { kind: 'trouble', text: 'It took too long' });
    pass(400);
    badgeElements()[0]?.click();
    expect(labels()).toEqual(['Hide']);
  });

  it('do nothing for a page that makes clicks up', () => {
    enter();
    for (const button of buttons()) button.dispatchEvent(madeUp(new MouseEvent('click')));
    expect(actions.dismiss).not.toHaveBeenCalled();
    expect(writeText).not.toHaveBeenCalled();
    expect(labels()[0]).toBe('Wrong label?');
  });

  it('copy the label and what else comes into question, and say so', async () => {
    enter();
    await press('Copy');
    expect(writeText).toHaveBeenCalledExactlyOnceWith('tabby, 97%\nlynx, 5%');
    expect(notice()).toBe('Copied');
  });

  it('copy by the old command where the page has no clipboard, and no listener of the page reads it', async () => {
    writeText.mockRejectedValue(new Error('not allowed'));
    const given: Record<string, string> = {};
    const heard = vi.fn();
    const clipboardData = { setData: (type: string, text: string) => (given[type] = text) };
    Document.prototype.execCommand = () => {
      const event = Object.assign(new Event('copy', { cancelable: true }), { clipboardData });
      return !window.dispatchEvent(event);
    };
    enter();
    await press('Copy');
    window.addEventListener('copy', heard, { signal: life.signal });
    expect(given).toEqual({ 'text/plain': 'tabby, 97%\nlynx, 5%' });
    expect(notice()).toBe('Copied');
    window.dispatchEvent(new Event('copy'));
    expect(heard).toHaveBeenCalledOnce();
  });

  it('say where nothing could be copied', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    writeText.mockRejectedValue(new Error('not allowed'));
    Document.prototype.execCommand = () => false;
    enter();
    await press('Copy');
    expect(notice()).toBe('This page does not let the label be copied');
  });

  it('hide the badge, and say how it comes back', async () => {
    enter();
    await press('Hide');
    expect(actions.dismiss).toHaveBeenCalledExactlyOnceWith(picture);
    expect(notice()).toContain('right-click the picture and choose “Classify image”');
  });

  it('offer the other names, another word and none, and lead back', async () => {
    enter();
    await press('Wrong label?');
    expect(labels()).toEqual(['lynx', 'Another word…', 'None of these', 'Back']);
    expect((card().getRootNode() as ShadowRoot).activeElement).toBe(buttons()[0]);
    await press('Back');
    expect(labels()).toEqual(['Wrong label?', 'Copy', 'Hide']);
    expect(actions.correct).not.toHaveBeenCalled();
  });

  it.each([
    ['lynx', { kind: 'say', word: 'lynx' }],
    ['None of these', { kind: 'say', word: '' }],
    ['Another word…', { kind: 'type' }],
  ])('have "%s" said of the picture', async (label, correcting) => {
    enter();
    await press('Wrong label?');
    await press(label);
    expect(actions.correct).toHaveBeenCalledExactlyOnceWith(picture, correcting);
    expect(notice()?.split('.')[0]).toBe(correcting.kind === 'type' ? undefined : 'Saved');
  });

  it('take back what was said', async () => {
    enter({ ...tabby, correction: { word: 'Mitzi' } });
    await press('Use Sightline’s label');
    expect(actions.correct).toHaveBeenCalledExactlyOnceWith(picture, { kind: 'undo' });
  });

  it.each([
    ['is refused', () => Promise.resolve(false)],
    ['goes wrong', () => Promise.reject(new Error('no database'))],
  ])('say so where that %s', async (_, answer) => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    actions.correct.mockImplementation(answer);
    enter();
    await press('Wrong label?');
    await press('lynx');
    expect(notice()).toBe('Your label could not be saved. Try again.');
  });

  it('keep all words out of the tree, where window.find would find them', async () => {
    enter();
    await press('Wrong label?');
    expect(inOverlay('.layer')[0]?.textContent).toBe('');
  });
});

describe('how badges look', () => {
  const look = { ...defaultSettings, badgeSize: 'large', badgeColours: 'dark' } as const;

  it('changes at once for those that are there, and holds for those that come', () => {
    show();
    overlay.dress({ ...look, showPercent: false, badgeCorner: 'bottom-start' });
    pass();
    const layer = inOverlay('.layer')[0];
    expect([layer?.dataset.size, layer?.style.colorScheme]).toEqual(['large', 'dark']);
    expect(badges()).toEqual(['tabby']);
    expect(badgeElements()[0]?.style.translate).toBe('6px 93px');
    overlay.show(picture, contentOf(tabbyOrLynx(0.95, 0.98)));
    expect(badges()).toEqual(['tabby']);
    overlay.dress(defaultSettings);
    pass();
    expect([layer?.style.colorScheme, badges()]).toEqual(['', ['tabby 95%']]);
    expect(badgeElements()[0]?.style.translate).toBe('6px 6px');
  });
});
