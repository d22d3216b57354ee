import { beforeEach, expect, it, vi } from 'vitest';
import { historyLimit } from '../../../src/storage/history';
import { Background, question } from '../fakes/background';
import type { FakeContext } from '../fakes/extension';
import { scored } from '../fakes/offscreen-document';

const thumbnail = new Blob(['small'], { type: 'image/webp' });

let background: Background;
let page: FakeContext;

beforeEach(async () => {
  background = await Background.start();
  page = background.extension.frame('https://frame.example/', { tabUrl: 'https://site.example/' });
  background.offscreen.autoAnswer = () => ({ outcome: scored(), thumbnail });
});

it('remembers a prediction with its thumbnail and the site of the tab', async () => {
  await background.ask(page, question());
  await vi.waitFor(async () => expect(await background.history()).toHaveLength(1));

  const [kept] = await background.history();
  expect(kept).toMatchObject({ site: 'site.example', scores: scored().scores });
  expect(await kept?.thumbnail?.text()).toBe('small');
});

it('tells an open popup that the history has changed', async () => {
  const heard: unknown[] = [];
  background.extension.page().listeners.add((message) => void heard.push(message));
  await background.ask(page, question());

  await vi.waitFor(() =>
    expect(heard).toContainEqual({ to: 'popup', method: 'historyChanged', payload: [] }),
  );
});

it('remembers nothing while the user has switched it off', async () => {
  background.extension.local.put('settings', { keepHistory: false });
  const read = vi.spyOn(background.extension.local.api, 'get');
  await background.ask(page, question());
  // Once for the order, once when the answer is there.
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2));
  await read.mock.results[1]?.value;
  background.extension.local.put('settings', { keepHistory: true });
  const other = 'https://a.example/kept.png';
  await background.ask(page, question(other));
  await vi.waitFor(async () => expect(await background.history()).toHaveLength(1));

  const [notKept, kept] = background.offscreen.jobs;
  expect([notKept?.thumbnail, kept?.thumbnail]).toEqual([false, true]);
  expect((await background.history())[0]?.key).toBe(kept?.key);
});

it('gives the label even when the database is broken', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new Error('No database');
    },
  });

  expect(await background.ask(page, question())).toEqual(scored());
  await vi.waitFor(() =>
    expect(log).toHaveBeenCalledWith(
      'A prediction could not be remembered',
      expect.objectContaining({ message: 'No database' }),
    ),
  );
});

it('moves a picture up that the cache knows', async () => {
  const urls = ['https://a.example/1.png', 'https://a.example/2.png'];
  for (const [index, url] of urls.entries()) {
    await background.ask(page, question(url));
    await vi.waitFor(async () => expect(await background.history()).toHaveLength(index + 1));
  }
  const first = background.offscreen.jobs[0]?.key;
  await vi.waitFor(async () => {
    await background.ask(page, question(urls[0]));
    expect((await background.history())[0]?.key).toBe(first);
  });
  expect(background.offscreen.jobs).toHaveLength(2);
});

it('asks no picture twice, however many there are and whatever was cleared', async () => {
  const urls = Array.from(
    { length: historyLimit + 20 },
    (_, index) => `https://a.example/${index}`,
  );
  for (const url of [...urls, ...urls]) await background.ask(page, question(url));
  expect(background.offscreen.jobs).toHaveLength(urls.length);
  await vi.waitFor(async () => expect(await background.history()).toHaveLength(historyLimit));
});
