import { describe, expect, it } from 'vitest';
import { findBrowser } from '../../../scripts/browser';
import type { Machine } from '../../../scripts/machine';
import { listen } from './model/temp-project';

const DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n';
const CHROMIUM = 'Chromium 156.0.7000.1 built on Debian GNU/Linux 12\n';

/** A computer on which the given executables answer --version so, and apt-get adds some. */
function machineWith(
  versions: Record<string, string | Error>,
  given: Partial<Machine> & { readonly debs?: Record<string, string> | Error } = {},
): Machine & { readonly ran: string[] } {
  const { debs = {}, ...rest } = given;
  const there = { ...versions };
  const ran: string[] = [];
  return {
    ran,
    env: {},
    platform: 'linux',
    uid: 1000,
    exists: (path) => path in there,
    list: async () => [],
    osRelease: async () => DEBIAN,
    playwrightChromium: async () => '/cache/playwright/chrome',
    run: async (command, args, { onLine }) => {
      ran.push([command, ...args].join(' '));
      if (command === 'apt-get') {
        onLine?.('Get:1 chromium [70 MB]');
        if (debs instanceof Error) throw debs;
        if (args[0] === 'install') Object.assign(there, debs);
        return '';
      }
      const answer = there[command];
      if (typeof answer === 'string') return answer;
      throw answer ?? new Error('not found');
    },
    ...rest,
  };
}

const find = (machine: Machine, said: string[] = []) =>
  findBrowser({ machine, reporter: listen(said) });

describe('CHROME_PATH', () => {
  const env = { CHROME_PATH: '/my/chrome' };

  it('comes before everything else', async () => {
    const versions = {
      '/my/chrome': 'Google Chrome for Testing 150.0.1.2',
      '/usr/bin/chromium': CHROMIUM,
    };
    expect(await find(machineWith(versions, { env }))).toEqual({
      path: '/my/chrome',
      name: 'Google Chrome for Testing 150.0.1.2',
    });
  });

  it.each<[string, Record<string, string | Error>, string]>([
    ['is not there', {}, 'it does not exist'],
    ['does not run', { '/my/chrome': new Error('spawn EACCES') }, 'it does not run (spawn EACCES)'],
    ['is no browser', { '/my/chrome': 'GNU bash 5.2' }, '--version names no Chromium or Chrome'],
    ['is too old', { '/my/chrome': 'Chromium 147.0.1.2' }, 'needs version 148 or later'],
    ['is branded', { '/my/chrome': 'Google Chrome 156.0.1.2' }, 'ignores --load-extension'],
  ])('is an error when it %s, though another browser would do', async (_, versions, reason) => {
    const machine = machineWith({ ...versions, '/usr/bin/chromium': CHROMIUM }, { env });
    const error = await find(machine).catch((reason: Error) => reason.message);
    expect(error).toContain('CHROME_PATH names /my/chrome');
    expect(error).toContain(reason);
  });
});

describe('the search', () => {
  it('takes Chromium in its usual place, by its plain name and version', async () => {
    const versions = {
      '/usr/bin/google-chrome': 'Google Chrome 156.0.1.2',
      '/usr/bin/chromium': CHROMIUM,
    };
    expect(await find(machineWith(versions))).toEqual({
      path: '/usr/bin/chromium',
      name: 'Chromium 156.0.7000.1',
    });
  });

  it('passes over what is too old, broken or branded, tells it, and takes Playwright’s', async () => {
    const said: string[] = [];
    const machine = machineWith({
      '/usr/bin/chromium': 'Chromium 120.0.1.2',
      '/usr/bin/chromium-browser': new Error('requires the chromium snap'),
      '/usr/bin/google-chrome': 'Google Chrome 156.0.1.2',
      '/cache/playwright/chrome': 'Google Chrome for Testing 149.0.1.2',
    });
    expect(await find(machine, said)).toMatchObject({ path: '/cache/playwright/chrome' });
    expect(said).toEqual([
      'Passed over /usr/bin/chromium: it is Chromium 120.0.1.2, and Sightline needs version 148 or later.',
      'Passed over /usr/bin/chromium-browser: it does not run (requires the chromium snap).',
      'Passed over /usr/bin/google-chrome: it is Google Chrome 156.0.1.2, which ignores --load-extension as every Google Chrome since 137 does.',
    ]);
  });

  it('looks into the applications of macOS', async () => {
    const path = '/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium';
    const machine = machineWith(
      { [path]: CHROMIUM },
      { platform: 'darwin', env: { HOME: '/Users/a' } },
    );
    expect(await find(machine)).toMatchObject({ path });
  });

  it('reads versions from folders on Windows, where asking would open a window', async () => {
    const path = 'C:\\Local\\Chromium\\Application\\chrome.exe';
    const machine = machineWith(
      { [path]: '' },
      {
        platform: 'win32',
        uid: undefined,
        env: { LOCALAPPDATA: 'C:\\Local' },
        list: async () => ['99.0.1.2', '156.0.1.2', 'chrome.exe', 'SetupMetrics'],
      },
    );
    expect(await find(machine)).toEqual({ path, name: 'Chromium 156.0.1.2' });
    expect(machine.ran).toEqual([]);
  });

  it('never takes Google Chrome on Windows', async () => {
    const path = 'C:\\Programs\\Google\\Chrome\\Application\\chrome.exe';
    const env = { ProgramFiles: 'C:\\Programs' };
    const machine = machineWith({ [path]: '' }, { platform: 'win32', env });
    await expect(find(machine)).rejects.toThrow('No browser was found');
  });
});

describe('apt-get', () => {
  it('installs Chromium for root on Debian, with progress', async () => {
    const said: string[] = [];
    const machine = machineWith({}, { uid: 0, debs: { '/usr/bin/chromium': CHROMIUM } });
    expect(await find(machine, said)).toMatchObject({ path: '/usr/bin/chromium' });
    expect(machine.ran).toEqual([
      expect.stringMatching(/^apt-get update/),
      expect.stringMatching(/^apt-get install -y --no-install-recommends .*chromium$/),
      '/usr/bin/chromium --version',
    ]);
    expect(said).toContain('Installing Chromium with apt-get: Get:1 chromium [70 MB]');
  });

  it.each<[string, Partial<Machine>]>([
    ['for other users', { uid: 1000 }],
    ['on other systems', { uid: 0, osRelease: async () => 'ID=fedora\nVARIANT="not debian"\n' }],
    ['outside Linux', { uid: 0, platform: 'darwin' }],
  ])('is left alone %s, and the message says what to do', async (_, given) => {
    const machine = machineWith({}, given);
    const error = await find(machine).catch((reason: Error) => reason.message);
    expect(error).toContain('npx playwright install chromium');
    expect(error).toContain('CHROME_PATH');
    expect(machine.ran).toEqual([]);
  });

  it('that fails is told before the message', async () => {
    const said: string[] = [];
    const debs = new Error('apt-get was ended after 300 s.');
    await expect(find(machineWith({}, { uid: 0, debs }), said)).rejects.toThrow('No browser');
    expect(said).toContain('apt-get was ended after 300 s.');
  });
});
