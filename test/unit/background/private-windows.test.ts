import { beforeEach, expect, it, vi } from 'vitest';
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
    thumbnail: new Blob(['small'], { type: 'image/webp' }),
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
