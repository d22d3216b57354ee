import { beforeEach, expect, it, vi } from 'vitest';
import type { Scores } from '../../../src/core/outcome';
import type { Settings } from '../../../src/core/settings';
import { historyLimit } from '../../../src/storage/history';
import { Background, question } from '../fakes/background';
import type { FakeContext } from '../fakes/extension';
import { contentOf, scored } from '../fakes/offscreen-document';

const thumbnail = new TextEncoder().encode('small');

const dog = scored('beagle', {
  words: [{ word: 'beagle', classes: 1, group: 'dog', probability: 0.9 }],
});

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
  expect(kept).toMatchObject({ site: 'site.example' });
  expect(kept?.scores).toEqual(scored().scores);
  expect(await kept?.thumbnail?.text()).toBe('small');
});

it('remembers the address of the page in the tab without its fragment', async () => {
  const tabUrl = 'https://site.example/list?page=2#third';
  const frame = background.extension.frame('https://frame.example/', { tabUrl });
  await background.ask(frame, question());
  await vi.waitFor(async () => expect(await background.history()).toHaveLength(1));
  expect((await background.history())[0]?.page).toBe('https://site.example/list?page=2');
});

it('writes nothing down any more that was waiting when all is to be forgotten', async () => {
  await background.ask(page, question('https://a.example/1.png'));
  await background.send(background.extension.page(), 'forgetRecent');
  // By the time that a later one is written, the one before would be, too.
  background.offscreen.autoAnswer = () => ({ outcome: scored('dog'), content: 'later' });
  await background.ask(page, question('https://a.example/2.png'));
  await vi.waitFor(async () => expect(await background.history()).toHaveLength(1));
  expect((await background.history())[0]?.key).toBe('later');
});

it('forgets what it knows pictures by when all is to be forgotten, for that has no thumbnails', async () => {
  background.offscreen.autoAnswer = () => ({ outcome: scored() });
  await background.ask(page, question());
  await vi.waitFor(() => expect(background.kept('addresses')).toHaveLength(1));
  await background.send(background.extension.page(), 'forgetRecent');
  expect([background.kept('scores'), background.kept('addresses')]).toEqual([[], []]);
  await background.ask(page, question());
  expect(background.offscreen.jobs).toHaveLength(2);
});

it('tells an open popup that the history has changed', async () => {
  const heard: unknown[] = [];
  background.extension.page().listeners.add((message) => void heard.push(message));
  await background.ask(page, question());

  await vi.waitFor(() =>
    expect(heard).toContainEqual({ to: 'pages', method: 'historyChanged', payload: [] }),
  );
});

it('remembers nothing while the user has switched it off', async () => {
  background.extension.local.put('settings', { keepHistory: false });
  await background.ask(page, question());
  await vi.waitFor(() => expect(background.kept('addresses')).toHaveLength(1));
  background.extension.local.put('settings', { keepHistory: true });
  const other = 'https://a.example/kept.png';
  await background.ask(page, question(other));
  await vi.waitFor(async () => expect(await background.history()).toHaveLength(1));

  const [notKept, kept] = background.offscreen.jobs;
  expect([notKept?.thumbnail, kept?.thumbnail]).toEqual([false, true]);
  expect((await background.history())[0]?.key).toBe(kept && (await contentOf(kept)));
});

it('names a picture once that was seen under two addresses', async () => {
  background.offscreen.autoAnswer = () => ({ outcome: scored(), content: 'the same', thumbnail });
  for (const name of ['1', '2']) await background.ask(page, question(`https://a.example/${name}`));
  await background.ask(page, question('https://a.example/other', { backdrop: '#000000' }));
  await vi.waitFor(async () => expect(await background.history()).toHaveLength(1));
  expect((await background.history())[0]?.key).toBe('the same');
});

it('names a picture once that was seen on two sites', async () => {
  const picture = { kind: 'bytes', bytes: new Blob(['cat']) } as const;
  const elsewhere = background.extension.frame('https://other.example/');
  for (const from of [page, elsewhere, page]) {
    await background.ask(from, question('', { picture }));
    const { tabUrl = '' } = background.offscreen.jobs.at(-1) ?? {};
    await vi.waitFor(async () =>
      expect((await background.history())[0]?.site).toBe(new URL(tabUrl).hostname),
    );
  }
  expect(background.offscreen.jobs).toHaveLength(2);
  expect(await background.history()).toHaveLength(1);
});

it('names the page by the address that it has given itself meanwhile', async () => {
  const before = 'https://site.example/';
  for (const [url, remembered] of [
    ['https://site.example/later', 'https://site.example/later'],
    ['https://other.example/', before],
  ] as const) {
    background.extension.tabs = [{ id: page.sender.tab?.id ?? 0, url }];
    await background.ask(page, question(`https://a.example/${url}`));
    await vi.waitFor(async () => expect((await background.history())[0]?.page).toBe(remembered));
  }
});

it('writes those down together that come at the same time', async () => {
  const heard: unknown[] = [];
  background.extension.page().listeners.add((message) => void heard.push(message));
  const urls = Array.from({ length: 10 }, (_, index) => `https://a.example/${index}`);
  await Promise.all(urls.map((url) => background.ask(page, question(url))));
  await vi.waitFor(async () => expect(await background.history()).toHaveLength(10));
  const told = heard.filter((each) => (each as { method: string }).method === 'historyChanged');
  expect(told).toHaveLength(1);
});

const word = (name: string, classes: number, probability: number) =>
  ({ word: name, classes, probability, group: 'cat' }) as const;
const doubtful = [word('tabby', 1, 0.3), word('cat', 5, 0.95)];

it.each<[string, Partial<Scores>, Partial<Settings>]>([
  ['it is not sure enough of', { words: [word('tabby', 1, 0.3), word('cat', 5, 0.4)] }, {}],
  ['only a general word fits, for who wants none', { words: doubtful }, { generalWords: false }],
  ['is no photograph', { words: doubtful, isGraphic: true }, {}],
  ['is of a hidden group', {}, { hiddenGroups: ['cat'] }],
])('remembers no picture that %s', async (_, scores, settings) => {
  background.extension.local.put('settings', settings);
  background.offscreen.autoAnswer = ({ picture }) => {
    const isNamed = picture.kind === 'address' && picture.url.endsWith('dog.png');
    return { outcome: isNamed ? dog : scored('tabby', scores), thumbnail };
  };
  const answer = await background.ask(page, question('https://a.example/cat.png'));
  expect(answer).toEqual(scored('tabby', scores));
  // What comes after it is remembered after it.
  await background.ask(page, question('https://a.example/dog.png'));
  await vi.waitFor(async () => expect(await background.history()).not.toEqual([]));
  expect((await background.history()).map(({ key }) => key)).toEqual([
    'content of https://a.example/dog.png',
  ]);
});

it('remembers a picture that has but a general word, with all that the verdict came from', async () => {
  background.offscreen.autoAnswer = () => ({ outcome: scored('tabby', { words: doubtful }) });
  await background.ask(page, question());
  await vi.waitFor(async () => expect(await background.history()).toHaveLength(1));
  expect((await background.history())[0]?.scores).toEqual({ ...scored().scores, words: doubtful });
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
  const first = `content of ${urls[0]}`;
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
