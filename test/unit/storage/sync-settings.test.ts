import { beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/core/settings';
import type * as Changes from '../../../src/storage/change-settings';
import type * as Repairs from '../../../src/storage/repairs';
import type * as SettingsStorage from '../../../src/storage/settings';
import type * as Sync from '../../../src/storage/sync-settings';
import { FakeExtension } from '../fakes/extension';

type Computer = typeof SettingsStorage & typeof Changes & typeof Sync & typeof Repairs;

let extension: FakeExtension;
let computer: Computer;

const load = async (on: FakeExtension): Promise<Computer> =>
  on.run(on.page(), async () => ({
    ...(await import('../../../src/storage/settings')),
    ...(await import('../../../src/storage/change-settings')),
    ...(await import('../../../src/storage/sync-settings')),
    ...(await import('../../../src/storage/repairs')),
  }));

beforeEach(async () => {
  extension = new FakeExtension();
  computer = await load(extension);
});

describe('settings and the account', () => {
  it('carries a change to another computer, and what is changed there back', async () => {
    const other = new FakeExtension();
    const otherComputer = await load(other);
    const carry = (from: FakeExtension, to: FakeExtension) => {
      for (const [key, value] of from.sync.items) to.sync.put(key, structuredClone(value));
    };
    await computer.changeSettings((now) => ({
      ...now,
      excludedSites: ['a.example'],
      smallest: 200,
    }));
    await computer.syncSettings();
    carry(extension, other);
    await otherComputer.syncSettings();
    expect(await otherComputer.loadSettings()).toMatchObject({
      excludedSites: ['a.example'],
      smallest: 200,
    });

    await otherComputer.changeSettings((now) => ({ ...now, excludedSites: [], smallest: 64 }));
    await otherComputer.syncSettings();
    carry(other, extension);
    await computer.syncSettings();
    expect(await computer.loadSettings()).toEqual(defaultSettings);
  });

  it('writes nothing where nothing has changed', async () => {
    await computer.syncSettings();
    expect(extension.sync.writes + extension.local.writes).toBe(0);
    await computer.changeSettings((now) => ({ ...now, smallest: 200 }));
    await computer.syncSettings();
    const writes = () => [extension.sync.writes, extension.local.writes];
    const before = writes();
    await computer.syncSettings();
    expect(writes()).toEqual(before);
    expect(before[0]).toBe(1);
  });

  it('tries again what could not be written, and goes on meanwhile', async () => {
    await computer.changeSettings((now) => ({ ...now, smallest: 200 }));
    extension.sync.failures = 1;
    await expect(computer.syncSettings()).rejects.toThrow('out of order');
    expect((await computer.loadSettings()).smallest).toBe(200);
    await computer.syncSettings();
    expect(extension.sync.items.get('smallest')).toBe(200);
  });

  it('refuses lists that would not fit, and loses nothing of what there is', async () => {
    const sites = (count: number) =>
      Array.from(
        { length: count },
        (_, index) => `a-site-with-a-rather-long-name-${index}.example`,
      );
    await computer.changeSettings((now) => ({ ...now, chosenSites: sites(1_500) }));
    await computer.syncSettings();
    const tooMany = computer.changeSettings((now) => ({ ...now, chosenSites: sites(4_000) }));
    await expect(tooMany).rejects.toThrow(computer.SettingsTooLongError);
    expect((await computer.loadSettings()).chosenSites).toHaveLength(1_500);
    await computer.syncSettings();
    expect((await computer.loadSettings()).chosenSites).toHaveLength(1_500);
  });
});

describe('damaged settings', () => {
  it('are repaired where they are stored, and named until people have been told', async () => {
    extension.local.put('settings', { smallest: 65, sureness: 'careful' });
    await computer.repairStoredSettings();
    expect(extension.local.items.get('settings')).toEqual({
      ...defaultSettings,
      sureness: 'careful',
    });
    expect(await computer.loadRepairs()).toEqual(['smallest']);

    extension.local.put('settings', { ...defaultSettings, badgeCorner: 'middle' });
    await computer.repairStoredSettings();
    expect(await computer.loadRepairs()).toEqual(['smallest', 'badgeCorner']);
    await computer.forgetRepairs();
    expect(await computer.loadRepairs()).toEqual([]);
  });

  it('are left alone where there is no damage', async () => {
    extension.local.put('settings', { smallest: 100 });
    await computer.repairStoredSettings();
    expect(extension.local.items.get('settings')).toEqual({ smallest: 100 });
    expect(await computer.loadRepairs()).toEqual([]);
  });

  it.each(['damaged', { smallest: 1 }, ['unicorn', 7]])(
    'are not named by what else is stored: %j',
    async (stored) => {
      extension.local.put('repaired-settings', stored);
      expect(await computer.loadRepairs()).toEqual([]);
    },
  );
});
