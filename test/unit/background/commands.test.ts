import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyReport } from '../../../src/core/page-report';
import { repairSettings } from '../../../src/core/settings';
import type { Envelope } from '../../../src/messaging/protocol';
import { Background } from '../fakes/background';

const url = 'https://site.example/page';
let background: Background;
/** What each frame was ordered, in order. */
let orders: [frame: number, method: string, payload: unknown][];

beforeEach(async () => {
  background = await Background.start();
  orders = [];
});

const press = (command: string, tab: object | undefined = { id: 1, url }) =>
  background.extension.events.command.fire(command, tab);

/** A frame that answers each method so; those with labelled pictures have reported them. */
async function makeFrame(
  number: number,
  answers: Readonly<Record<string, unknown>>,
  labelled = 0,
): Promise<void> {
  const context = background.extension.frame(url, { frame: number });
  context.listeners.add((message, _, respond) => {
    const { method, payload } = message as Envelope;
    orders.push([number, method, payload[0]]);
    respond({ ok: true, value: answers[method] });
    return true;
  });
  const report = { to: 'background', method: 'report', payload: [{ ...emptyReport, labelled }] };
  if (labelled > 0) await context.browser.runtime.sendMessage(report);
}

/** Says in which frames the focus and the pointer are. */
function put({ focus = [0], pointer = [] as number[] }): void {
  background.extension.resultIn = (frame) => [focus.includes(frame), pointer.includes(frame)];
}

const happens = (...expected: [number, string, unknown?][]) =>
  vi.waitFor(() => {
    const full = expected.map(([frame, method, payload]) => [frame, method, payload]);
    expect(orders).toEqual(full);
  });

const step = (by: 1 | -1, isEntering: boolean, before: number, after: number) => ({
  by,
  isEntering,
  before,
  after,
});

describe('going to the next or previous picture', () => {
  it('begins in the frame that has the keyboard, and knows how many are around it', async () => {
    await makeFrame(0, { step: true }, 2);
    await makeFrame(5, { step: true }, 3);
    await makeFrame(9, { step: true }, 1);
    put({ focus: [0, 5] });
    press('next-picture');
    await happens([5, 'step', step(1, false, 2, 1)]);
  });

  it('goes on in the next frame with labels, and after the last in the first', async () => {
    await makeFrame(0, { step: true }, 2);
    await makeFrame(5, { step: false }, 3);
    await makeFrame(9, { step: false }, 1);
    await makeFrame(11, { step: true });
    put({ focus: [0, 5] });
    press('next-picture');
    await happens(
      [5, 'step', step(1, false, 2, 1)],
      [9, 'step', step(1, true, 5, 0)],
      [0, 'step', step(1, true, 0, 4)],
    );
  });

  it('goes back the other way round', async () => {
    await makeFrame(0, { step: false }, 2);
    await makeFrame(5, { step: false }, 3);
    await makeFrame(9, { step: true }, 1);
    put({});
    press('previous-picture');
    await happens([0, 'step', step(-1, false, 0, 4)], [9, 'step', step(-1, true, 5, 0)]);
  });

  it('says so where there is none, having come back to where it began', async () => {
    await makeFrame(0, { step: false });
    put({});
    press('next-picture');
    await happens(
      [0, 'step', step(1, false, 0, 0)],
      [0, 'step', step(1, true, 0, 0)],
      [0, 'say', 'noticeNoLabelled'],
    );
  });

  it('leaves a frame out that does not answer', async () => {
    const log = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    await makeFrame(0, { step: true }, 1);
    background.extension.frame(url, { frame: 5 });
    put({ focus: [0, 5] });
    press('next-picture');
    await happens([0, 'step', step(1, true, 0, 0)]);
    expect(log).toHaveBeenCalledOnce();
  });
});

describe('classifying the picture that is meant', () => {
  it('asks the innermost frame first, and only those with the pointer or the keyboard', async () => {
    await makeFrame(0, { classifyPointed: true });
    await makeFrame(5, { classifyPointed: false });
    await makeFrame(9, { classifyPointed: true });
    put({ focus: [0], pointer: [0, 5] });
    press('classify-picture');
    await happens([5, 'classifyPointed'], [0, 'classifyPointed']);
  });

  it('says so where there is none', async () => {
    await makeFrame(0, { classifyPointed: false });
    put({});
    press('classify-picture');
    await happens([0, 'classifyPointed'], [0, 'say', 'noticeNoPointed']);
  });

  it('asks the page alone where its frames do not tell in time', async () => {
    await makeFrame(0, { classifyPointed: true });
    await makeFrame(5, { classifyPointed: true });
    background.extension.resultIn = () => {
      throw new Error('A frame hangs');
    };
    press('classify-picture');
    await happens([0, 'classifyPointed']);
  });
});

describe('switching labels for a site', () => {
  const stored = async () => {
    const { settings } = await background.extension.local.api.get('settings');
    return repairSettings(settings);
  };

  it('changes the list that counts, there and back, and says so', async () => {
    await makeFrame(0, {});
    press('toggle-site');
    await happens([0, 'say', 'noticeLabelsOff site.example']);
    expect((await stored()).excludedSites).toEqual(['site.example']);
    press('toggle-site');
    await happens(
      [0, 'say', 'noticeLabelsOff site.example'],
      [0, 'say', 'noticeLabelsOn site.example'],
    );
    expect((await stored()).excludedSites).toEqual([]);
  });

  it('adds a site to the chosen ones where only those are labelled', async () => {
    await makeFrame(0, {});
    await background.extension.local.api.set({ settings: { labelling: 'chosen' } });
    press('toggle-site');
    await happens([0, 'say', 'noticeLabelsOn site.example']);
    expect((await stored()).chosenSites).toEqual(['site.example']);
  });

  it('changes nothing where labels come only when asked for', async () => {
    await makeFrame(0, {});
    await background.extension.local.api.set({ settings: { labelling: 'asked' } });
    press('toggle-site');
    await happens([0, 'say', 'noticeOnlyAsked']);
    expect(await stored()).toMatchObject({ excludedSites: [], chosenSites: [] });
  });

  it('says so where the change cannot be saved', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await makeFrame(0, {});
    await background.extension.local.api.set({
      settings: { excludedSites: Array.from({ length: 9_000 }, (_, at) => `${at}.example`) },
    });
    press('toggle-site');
    await happens([0, 'say', 'noticeSettingsSave']);
    await vi.waitFor(() =>
      expect(log).toHaveBeenCalledWith('A shortcut could not be carried out', expect.any(Error)),
    );
  });

  it('says that files belong to no site', async () => {
    await makeFrame(0, {});
    press('toggle-site', { id: 1, url: 'file:///pictures.html' });
    await happens([0, 'say', 'switchNoSiteWhy']);
  });
});

describe('a shortcut', () => {
  it('on one of the browser’s own pages is answered on the toolbar', async () => {
    press('next-picture', { id: 3, url: 'chrome://extensions/' });
    await vi.waitFor(() => expect(background.extension.titles.get(3)).toBe('noticeNotReachable'));
    expect(background.extension.badges.get(3)).toBe('–');
  });

  it('that nobody knows, or outside of any tab, does nothing', async () => {
    await makeFrame(0, { step: true });
    put({});
    press('another');
    press('next-picture', {});
    press('next-picture');
    await happens([0, 'step', step(1, false, 0, 0)]);
    expect(background.extension.titles.size).toBe(0);
  });
});
