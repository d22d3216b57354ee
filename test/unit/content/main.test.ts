// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://site.example/page" }
import '../fakes/complete-dom';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { emptyReport } from '../../../src/core/page-report';
import { BackgroundDouble } from '../fakes/background-double';
import { type FakeContext, FakeExtension } from '../fakes/extension';
import { dress, lay } from '../fakes/layout';
import { isObserved } from '../fakes/observers';
import { scored } from '../fakes/offscreen-document';
import { badges, bringIntoView, makePicture, notice, openMenu, openPage } from '../fakes/page';

const url = 'https://other.example/cat.png';
let extension: FakeExtension;
let background: BackgroundDouble;

beforeEach(() => {
  openPage();
  extension = new FakeExtension();
  background = new BackgroundDouble(extension);
  background.answer = () => scored();
});

/** Has the extension go from under its content scripts, and the page change, by which they notice. */
const goAway: (() => void)[] = [];

afterEach(async () => {
  for (const go of goAway.splice(0)) go();
  await vi.waitFor(() => expect(strangers()).toHaveLength(0));
});

/** Elements that the page can see beside its own. */
const strangers = () => document.documentElement.querySelectorAll(':scope > :not(head, body)');

/** Brings the content script into the page. */
async function inject(): Promise<FakeContext> {
  const frame = extension.frame('https://site.example/page');
  await extension.run(frame, () => import('../../../src/content/main.iife'));
  const { default: browser } = await import('webextension-polyfill');
  goAway.push(() => {
    Reflect.deleteProperty(browser.runtime, 'id');
    document.body.append('anything');
  });
  return frame;
}

/** A picture in view, once the content script has found it. */
async function placePicture(address = url): Promise<HTMLImageElement> {
  const picture = makePicture(address);
  await vi.waitFor(() => expect(isObserved(picture)).toBe(true));
  await bringIntoView(picture);
  return picture;
}

/** A picture where a report that is on its way may find first that the extension has gone: then nobody looks for any. */
async function placeInVain(): Promise<void> {
  const picture = makePicture('https://other.example/dog.png');
  await vi.waitFor(() => expect(isObserved(picture) || badges().length === 0).toBe(true));
  await bringIntoView(picture);
}

const isBadged = (...texts: string[]) => vi.waitFor(() => expect(badges()).toEqual(texts), 5_000);
const tell = (method: string, ...payload: unknown[]) =>
  extension.sendToFrame(background.context, 1, 0, { to: 'content', method, payload });
const order = (address: string) => tell('classifyPicture', { url: address });

