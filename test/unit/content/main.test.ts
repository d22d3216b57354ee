// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://site.example/page" }
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BackgroundDouble } from '../fakes/background-double';
import { type FakeContext, FakeExtension } from '../fakes/extension';
import { isObserved } from '../fakes/observers';
import { scored } from '../fakes/offscreen-document';
import { badges, bringIntoView, makePicture, openPage } from '../fakes/page';

const url = 'https://other.example/cat.png';
let extension: FakeExtension;
let background: BackgroundDouble;

beforeEach(() => {
  openPage();
  extension = new FakeExtension();
  background = new BackgroundDouble(extension);
  background.answer = () => scored();
});

/** Brings the content script into the page. */
async function inject(): Promise<FakeContext> {
  const frame = extension.frame('https://site.example/page');
  await extension.run(frame, () => import('../../../src/content/main.iife'));
  return frame;
}

/** A picture in view, once the content script has found it. */
async function placePicture(address = url): Promise<HTMLImageElement> {
  const picture = makePicture(address);
  await vi.waitFor(() => expect(isObserved(picture)).toBe(true));
  await bringIntoView(picture);
  return picture;
}

const isBadged = (...texts: string[]) => vi.waitFor(() => expect(badges()).toEqual(texts));
const order = (address: string) =>
  extension.sendToFrame(background.context, 1, 0, {
    to: 'content',
    method: 'classifyPicture',
    payload: [{ url: address }],
  });

describe('automatic labelling', () => {
  it('labels pictures and reports how many', async () => {
    await inject();
    await placePicture();
    await isBadged('tabby 90%');
    await vi.waitFor(() =>
      expect(background.reports.at(-1)).toEqual({ labelled: 1, waiting: 0, troubles: [] }),
    );
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
    extension.local.put('settings', { automatic: false });
    const watch = vi.spyOn(MutationObserver.prototype, 'observe');
    const read = vi.spyOn(extension.local.api, 'get');
    await inject();
    await read.mock.results[0]?.value;
    // Answered once the settings have been applied.
    await extension.sendToFrame(background.context, 1, 0, {
      to: 'content',
      method: '',
      payload: [],
    });
    expect(watch).not.toHaveBeenCalled();
    expect(background.questions).toEqual([]);
  });
});

describe('an order to classify a picture', () => {
  it('is carried out with automatic labelling off', async () => {
    extension.local.put('settings', { automatic: false });
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
    await placePicture('https://other.example/dog.png');
    await isBadged();
    expect(document.documentElement.querySelectorAll(':scope > :not(head, body)').length).toBe(0);
  });

  it('leaves the page to the copy that an update brings', async () => {
    const frame = await inject();
    const picture = await placePicture();
    await isBadged('tabby 90%');
    frame.kill();
    await placePicture('https://other.example/dog.png');
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
