import { beforeEach, expect, it, vi } from 'vitest';
import type { CacheStatus } from '../../../src/core/cache-status';
import { Background, question } from '../fakes/background';
import type { FakeContext } from '../fakes/extension';
import { scored } from '../fakes/offscreen-document';

let background: Background;
let page: FakeContext;
let popup: FakeContext;

beforeEach(async () => {
  background = await Background.start();
  page = background.extension.frame('https://site.example/');
  popup = background.extension.page();
});

const caches = async (): Promise<CacheStatus[]> =>
  (await background.send(popup, 'caches')) as CacheStatus[];

it('the session’s caches tell how full they are and what they were good for', async () => {
  const nothing = { entries: 0, bytes: 0, hits: 0, misses: 0 };
  const empty = [
    { name: 'scores', ...nothing },
    { name: 'addresses', ...nothing },
  ];
  expect(await caches()).toEqual(empty);
  expect(background.extension.offscreenMade).toBe(0);

  // The second is of the same bytes as the first.
  background.offscreen.autoAnswer = () => ({ outcome: scored(), content: 'the same' });
  for (const [index, name] of ['1', '2'].entries()) {
    await background.ask(page, question(`https://a.example/${name}`));
    await vi.waitFor(() => expect(background.kept('addresses')).toHaveLength(index + 1));
  }
  await background.ask(page, question('https://a.example/1'));
  expect(await caches()).toMatchObject([
    { name: 'scores', entries: 1, hits: 1, misses: 0 },
    { name: 'addresses', entries: 2, hits: 1, misses: 2 },
    { name: 'contents', entries: 1, bytes: 2, hits: 3, misses: 4 },
  ]);
});

it('their counts outlive the worker', async () => {
  background.offscreen.autoAnswer = () => ({ outcome: scored() });
  await background.ask(page, question());
  await vi.waitFor(() => expect(background.kept('tally')).toContain('addresses'), 3_000);
  await background.restart();
  expect((await caches()).find(({ name }) => name === 'addresses')).toMatchObject({ misses: 1 });
});

it('they forget when told to, and the next picture is asked about anew', async () => {
  background.offscreen.autoAnswer = () => ({ outcome: scored() });
  await background.ask(page, question());
  await vi.waitFor(() => expect(background.kept('addresses')).toHaveLength(1));
  await background.ask(page, question());
  await vi.waitFor(() => expect(background.kept('tally')).not.toEqual([]), 3_000);
  expect(background.offscreen.jobs).toHaveLength(1);

  await background.send(popup, 'forgetCaches');
  for (const map of ['scores', 'addresses', 'tally']) expect(background.kept(map)).toEqual([]);
  for (const cache of (await caches()).filter(({ name }) => name !== 'contents')) {
    expect(cache).toMatchObject({ entries: 0, bytes: 0, hits: 0, misses: 0 });
  }
  expect(background.offscreen.forgotten).toBe(1);
  await background.ask(page, question());
  expect(background.offscreen.jobs).toHaveLength(2);
});

it('a page of the web may not ask for them, nor have them forget', async () => {
  for (const method of ['caches', 'forgetCaches']) {
    await expect(background.send(page, method)).rejects.toThrow('Only a page of the extension');
  }
});