describe('automatic labelling', () => {
  it('labels pictures and reports how many', async () => {
    await inject();
    await placePicture();
    await isBadged('tabby 90%');
    await vi.waitFor(() =>
      expect(background.reports.at(-1)).toEqual({ ...emptyReport, labelled: 1 }),
    );
  });

  it('tells the worker what failed, many at once in one message, and not what was left alone', async () => {
    const notFound = { kind: 'failed', reason: 'http-status', retryable: true } as const;
    background.answer = (address) =>
      address.endsWith('empty.png')
        ? { kind: 'skipped', reason: 'empty' }
        : { ...notFound, detail: '404' };
    await inject();
    await order('https://site.example/not-there.png');
    await placePicture('https://other.example/empty.png');
    await placePicture('https://other.example/1.png');
    await placePicture('https://other.example/2.png');
    await vi.waitFor(() => expect(background.failures.flat()).toHaveLength(2), 5_000);
    expect(background.failures).toEqual([
      [
        { what: 'gone', times: 1, at: expect.any(Number) },
        { what: 'http-status', detail: '404', times: 2, at: expect.any(Number) },
      ],
    ]);
  });

  it('is off at once where the user switches it off on this site, and on again', async () => {
    await inject();
    const picture = await placePicture();
    await isBadged('tabby 90%');
    extension.local.put('settings', { excludedSites: ['another.example'] });
    expect(badges()).toEqual(['tabby 90%']);
    extension.local.put('settings', { excludedSites: ['site.example'] });
    expect(badges()).toEqual([]);
    extension.local.put('settings', {});
    await bringIntoView(picture);
    await isBadged('tabby 90%');
  });

  it('that is off from the start watches nothing on the page', async () => {
    extension.local.put('settings', { labelling: 'asked' });
    const watch = vi.spyOn(MutationObserver.prototype, 'observe');
    onTestFinished(() => watch.mockRestore());
    const read = vi.spyOn(extension.local.api, 'get');
    await inject();
    await read.mock.results[0]?.value;
    // Answered once the settings have been applied.
    await tell('');
    // But whether it is written anew, of which no still page tells.
    expect(watch.mock.calls).toEqual([[document, { childList: true }]]);
    expect(background.questions).toEqual([]);
  });

  it('that is off begins anew with a document that is written anew', async () => {
    extension.local.put('settings', { labelling: 'asked' });
    const listen = vi.spyOn(EventTarget.prototype, 'addEventListener');
    onTestFinished(() => listen.mockRestore());
    await inject();
    const heeded = () => listen.mock.calls.filter(([type]) => type === 'contextmenu').length;
    expect(heeded()).toBe(1);
    const root = document.documentElement;
    const other = document.createElement('html');
    other.append(document.createElement('body'));
    onTestFinished(() => {
      other.remove();
      document.append(root);
    });
    root.remove();
    document.append(other);
    await vi.waitFor(() => expect(heeded()).toBe(2));
  });
});

describe('what is left out', () => {
  const isReported = (leftOut: object) =>
    vi.waitFor(() => expect(background.reports.at(-1)).toMatchObject({ leftOut }));

  it('is counted by its reason', async () => {
    await inject();
    const picture = await placePicture();
    await bringIntoView(picture, 20, 20);
    await isReported({ icon: 1 });
  });

  it('follows the settings', async () => {
    await inject();
    await placePicture();
    await isBadged('tabby 90%');
    extension.local.put('settings', { smallest: 200 });
    await isBadged();
    await isReported({ icon: 1 });
  });
});

describe('an order to classify a picture', () => {
  it('is carried out with automatic labelling off', async () => {
    extension.local.put('settings', { labelling: 'asked' });
    await inject();
    makePicture(url);
    await order(url);
    await isBadged('tabby 90%');
    expect(background.questions).toMatchObject([{ priority: 'asked' }]);
  });

  it('about a picture that is not there is reported as a trouble', async () => {
    await inject();
    await order(url);
    await vi.waitFor(() =>
      expect(background.reports.at(-1)?.troubles).toEqual([{ address: url, reason: 'gone' }]),
    );
  });
});

describe('an order to classify what is here', () => {
  it('finds what lies beneath other things where the menu was opened', async () => {
    extension.local.put('settings', { labelling: 'asked' });
    await inject();
    const scene = lay(document.createElement('div'), 0, 0, 200, 100);
    const link = lay(document.createElement('a'), 0, 0, 200, 100);
    document.body.append(dress(scene, { backgroundImage: `url("${url}")` }), link);
    openMenu(50, 50);
    await tell('classifyHere');
    await isBadged('tabby 90%');
    expect(background.questions).toMatchObject([{ picture: { url }, priority: 'asked' }]);
  });

  it('says so where nothing is', async () => {
    await inject();
    openMenu(50, 50);
    await tell('classifyHere');
    await vi.waitFor(() => expect(notice()).toBe('noticeNothingHere'));
    expect(background.questions).toEqual([]);
  });
});

