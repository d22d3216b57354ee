import { beforeEach, expect, it, vi } from 'vitest';
import { defaultSettings } from '../../../src/core/settings';
import { Background } from '../fakes/background';

let background: Background;
const patience = { timeout: 4_000 };

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  background = await Background.start();
});

const stored = () => background.extension.local.items.get('settings');

it('a change is brought to the account soon, and one that comes from there is obeyed', async () => {
  const { local, sync } = background.extension;
  local.put('settings', { ...defaultSettings, smallest: 200 });
  await vi.waitFor(() => expect(sync.items.get('smallest')).toBe(200), patience);
  sync.put('smallest', 32);
  await vi.waitFor(() => expect(stored()).toMatchObject({ smallest: 32 }), patience);
});

it('many changes in a short time are written to the account together', async () => {
  const { local, sync } = background.extension;
  for (const smallest of [32, 100, 200]) local.put('settings', { ...defaultSettings, smallest });
  await vi.waitFor(() => expect(sync.items.get('smallest')).toBe(200), patience);
  expect(sync.writes).toBe(1);
});

it('what changed while no worker ran is noticed when one starts', async () => {
  const { sync } = background.extension;
  sync.items.set('sureness', 'careful');
  await background.restart();
  await vi.waitFor(() => expect(stored()).toMatchObject({ sureness: 'careful' }), patience);
});

it('damaged settings are repaired', async () => {
  background.extension.local.put('settings', { ...defaultSettings, smallest: 65 });
  await vi.waitFor(() => expect(stored()).toEqual(defaultSettings), patience);
});

it('an account that does not work is noted until it does, and costs no setting', async () => {
  const { local, sync } = background.extension;
  sync.failures = 1;
  local.put('settings', { ...defaultSettings, smallest: 200 });
  await vi.waitFor(() => expect(local.items.get('sync-trouble')).toBe(true), patience);
  expect(stored()).toMatchObject({ smallest: 200 });
  local.put('settings', { ...defaultSettings, smallest: 100 });
  await vi.waitFor(() => expect(sync.items.get('smallest')).toBe(100), patience);
  await vi.waitFor(() => expect(local.items.has('sync-trouble')).toBe(false), patience);
});
