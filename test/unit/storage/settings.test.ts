import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultSettings, withSite } from '../../../src/core/settings';
import type * as Changes from '../../../src/storage/change-settings';
import type * as SettingsStorage from '../../../src/storage/settings';
import { FakeExtension } from '../fakes/extension';

let extension: FakeExtension;
let storage: typeof SettingsStorage & typeof Changes;

beforeEach(async () => {
  extension = new FakeExtension();
  storage = await extension.run(extension.page(), async () => ({
    ...(await import('../../../src/storage/settings')),
    ...(await import('../../../src/storage/change-settings')),
  }));
});

describe('settings', () => {
  it('are the defaults where none are stored', async () => {
    expect(await storage.loadSettings()).toEqual(defaultSettings);
  });

  it.each(['damaged', 7, null, { labelling: 'yes', backend: 'abacus' }])(
    'are repaired where they are damaged: %j',
    async (stored) => {
      extension.local.put('settings', stored);
      expect(await storage.loadSettings()).toEqual(defaultSettings);
    },
  );

  it('are changed as they are stored now, whoever stored them', async () => {
    await storage.changeSettings((settings) => ({ ...settings, backgrounds: false }));
    extension.local.put('settings', { backgrounds: false, keepHistory: false });
    const changed = await storage.changeSettings((now) => withSite(now, 'a.example', false));

    expect(changed).toEqual({
      ...defaultSettings,
      backgrounds: false,
      keepHistory: false,
      excludedSites: ['a.example'],
    });
    expect(await storage.loadSettings()).toEqual(changed);
  });

  it('that are changed in the same moment are all changed', async () => {
    extension.local.failures = 1;
    const changes = [
      storage.changeSettings((now) => ({ ...now, smallest: 32 })),
      storage.changeSettings((now) => ({ ...now, smallest: 200 })),
      storage.changeSettings((now) => ({ ...now, backgrounds: false })),
    ];
    await expect(changes[0]).rejects.toThrow('out of order');
    await Promise.all(changes.slice(1));
    expect(await storage.loadSettings()).toMatchObject({ smallest: 200, backgrounds: false });
  });

  it('that are known are stored in the turn of their change, each with those before it', async () => {
    const stored = vi.spyOn(extension.local.api, 'set');
    const known = { ...defaultSettings, smallest: 100 };
    const changes = [
      storage.changeSettings((now) => ({ ...now, backgrounds: false }), known),
      storage.changeSettings((now) => ({ ...now, keepHistory: false }), known),
    ];
    expect(stored).toHaveBeenCalledTimes(2);

    await Promise.all(changes);
    expect(await storage.loadSettings()).toEqual({
      ...known,
      backgrounds: false,
      keepHistory: false,
    });
  });

  it('that cannot be read are an error, not the defaults', async () => {
    extension.local.failures = 1;
    await expect(storage.loadSettings()).rejects.toThrow('out of order');
  });
});

describe('watching', () => {
  it('tells of changes by anybody, repaired, until it ends', async () => {
    const life = new AbortController();
    const callback = vi.fn();
    storage.watchSettings(callback, life.signal);

    await storage.changeSettings((settings) => ({ ...settings, backgrounds: false }));
    expect(callback).toHaveBeenLastCalledWith({ ...defaultSettings, backgrounds: false });
    extension.local.put('settings', { backend: 'abacus', keepHistory: false });
    expect(callback).toHaveBeenLastCalledWith({ ...defaultSettings, keepHistory: false });

    life.abort();
    extension.local.put('settings', { labelling: 'everywhere' });
    expect(callback).toHaveBeenCalledTimes(2);
    expect(extension.local.watchers).toBe(0);
  });

  it('does not tell of anything else that is stored', () => {
    const callback = vi.fn();
    storage.watchSettings(callback, new AbortController().signal);
    extension.local.put('another', 1);
    expect(callback).not.toHaveBeenCalled();
  });
});
