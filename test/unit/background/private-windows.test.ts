import { beforeEach, describe, expect, it, vi } from 'vitest';
import { contentKey } from '../../../src/download/content-key';
import { Background, question } from '../fakes/background';
import type { FakeContext } from '../fakes/extension';
import { contentOf, scored } from '../fakes/offscreen-document';

let background: Background;
let ordinary: FakeContext;
let incognito: FakeContext;

beforeEach(async () => {
  background = await Background.start();
  background.offscreen.autoAnswer = () => ({
    outcome: scored(),
    thumbnail: new TextEncoder().encode('small'),
  });
  const url = 'https://site.example/';
  ordinary = background.extension.frame(url);
  incognito = background.extension.frame(url, { tab: 2, incognito: true });
});

it('leaves neither score nor prediction behind from a private window', async () => {
  expect(await background.ask(incognito, question('https://a.example/private.png'))).toEqual(
    scored(),
  );
  // A later question from an ordinary window is kept: by then the private one would have been, too.
  await background.ask(ordinary, question('https://a.example/ordinary.png'));
  await vi.waitFor(async () => expect(await background.history()).toHaveLength(1));

  const [kept] = await background.history();
  const [privateJob, ordinaryJob] = background.offscreen.jobs;
  const content = ordinaryJob ? await contentOf(ordinaryJob) : '';
  expect(kept?.key).toBe(content);
  expect(background.kept('scores')).toEqual([await contentKey(content, 'https://site.example')]);
  expect(background.kept('addresses')).toEqual([ordinaryJob?.key]);
  expect(privateJob).toMatchObject({ thumbnail: false, isPrivate: true });
  expect(ordinaryJob).toMatchObject({ isPrivate: false });
});

it('asks anew in a private window for what an ordinary one knows, under another name', async () => {
  await background.ask(ordinary, question());
  await vi.waitFor(() => expect(background.kept('addresses')).toHaveLength(1));
  await background.ask(incognito, question());

  const [one, other] = await background.jobs(2);
  expect(one?.key).not.toBe(other?.key);
});

it('gives a picture of the same bytes another name in a private window', async () => {
  const picture = { kind: 'bytes', bytes: new Blob(['cat']) } as const;
  await background.ask(ordinary, { ...question(), picture });
  await background.ask(incognito, { ...question(), picture });

  const [one, other] = await background.jobs(2);
  expect(one?.key).not.toBe(other?.key);
});

it('tells nothing of the picture in its name', async () => {
  await background.ask(ordinary, question('https://a.example/secret.png'));
  expect(background.offscreen.jobs[0]?.key).toMatch(/^[0-9a-f]{64}$/);
});

describe('the worker of private windows', () => {
  beforeEach(() => {
    background.extension.inPrivateWindows = true;
  });

  it('takes down nothing of what befalls its engine', async () => {
    const note = () =>
      background.send(background.extension.page(), 'note', { what: 'engine-lost', detail: 'x' });
    await background.restart();
    await note();
    expect(background.extension.session.items.has('incidents')).toBe(false);
    background.extension.inPrivateWindows = false;
    await background.restart();
    await note();
    expect(background.extension.session.items.get('incidents')).toHaveLength(1);
  });

  it('makes its own menu whenever it starts, and touches no other', async () => {
    const log = vi.spyOn(console, 'error');
    const { menu } = background.extension;
    menu.push({ id: 'another' });
    for (let starts = 0; starts < 2; starts++) {
      await background.restart();
      const all = ['another', 'classify-image', 'classify-here', 'classify-all'];
      expect(menu.map(({ id }) => id)).toEqual(all);
    }
    expect(log).not.toHaveBeenCalled();
  });

  it('leaves alone what the other worker has told the browser to tell hosts', async () => {
    const { rules } = background.extension.sessionRules;
    rules.set(5_000, { id: 5_000, action: { type: 'block' }, condition: {} });
    await background.allowRules();
    await background.ask(incognito, question());
    expect(rules.has(5_000)).toBe(true);
    background.extension.inPrivateWindows = false;
    await background.restart();
    await vi.waitFor(() => expect(rules.has(5_000)).toBe(false));
  });

  it('brings the content script into its own open pages, whatever the other one has done', async () => {
    const { extension } = background;
    extension.tabs = [{ id: 4, url: 'https://site.example/' }];
    extension.executeScript.mockClear();
    await background.restart();
    await vi.waitFor(() => expect(extension.executeScript).toHaveBeenCalledOnce());
    await background.restart();
    await background.ask(incognito, question());
    expect(extension.executeScript).toHaveBeenCalledOnce();
  });
});