describe('an order to classify all pictures', () => {
  it('is carried out with automatic labelling off, for those that come later, too', async () => {
    extension.local.put('settings', { labelling: 'asked' });
    await inject();
    makePicture(url);
    await tell('classifyAll');
    for (const picture of [document.querySelector('img') as Element, makePicture(url)]) {
      await vi.waitFor(() => expect(isObserved(picture)).toBe(true));
      await bringIntoView(picture);
    }
    await isBadged('tabby 90%', 'tabby 90%');
  });

  it('holds until the user switches labelling off', async () => {
    extension.local.put('settings', { labelling: 'asked' });
    await inject();
    await tell('classifyAll');
    await placePicture();
    await isBadged('tabby 90%');
    extension.local.put('settings', { labelling: 'asked', keepHistory: false });
    expect(badges()).toEqual(['tabby 90%']);
    extension.local.put('settings', {});
    extension.local.put('settings', { labelling: 'asked' });
    expect(badges()).toEqual([]);
  });
});

it('a second copy in the same frame changes nothing', async () => {
  await inject();
  await placePicture();
  await isBadged('tabby 90%');
  const second = await inject();
  await order(url);
  expect(badges()).toEqual(['tabby 90%']);
  expect(background.questions).toHaveLength(1);
  expect(second.listeners.size).toBe(0);
});

describe('the end of a content script', () => {
  it('comes when the extension has gone, and takes all badges with it', async () => {
    const frame = await inject();
    await placePicture();
    await isBadged('tabby 90%');
    frame.kill();
    await placeInVain();
    await isBadged();
    expect(strangers()).toHaveLength(0);
  });

  it('comes with the next change of the page, without any question', async () => {
    await inject();
    await placePicture();
    await isBadged('tabby 90%');
    for (const go of goAway) go();
    await isBadged();
    expect(background.questions).toHaveLength(1);
  });

  it('leaves the page to the copy that an update brings', async () => {
    const frame = await inject();
    const picture = await placePicture();
    await isBadged('tabby 90%');
    frame.kill();
    await placeInVain();
    await isBadged();
    background.answer = () => scored('lynx');
    await inject();
    await vi.waitFor(() => expect(isObserved(picture)).toBe(true));
    await bringIntoView(picture);
    await isBadged('lynx 90%');
  });
});

it('a page that is left counts for nothing until it is shown again', async () => {
  await inject();
  await placePicture();
  await isBadged('tabby 90%');
  await vi.waitFor(() => expect(background.reports.at(-1)).toMatchObject({ labelled: 1 }));
  window.dispatchEvent(new Event('pagehide'));
  await vi.waitFor(() => expect(background.reports.at(-1)).toMatchObject({ labelled: 0 }));
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  await vi.waitFor(() => expect(background.reports.at(-1)).toMatchObject({ labelled: 1 }));
});

describe('a pause', () => {
  const pause = (pauses: object) =>
    extension.local.put('pauses', { tabs: [], sites: [], ...pauses });

  it('of the site takes all labels away at once, and ends at once', async () => {
    await inject();
    await placePicture();
    await isBadged('tabby 90%');
    pause({ sites: ['site.example'] });
    await isBadged();
    await vi.waitFor(() => expect(background.reports.at(-1)).toEqual(emptyReport));
    extension.local.put('pauses', undefined);
    await isBadged('tabby 90%');
  });

  it('of another site or tab changes nothing', async () => {
    await inject();
    await placePicture();
    await isBadged('tabby 90%');
    pause({ sites: ['other.example'], tabs: [99] });
    pause({ sites: ['other.example'], tabs: [99] });
    await placePicture('https://other.example/dog.png');
    await isBadged('tabby 90%', 'tabby 90%');
  });

  it('of the tab holds, and only then the worker is asked which tab it is', async () => {
    await inject();
    await placePicture();
    await isBadged('tabby 90%');
    expect(background.asked).not.toContain('tab');
    pause({ tabs: [1] });
    await isBadged();
    expect(background.asked).toContain('tab');
  });

  it('leaves what is asked by hand', async () => {
    pause({ sites: ['site.example'] });
    await inject();
    makePicture(url);
    await order(url);
    await isBadged('tabby 90%');
  });

  it('of an hour ends while the computer sleeps, and timers stand still', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    pause({ until: Date.now() + 3_600_000 });
    await inject();
    makePicture(url);
    await order('https://other.example/missing.png');
    await vi.waitFor(() => expect(background.reports.at(-1)?.troubles).toHaveLength(1));
    expect(badges()).toEqual([]);
    vi.setSystemTime(Date.now() + 2 * 3_600_000);
    document.dispatchEvent(new Event('visibilitychange'));
    await placePicture('https://other.example/dog.png');
    await vi.waitFor(() => expect(badges()).not.toEqual([]), 5_000);
  });

  it('of an hour ends by itself', async () => {
    pause({ until: Date.now() + 1_500 });
    await inject();
    makePicture(url);
    await order('https://other.example/missing.png');
    await vi.waitFor(() => expect(background.reports.at(-1)?.troubles).toHaveLength(1));
    expect(badges()).toEqual([]);
    await placePicture('https://other.example/dog.png');
    await vi.waitFor(() => expect(badges()).not.toEqual([]), 5_000);
  });
});

