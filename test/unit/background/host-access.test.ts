import { beforeEach, expect, it, vi } from 'vitest';
import { failed } from '../../../src/core/outcome';
import { Background, question } from '../fakes/background';
import type { FakeContext } from '../fakes/extension';
import { scored } from '../fakes/offscreen-document';

let background: Background;
let page: FakeContext;

beforeEach(async () => {
  background = await Background.start();
  background.offscreen.autoAnswer = () => ({ outcome: scored() });
  page = background.extension.frame('https://site.example/');
});

const ask = (url: string) => background.ask(page, question(url));
const refused = failed('no-access');

/** The user lets the extension read these hosts alone. */
const withholdAllBut = (...hosts: readonly string[]) =>
  background.extension.grants.mockImplementation((patterns) =>
    patterns.every((pattern) => hosts.some((host) => pattern === `https://${host}/*`)),
  );

it('lets redirects lead anywhere where the user withholds nothing', async () => {
  expect(await ask('https://a.example/1.png')).toEqual(scored());
  expect(background.offscreen.jobs[0]?.picture).not.toHaveProperty('isHostOnly');
});

it('orders no picture of a host that the user withholds, but those of others', async () => {
  withholdAllBut('site.example', 'a.example');
  expect(await ask('https://a.example:8443/1.png')).toEqual(scored());
  expect(await ask('https://b.example/2.png')).toEqual(refused);
  expect(await ask('http://a.example/3.png')).toEqual(refused);
  expect(background.offscreen.jobs).toHaveLength(1);
});

it('has no redirect followed where anything is withheld, for it may lead there', async () => {
  withholdAllBut('a.example');
  await ask('https://a.example/1.png');
  expect(background.offscreen.jobs[0]?.picture).toMatchObject({ isHostOnly: true });
});

it('orders what the page has the bytes of, whatever is withheld', async () => {
  withholdAllBut();
  const picture = { kind: 'bytes', bytes: new Blob(['cat']) } as const;
  expect(await background.ask(page, question('', { picture }))).toEqual(scored());
  expect(background.extension.grants).not.toHaveBeenCalled();
});

it('heeds what the user changes', async () => {
  const { grants } = background.extension;
  expect(await ask('https://b.example/1.png')).toEqual(scored());
  withholdAllBut('site.example');
  expect(await ask('https://b.example/2.png')).toEqual(refused);
  grants.mockImplementation(() => true);
  expect(await ask('https://b.example/3.png')).toEqual(scored());
});

it('asks the host while the browser cannot tell, and no longer', async () => {
  const tell = vi.spyOn(console, 'error').mockReturnValue();
  background.extension.grants.mockImplementationOnce(() => {
    throw new Error('Not now');
  });
  expect(await ask('https://b.example/1.png')).toEqual(scored());
  expect(tell).toHaveBeenCalledOnce();
  withholdAllBut('site.example');
  expect(await ask('https://b.example/2.png')).toEqual(refused);
});
