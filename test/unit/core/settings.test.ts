import { describe, expect, it } from 'vitest';
import { groups } from '../../../src/core/groups';
import {
  defaultSettings,
  idleChoices,
  isAutomatic,
  repairSettings,
  type Settings,
  smallestSizes,
  surenesses,
  withSite,
} from '../../../src/core/settings';

const custom: Settings = {
  automatic: false,
  excludedSites: ['a.example'],
  smallest: 200,
  backgrounds: false,
  sureness: 'careful',
  generalWords: false,
  markUnsure: false,
  hiddenGroups: ['snake', 'spider'],
  keepHistory: false,
  backend: 'cpu',
  idleMinutes: 15,
};

describe('stored settings', () => {
  it('that are whole stay as they are', () => {
    expect(repairSettings(custom)).toEqual(custom);
  });

  it.each([undefined, null, 0, '', 'settings', true, [], {}, () => custom, Symbol('settings')])(
    'that are no settings at all become the defaults: %s',
    (stored) => {
      expect(repairSettings(stored)).toEqual(defaultSettings);
    },
  );

  it.each<[keyof Settings, unknown[]]>([
    ['automatic', [undefined, null, 0, 1, 'false', [], {}]],
    ['smallest', [undefined, null, 0, 65, -64, '64', Number.NaN, [64], {}]],
    ['backgrounds', [undefined, null, 0, 1, 'false', [], {}]],
    ['sureness', [undefined, null, 0, 'BOLD', 'reckless', '', 'toString', ['bold'], {}]],
    ['generalWords', [undefined, null, 0, 1, 'false', [], {}]],
    ['markUnsure', [undefined, null, 0, 1, 'false', [], {}]],
    ['hiddenGroups', [undefined, null, 'spider', 7, true, { length: 1, 0: 'spider' }]],
    ['keepHistory', [undefined, null, 0, 1, 'false', [], {}]],
    ['backend', [undefined, null, 0, 'WEBGL', 'vulkan', '', 'toString', ['wasm'], {}]],
    [
      'idleMinutes',
      [undefined, null, 0, 2, -5, '5', Number.NaN, Number.POSITIVE_INFINITY, [5], {}],
    ],
    ['excludedSites', [undefined, null, 'a.example', 7, { length: 1, 0: 'a.example' }]],
  ])('whose %s is damaged keep everything else', (field, damages) => {
    for (const damage of damages) {
      const repaired = repairSettings({ ...custom, [field]: damage });
      expect(repaired).toEqual({ ...custom, [field]: defaultSettings[field] });
    }
  });

  it('lose sites that are none, and those that stand twice', () => {
    const excludedSites = ['a.example', '', null, 7, ['b.example'], 'b.example', 'a.example'];
    expect(repairSettings({ excludedSites }).excludedSites).toEqual(['a.example', 'b.example']);
  });

  it('lose groups that are none, and those that stand twice', () => {
    const hiddenGroups = ['spider', 'unicorn', null, 7, ['snake'], 'toString', 'snake', 'spider'];
    expect(repairSettings({ hiddenGroups }).hiddenGroups).toEqual(['snake', 'spider']);
  });

  it('carry nothing over that is no setting', () => {
    const hostile = JSON.parse('{"__proto__": {"automatic": false}, "constructor": 1, "more": 2}');
    const repaired = repairSettings(hostile);
    expect(Object.keys(repaired).sort()).toEqual(Object.keys(defaultSettings).sort());
    expect(repaired).toEqual(defaultSettings);
    expect(Object.getPrototypeOf(repaired)).toBe(Object.prototype);
  });

  it.each(idleChoices)('may let the engine stay for %i minutes', (idleMinutes) => {
    expect(repairSettings({ idleMinutes }).idleMinutes).toBe(idleMinutes);
  });

  it.each(smallestSizes)('may ask for pictures of %i pixels', (smallest) => {
    expect(repairSettings({ smallest }).smallest).toBe(smallest);
  });

  it.each(surenesses)('may want labels that are %s', (sureness) => {
    expect(repairSettings({ sureness }).sureness).toBe(sureness);
  });

  it.each(groups)('may hide the group %s', (group) => {
    expect(repairSettings({ hiddenGroups: [group] }).hiddenGroups).toEqual([group]);
  });

  it.each(['auto', 'webgl', 'wasm', 'cpu'])('may force the backend %s', (backend) => {
    expect(repairSettings({ backend }).backend).toBe(backend);
  });
});

describe('a site', () => {
  it('is labelled automatically unless it, or everything, is switched off', () => {
    expect(isAutomatic(defaultSettings, 'a.example')).toBe(true);
    expect(isAutomatic({ ...defaultSettings, automatic: false }, 'a.example')).toBe(false);
    const without = withSite(defaultSettings, 'a.example', false);
    expect(isAutomatic(without, 'a.example')).toBe(false);
    expect(isAutomatic(without, 'www.a.example')).toBe(true);
  });

  it('is switched off once, however often, and on again', () => {
    const off = withSite(withSite(custom, 'b.example', false), 'b.example', false);
    expect(off).toEqual({ ...custom, excludedSites: ['a.example', 'b.example'] });
    expect(withSite(off, 'b.example', true)).toEqual(custom);
  });

  it('leaves the settings that it was given untouched', () => {
    withSite(custom, 'b.example', false);
    withSite(custom, 'a.example', true);
    expect(custom.excludedSites).toEqual(['a.example']);
  });
});
