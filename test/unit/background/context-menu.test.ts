import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Envelope } from '../../../src/messaging/protocol';
import { Background } from '../fakes/background';
import type { FakeContext } from '../fakes/extension';

const srcUrl = 'https://a.example/cat.png';

let background: Background;

beforeEach(async () => {
  background = await Background.start();
});

const click = (details: object = {}) =>
  background.extension.events.menuClicked.fire(
    { menuItemId: 'classify-image', mediaType: 'image', srcUrl, frameId: 7, ...details },
    { id: 1 },
  );

/** A content script that writes down what it is ordered, and answers all with the same. */
function listen(context: FakeContext, value: unknown = undefined): Envelope[] {
  const orders: Envelope[] = [];
  context.listeners.add((message, _, respond) => {
    orders.push(message as Envelope);
    respond({ ok: true, value });
    return true;
  });
  return orders;
}

const frame = (number: number, tab = 1) =>
  background.extension.frame('https://site.example/', { tab, frame: number });

describe('a click on the menu', () => {
  it('reaches the frame that was clicked in, and no other', async () => {
    const [top, clicked, otherTab] = [frame(0), frame(7), frame(7, 2)].map((each) => listen(each));
    click();

    await vi.waitFor(() =>
      expect(clicked).toEqual([
        { to: 'content', method: 'classifyPicture', payload: [{ url: srcUrl }] },
      ]),
    );
    expect([top, otherTab]).toEqual([[], []]);
    expect(background.extension.executeScript).not.toHaveBeenCalled();
  });

  it('brings the content script into a frame where nobody answers, and asks again', async () => {
    let orders: Envelope[] = [];
    background.extension.executeScript.mockImplementation(async () => {
      orders = listen(frame(7));
    });
    click();

    await vi.waitFor(() => expect(orders).toHaveLength(1));
    expect(background.extension.executeScript).toHaveBeenCalledExactlyOnceWith({
      target: { tabId: 1, frameIds: [7] },
      files: ['content.js'],
    });
  });

  it('that reaches nobody even then is told on the console', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    click();
    await vi.waitFor(() =>
      expect(log).toHaveBeenCalledWith(
        'What was clicked could not be reached',
        expect.objectContaining({ name: 'NoAnswerError' }),
      ),
    );
  });

  it.each([
    ['a video', { mediaType: 'video' }],
    ['a picture without an address', { srcUrl: undefined }],
    ['the place of no picture', { menuItemId: 'classify-here', mediaType: undefined }],
    ['a picture that is a link', { menuItemId: 'classify-here' }],
  ])('on %s has the frame look where it was', async (_, details) => {
    const [top, clicked] = [frame(0), frame(7)].map((each) => listen(each));
    click(details);

    await vi.waitFor(() =>
      expect(clicked).toEqual([{ to: 'content', method: 'classifyHere', payload: [] }]),
    );
    expect(top).toEqual([]);
  });

  it('on another item, or outside of any tab, does nothing', async () => {
    const orders = listen(frame(7));
    click({ menuItemId: 'another' });
    background.extension.events.menuClicked.fire({ menuItemId: 'classify-here' });
    click({ srcUrl: 'https://a.example/last.png' });

    await vi.waitFor(() => expect(orders).toHaveLength(1));
    expect(orders[0]?.payload).toEqual([{ url: 'https://a.example/last.png' }]);
  });

  it('reaches the frame though the screen cannot be opened to it', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const orders = listen(frame(7));
    background.extension.session.failures = 1;
    click();

    await vi.waitFor(() => expect(orders).toHaveLength(1));
    expect(log).toHaveBeenCalledExactlyOnceWith(
      'The screen could not be opened to the picture asked for',
      expect.objectContaining({ message: 'Storage is out of order' }),
    );
  });
});

