import { beforeEach, expect, it } from 'vitest';
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

it('asks the browser once where the user withholds nothing', async () => {
  expect(await ask('https://a.example/1.png')).toEqual(scored());
  expect(await ask('https://b.example/2.png')).toEqual(scored());
  expect(background.extension.grants).toHaveBeenCalledTimes(1);
});

it('orders no picture of a host that the user withholds, but those of others', async () => {
  withholdAllBut('site.example', 'a.example');
  expect(await ask('https://a.example:8443/1.png')).toEqual(scored());
  expect(await ask('https://b.example/2.png')).toEqual(refused);
  expect(await ask('http://a.example/3.png')).toEqual(refused);
  expect(background.offscreen.jobs).toHaveLength(1);
});

it('orders what the page has the bytes of, whatever is withheld', async () => {
  withholdAllBut();
  const picture = { kind: 'bytes', bytes: new Blob(['cat']) } as const;
  expect(await background.ask(page, question('', { picture }))).toEqual(scored());
  expect(background.extension.grants).not.toHaveBeenCalled();
});

it('heeds what the user changes', async () => {
  const { events, grants } = background.extension;
  expect(await ask('https://b.example/1.png')).toEqual(scored());
  withholdAllBut('site.example');
  events.permissionRemoved.fire({ origins: ['https://*/*'] });
  expect(await ask('https://b.example/2.png')).toEqual(refused);
  grants.mockImplementation(() => true);
  events.permissionAdded.fire({ origins: ['https://*/*'] });
  expect(await ask('https://b.example/3.png')).toEqual(scored());
});

it('asks the host where the browser cannot tell', async () => {
  background.extension.grants.mockImplementation(() => {
    throw new Error('Invalid value for origin pattern');
  });
  expect(await ask('https://b.example/1.png')).toEqual(scored());
});
