import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../../src/core/settings';
import { fitsAccount, itemsOf, mergeSettings, settingsOf } from '../../../src/core/synced-settings';

const many = (count: number, suffix = '.example') =>
  Array.from({ length: count }, (_, index) => `a-site-with-a-name-${index}${suffix}`);

const sorted = (settings: Settings): Settings => ({
  ...settings,
  excludedSites: settings.excludedSites.toSorted(),
  chosenSites: settings.chosenSites.toSorted(),
});

describe('the items of an account', () => {
  it('hold all settings, one an item, and long lists of sites in several', () => {
    const settings: Settings = {
      ...defaultSettings,
      labelling: 'chosen',
      chosenSites: many(300),
      excludedSites: ['b.example', 'a.example'],
      hiddenGroups: ['snake', 'spider'],
      badgeCorner: 'bottom-end',
    };
    const items = itemsOf(settings);
    expect(items).toMatchObject({ labelling: 'chosen', hiddenGroups: ['snake', 'spider'] });
    const bytes = Object.entries(items).map(([key, value]) =>
      Buffer.byteLength(key + JSON.stringify(value)),
    );
    expect(Math.max(...bytes)).toBeLessThan(2_000);
    expect(sorted(settingsOf(items))).toEqual(sorted(settings));
  });

  it('have each site in the same item, whatever else is in the list', () => {
    const itemOf = (site: string, sites: readonly string[]) =>
      Object.entries(itemsOf({ ...defaultSettings, chosenSites: sites })).find(
        ([, value]) => Array.isArray(value) && value.includes(site),
      )?.[0];
    expect(itemOf('a.example', ['a.example'])).toMatch(/^chosenSites:\d+$/);
    expect(itemOf('a.example', [...many(50), 'a.example'])).toBe(
      itemOf('a.example', ['a.example']),
    );
  });

  it('take thousands of sites, and no more than the browser does', () => {
    expect(fitsAccount({ ...defaultSettings, chosenSites: many(2_000) })).toBe(true);
    const both = { ...defaultSettings, chosenSites: many(2_000), excludedSites: many(2_000) };
    expect(fitsAccount(both)).toBe(false);
    expect(fitsAccount({ ...defaultSettings, chosenSites: ['<'.repeat(1_500)] })).toBe(false);
    expect(fitsAccount({ ...defaultSettings, chosenSites: ['x'.repeat(1_500)] })).toBe(true);
  });
});

describe('settings of this computer and of the account', () => {
  const agreed: Settings = { ...defaultSettings, excludedSites: ['a.example', 'b.example'] };

  it('are the same where nothing was changed, and nothing is written', () => {
    const { settings, news } = mergeSettings(agreed, agreed, itemsOf(agreed));
    expect(settings).toEqual(agreed);
    expect(news).toEqual({});
  });

  it('as they are at first say nothing to an account', () => {
    expect(mergeSettings(defaultSettings, defaultSettings, {}).news).toEqual({});
  });

  it('come together where each has changed another', () => {
    const ours: Settings = { ...agreed, smallest: 200 };
    const theirs: Settings = { ...agreed, sureness: 'careful' };
    const { settings, news } = mergeSettings(agreed, ours, itemsOf(theirs));
    expect(settings).toEqual({ ...agreed, smallest: 200, sureness: 'careful' });
    expect(news).toEqual({ smallest: 200 });
  });

  it('that were both changed are as on this computer', () => {
    const ours: Settings = { ...agreed, smallest: 200 };
    const { settings } = mergeSettings(agreed, ours, itemsOf({ ...agreed, smallest: 32 }));
    expect(settings.smallest).toBe(200);
  });

  it('lose no site that either has added, and keep none that either has taken away', () => {
    const ours: Settings = { ...agreed, excludedSites: ['b.example', 'ours.example'] };
    const theirs: Settings = { ...agreed, excludedSites: ['a.example', 'theirs.example'] };
    const { settings } = mergeSettings(agreed, ours, itemsOf(theirs));
    expect(settings.excludedSites.toSorted()).toEqual(['ours.example', 'theirs.example']);
    const back = mergeSettings(agreed, theirs, itemsOf(settings));
    expect(back.settings).toEqual(settings);
    expect(back.news).toEqual({});
  });

  it('of a new computer are those of the account', () => {
    const theirs: Settings = { ...agreed, smallest: 200, hiddenGroups: [] };
    const { settings, news } = mergeSettings(defaultSettings, defaultSettings, itemsOf(theirs));
    expect(settings).toEqual(theirs);
    expect(news).toEqual({});
  });

  it('are written anew to an account that was emptied', () => {
    const { settings, news } = mergeSettings(agreed, agreed, {});
    expect(settings).toEqual(agreed);
    expect(settingsOf(news)).toEqual(agreed);
  });

  it.each([
    ['smallest', 65],
    ['hiddenGroups', 'snake'],
    ['excludedSites:0', 'a.example'],
    ['sureness', { bold: true }],
  ])('stay as they are where the account has a %s that nobody understands', (item, value) => {
    const ours: Settings = { ...agreed, hiddenGroups: ['spider'] };
    const theirs = { ...itemsOf(ours), [item]: value };
    const { settings, news } = mergeSettings(ours, ours, theirs);
    expect(settings).toEqual(ours);
    // It may be of a newer version, which does understand it.
    expect(news).toEqual({});
  });
});