describe('"Classify all pictures on this page"', () => {
  const order = { to: 'content', method: 'classifyAll', payload: [] };

  /** Passes the moment after which frames that were still loading are reached. */
  const passMoment = () => vi.advanceTimersByTimeAsync(2_000);

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    return () => vi.useRealTimers();
  });

  it('reaches frames that load a moment later', async () => {
    const top = listen(frame(0));
    click({ menuItemId: 'classify-all', frameId: 0 });
    await vi.waitFor(() => expect(top).toEqual([order]));
    const late = listen(frame(7));
    await vi.waitFor(async () => {
      await passMoment();
      expect(late).toEqual([order]);
    });
  });

  it('says so on the page where no frame has a picture', async () => {
    const [top, inner] = [frame(0), frame(7)].map((each) => listen(each, false));
    click({ menuItemId: 'classify-all', frameId: 7 });
    await vi.waitFor(async () => {
      await passMoment();
      expect(top?.at(-1)).toEqual({
        to: 'content',
        method: 'say',
        payload: ['noticeNoPictures'],
      });
    });
    expect(inner).toEqual([order, order]);
  });

  it('says nothing where one has', async () => {
    const top = listen(frame(0), false);
    const inner = listen(frame(7), true);
    click({ menuItemId: 'classify-all', frameId: 0 });
    await vi.waitFor(async () => {
      await passMoment();
      expect([top, inner]).toEqual([
        [order, order],
        [order, order],
      ]);
    });
    await passMoment();
    expect(top).toHaveLength(2);
  });

  // On the toolbar's button there is no frame.
  it.each([7, undefined])('reaches all frames of the tab, and no other (frame %s)', async (id) => {
    const [top, inner, otherTab] = [frame(0), frame(7), frame(0, 2)].map((each) => listen(each));
    click({ menuItemId: 'classify-all', frameId: id });

    await vi.waitFor(() => expect([top, inner]).toEqual([[order], [order]]));
    expect(otherTab).toEqual([]);
    expect(background.extension.executeScript).not.toHaveBeenCalled();
  });

  it('brings the content script into all frames where none answers, and asks again', async () => {
    let orders: Envelope[][] = [];
    background.extension.executeScript.mockImplementation(async () => {
      orders = [frame(0), frame(7)].map((each) => listen(each));
    });
    click({ menuItemId: 'classify-all', frameId: 7 });

    await vi.waitFor(() => expect(orders).toEqual([[order], [order]]));
    expect(background.extension.executeScript).toHaveBeenCalledExactlyOnceWith({
      target: { tabId: 1, allFrames: true },
      files: ['content.js'],
    });
  });

  it('opens the screen to nothing', async () => {
    const orders = listen(frame(0));
    click({ menuItemId: 'classify-all' });
    await vi.waitFor(() => expect(orders).toHaveLength(1));
    expect(background.kept('screen-grant')).toEqual([]);
  });
});

describe('installation', () => {
  it('makes each menu item once, however often it happens', async () => {
    const { events, menu } = background.extension;
    events.installed.fire({ reason: 'update' });
    await vi.waitFor(() => expect(menu).toHaveLength(3));
    menu.push({ id: 'of an earlier version' });
    events.installed.fire({ reason: 'update' });
    await vi.waitFor(() =>
      expect(menu.map(({ id }) => id)).toEqual(['classify-image', 'classify-here', 'classify-all']),
    );
  });

  it('puts each item where it is of use, on pages of the web and files', async () => {
    const { events, menu } = background.extension;
    events.installed.fire({ reason: 'update' });
    await vi.waitFor(() => expect(menu).toHaveLength(3));
    expect(menu.map(({ contexts }) => contexts)).toEqual([
      ['image', 'video'],
      ['page', 'frame', 'link', 'selection', 'editable'],
      ['page', 'frame', 'action'],
    ]);
    const documentUrlPatterns = ['http://*/*', 'https://*/*', 'file:///*'];
    expect(menu).toMatchObject(menu.map(() => ({ documentUrlPatterns })));
  });
});

describe('a start of the extension', () => {
  it('brings the content script into every open page, those that refuse it left out', async () => {
    const { extension } = background;
    extension.tabs = [
      { id: 1, url: 'http://site.example/' },
      { id: 2, url: 'https://site.example/' },
      { id: 4, url: 'chrome://settings/' },
      { id: 3, url: 'file:///home/somebody/holiday.html' },
    ];
    extension.executeScript.mockRejectedValueOnce(new Error('The browser refuses'));
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    // The session is over when the extension is switched off or reloaded, too.
    extension.session.items.clear();
    await background.restart();

    const { executeScript } = extension;
    await vi.waitFor(() => expect(executeScript).toHaveBeenCalledTimes(3));
    await Promise.allSettled(executeScript.mock.results.map(({ value }) => value));
    expect(log).not.toHaveBeenCalled();
    expect(executeScript).toHaveBeenLastCalledWith({
      target: { tabId: 3, allFrames: true },
      files: ['content.js'],
    });
  });

  it('is not every start of the worker', async () => {
    const { extension } = background;
    extension.tabs = [{ id: 1, url: 'http://site.example/' }];
    await background.restart();
    extension.events.installed.fire({ reason: 'update' });
    await vi.waitFor(() => expect(extension.menu).toHaveLength(3));
    expect(extension.executeScript).not.toHaveBeenCalled();
  });
});
