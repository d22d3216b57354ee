import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Guard from '../../../src/background/private-network';
import { isPrivateHost } from '../../../src/offscreen/fetch-policy';
import { FakeExtension } from '../fakes/extension';

let extension: FakeExtension;
let guard: typeof Guard;

/** Loads the module as a worker that has just started does. */
async function startWorker(): Promise<void> {
  vi.resetModules();
  vi.doMock('webextension-polyfill', () => ({ default: extension.page().browser }));
  guard = await import('../../../src/background/private-network');
}

beforeEach(async () => {
  extension = new FakeExtension();
  await startWorker();
});

const rules = () => [...extension.sessionRules.rules.values()];

/** Whether the browser stops a request for a picture on a host. */
const isStopped = (host: string): boolean =>
  ['http', 'https'].every((scheme) =>
    guard
      .blockRules()
      .some(({ condition }) =>
        new RegExp(condition.regexFilter ?? '', 'i').test(`${scheme}://${host}/cat.png?a=1#x`),
      ),
  );

describe('the rules of the browser', () => {
  it.each([
    '127.0.0.1',
    '127.0.0.1:8080',
    '10.1.2.3',
    '0.0.0.0',
    '192.168.1.1',
    '172.16.0.1',
    '172.31.255.255',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.7',
    '224.0.0.1',
    '255.255.255.255',
    '[::1]',
    '[::1]:8080',
    '[fe80::1]',
    '[fd00::1]',
    '[::ffff:7f00:1]',
    '[2001::1]',
    '[2001:db8::1]',
    '[2002:7f00:1::]',
    '127.0.0.1.nip.io',
    'cam.192-168-1-1.names.example:8080',
    'a10.0.0.1.names.example',
    '169.254.169.254.nip.io.',
    'localhost',
    'localhost:3000',
    'router',
    'printer.local',
    'db.internal:5432',
    'me:secret@127.0.0.1',
  ])('stop %s, as the first address is refused', (host) => {
    expect(isStopped(host)).toBe(true);
    expect(isPrivateHost(host.replace(/^.*@|:\d+$/g, ''))).toBe(true);
  });

  it.each([
    '93.184.216.34',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '11.0.0.1',
    '192.0.78.9',
    '198.51.101.1',
    '[2606:2800:220:1:248:1893:25c8:1946]',
    'pictures.example',
    '[2001:4860:4860::8888]',
    '8.8.8.8.nip.io',
    '310.0.0.1.example',
    'v10.1.example',
    'localhost.example',
    'local.example:8080',
  ])('let %s pass', (host) => {
    expect(isStopped(host)).toBe(false);
    expect(isPrivateHost(host.replace(/:\d+$/g, ''))).toBe(false);
  });

  it('are about the extension’s own requests alone', async () => {
    await guard.guardPrivateNetwork();
    expect(rules().length).toBeGreaterThan(1);
    for (const { condition } of rules()) {
      expect(condition).toMatchObject({ tabIds: [-1], initiatorDomains: ['sightline'] });
    }
  });
});

describe('the pass', () => {
  it('lets an address in that ends with it, before all rules that stop it', async () => {
    const pass = await guard.guardPrivateNetwork();
    const allow = rules().filter(({ action }) => action.type === 'allow');
    expect(allow).toMatchObject([{ priority: 2, condition: { urlFilter: `${pass}|` } }]);
    expect(rules().filter(({ action }) => action.type === 'block')).toHaveLength(
      guard.blockRules().length,
    );
    expect(guard.blockRules().every(({ priority }) => priority === 1)).toBe(true);
  });

  it('stays the same while the browser runs, whatever becomes of the worker', async () => {
    const pass = await guard.guardPrivateNetwork();
    const count = rules().length;
    await startWorker();
    expect(await guard.guardPrivateNetwork()).toBe(pass);
    expect(rules()).toHaveLength(count);
  });

  it('is one for two workers that start at the same time', async () => {
    const first = guard.guardPrivateNetwork();
    await startWorker();
    const second = guard.guardPrivateNetwork();
    expect(await second).toBe(await first);
  });

  it('is nobody’s who can guess: another browser has another', async () => {
    const pass = await guard.guardPrivateNetwork();
    extension = new FakeExtension();
    await startWorker();
    expect(await guard.guardPrivateNetwork()).not.toBe(pass);
  });

  it('is asked for anew after the rules could not be set', async () => {
    extension.sessionRules.failures = 1;
    await expect(guard.guardPrivateNetwork()).rejects.toThrow('out of order');
    expect(await guard.guardPrivateNetwork()).toMatch(/^[0-9a-f-]{36}$/);
  });
});
