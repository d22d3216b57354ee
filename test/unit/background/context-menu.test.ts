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
    { menuItemId: 'classify-image', srcUrl, frameId: 7, ...details },
    { id: 1 },
  );

/** A content script that writes down what it is ordered. */
function listen(context: FakeContext): Envelope[] {
  const orders: Envelope[] = [];
  context.listeners.add((message, _, respond) => {
    orders.push(message as Envelope);
    respond({ ok: true, value: undefined });
    return true;
  });
  return orders;
}

const frame = (number: number, tab = 1) =>
  background.extension.frame('https://site.example/', { tab, frame: number });

describe('a click on the menu', () => {
  it('reaches the frame that was clicked in, and no other', async () => {
    const [top, clicked, otherTab] = [frame(0), frame(7), frame(7, 2)].map(listen);
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
        'The clicked picture could not be reached',
        expect.objectContaining({ name: 'NoAnswerError' }),
      ),
    );
  });

  it('on another item, or on nothing that has an address, does nothing', async () => {
    const orders = listen(frame(7));
    click({ menuItemId: 'another' });
    click({ srcUrl: undefined });
    click({ srcUrl: 'https://a.example/last.png' });

    await vi.waitFor(() => expect(orders).toHaveLength(1));
    expect(orders[0]?.payload).toEqual([{ url: 'https://a.example/last.png' }]);
  });
});

describe('installation', () => {
  it('makes the menu item once, however often it happens', async () => {
    const { events, menu } = background.extension;
    events.installed.fire();
    await vi.waitFor(() => expect(menu).toHaveLength(1));
    menu.push({ id: 'of an earlier version' });
    events.installed.fire();
    await vi.waitFor(() => expect(menu).toMatchObject([{ id: 'classify-image' }]));
  });

  it('brings the content script into every open page, those that refuse it left out', async () => {
    background.extension.tabs = [{ id: 1 }, { id: 2 }, { id: 3 }];
    background.extension.executeScript.mockRejectedValueOnce(new Error('The browser refuses'));
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    background.extension.events.installed.fire();

    const { executeScript } = background.extension;
    await vi.waitFor(() => expect(executeScript).toHaveBeenCalledTimes(3));
    await Promise.allSettled(executeScript.mock.results.map(({ value }) => value));
    expect(log).not.toHaveBeenCalled();
    expect(executeScript).toHaveBeenLastCalledWith({
      target: { tabId: 3, allFrames: true },
      files: ['content.js'],
    });
  });
});