it('an order to label all is answered with whether there is anything to label', async () => {
  await inject();
  expect(await tell('classifyAll')).toEqual({ ok: true, value: false });
  makePicture(url);
  await vi.waitFor(async () =>
    expect(await tell('classifyAll')).toEqual({ ok: true, value: true }),
  );
});

describe('what the popup asks of a page', () => {
  it('lists its pictures in their order, with the words that they are found by', async () => {
    background.answer = (address) => scored(address.endsWith('dog.png') ? 'dog' : 'cat');
    await inject();
    const later = await placePicture();
    await isBadged('cat 90%');
    const earlier = makePicture('https://other.example/dog.png');
    later.before(earlier);
    await vi.waitFor(() => expect(isObserved(earlier)).toBe(true));
    await bringIntoView(earlier);
    await isBadged('dog 90%', 'cat 90%');

    const label = { kind: 'label', certainty: 'plain', group: expect.any(String) };
    expect(await tell('pictures')).toMatchObject({
      ok: true,
      value: [
        { verdict: { ...label, word: 'dog' }, words: ['dog'] },
        { verdict: { ...label, word: 'cat' }, words: ['cat'] },
      ],
    });
  });

  it('lists nothing of a group that is never named', async () => {
    extension.local.put('settings', { hiddenGroups: ['cat'] });
    await inject();
    await placePicture();
    await vi.waitFor(() => expect(background.reports.at(-1)?.unsure).toBe(1));
    expect(await tell('pictures')).toMatchObject({ ok: true, value: [] });
  });

  it('scrolls to a picture, softly unless people want little motion', async () => {
    await inject();
    const picture = await placePicture();
    await isBadged('tabby 90%');
    const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView').mockReturnValue();
    const [{ id }] = ((await tell('pictures')) as { value: [{ id: number }] }).value;

    await tell('showPicture', { id });
    vi.spyOn(globalThis, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList);
    await tell('showPicture', { id });

    expect(scrolled.mock.instances).toEqual([picture, picture]);
    const behaviours = scrolled.mock.calls.map(
      ([options]) => (options as { behavior: string }).behavior,
    );
    expect(behaviours).toEqual(['smooth', 'instant']);
    vi.restoreAllMocks();
  });

  it('asks again about what failed, and about nothing else', async () => {
    background.answer = (address) =>
      address === url
        ? { kind: 'failed', reason: 'http-status', retryable: false, detail: '404' }
        : scored('dog');
    await inject();
    await placePicture();
    await placePicture('https://other.example/dog.png');
    await isBadged('dog 90%');
    await vi.waitFor(() => expect(background.reports.at(-1)?.troubles).toHaveLength(1));
    const failed = background.reports.at(-1)?.troubles[0]?.id ?? -1;
    background.answer = () => scored('cat');

    for (const id of [failed, failed + 1, 99]) await tell('retry', { id });

    await isBadged('cat 90%', 'dog 90%');
    expect(background.questions).toHaveLength(3);
    expect(background.questions.at(-1)?.priority).toBe('asked');
  });
});
