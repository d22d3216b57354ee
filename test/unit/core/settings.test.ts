import { describe, expect, it } from 'vitest';
import { groups } from '../../../src/core/groups';
import {
  badgeColours,
  badgeCorners,
  badgeSizes,
  damagedSettings,
  defaultSettings,
  idleChoices,
  isAutomatic,
  labellings,
  repairSettings,
  type Settings,
  smallestSizes,
  surenesses,
  withSite,
} from '../../../src/core/settings';

const custom: Settings = {
  labelling: 'chosen',
  excludedSites: ['a.example'],
  chosenSites: ['c.example'],
  smallest: 200,
  backgrounds: false,
  sureness: 'careful',
  generalWords: false,
  markUnsure: false,
  hiddenGroups: ['snake', 'spider'],
  badgeCorner: 'bottom-end',
  badgeSize: 'large',
  badgeColours: 'dark',
  showPercent: false,
  describePictures: true,
  keepHistory: false,
  backend: 'cpu',
  workers: 2,
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
    ['labelling', [undefined, null, 0, true, 'ASKED', 'nowhere', '', 'toString', ['asked'], {}]],
    ['chosenSites', [undefined, null, 'a.example', 7, { length: 1, 0: 'a.example' }]],
    ['badgeCorner', [undefined, null, 0, 'middle', '', 'toString', ['top-end'], {}]],
    ['badgeSize', [undefined, null, 12, 'huge', '', 'toString', ['small'], {}]],
    ['badgeColours', [undefined, null, 0, 'pink', '', 'toString', ['dark'], {}]],
    ['showPercent', [undefined, null, 0, 1, 'false', [], {}]],
    ['describePictures', [undefined, null, 0, 1, 'true', [], {}]],
    ['smallest', [undefined, null, 0, 65, -64, '64', Number.NaN, [64], {}]],
    ['backgrounds', [undefined, null, 0, 1, 'false', [], {}]],
    ['sureness', [undefined, null, 0, 'BOLD', 'reckless', '', 'toString', ['bold'], {}]],
    ['generalWords', [undefined, null, 0, 1, 'false', [], {}]],
    ['markUnsure', [undefined, null, 0, 1, 'false', [], {}]],
    ['hiddenGroups', [undefined, null, 'spider', 7, true, { length: 1, 0: 'spider' }]],
    ['keepHistory', [undefined, null, 0, 1, 'false', [], {}]],
    ['backend', [undefined, null, 0, 'WEBGL', 'vulkan', '', 'toString', ['wasm'], {}]],
    ['workers', [undefined, null, 0, 3, '2', Number.NaN, [2], {}]],
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
    const hiddenGroups = ['spider', '', null, 7, ['snake'], 'snake', 'spider'];
    expect(repairSettings({ hiddenGroups }).hiddenGroups).toEqual(['spider', 'snake']);
  });

  it('keep groups that only another version knows', () => {
    expect(repairSettings({ hiddenGroups: ['unicorn'] }).hiddenGroups).toEqual(['unicorn']);
  });

  it('carry nothing over that is no setting', () => {
    const hostile = JSON.parse(
      '{"__proto__": {"backgrounds": false}, "constructor": 1, "more": 2}',
    );
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

  it.each(labellings)('may have pictures labelled %s', (labelling) => {
    expect(repairSettings({ labelling }).labelling).toBe(labelling);
  });

  it.each(badgeCorners)('may want badges at the %s', (badgeCorner) => {
    expect(repairSettings({ badgeCorner }).badgeCorner).toBe(badgeCorner);
  });

  it.each(badgeSizes)('may want badges that are %s', (badgeSize) => {
    expect(repairSettings({ badgeSize }).badgeSize).toBe(badgeSize);
  });

  it.each(badgeColours)('may want badges in the colours %s', (colours) => {
    expect(repairSettings({ badgeColours: colours }).badgeColours).toBe(colours);
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
  it('is labelled automatically unless it is switched off', () => {
    expect(isAutomatic(defaultSettings, 'a.example')).toBe(true);
    const without = withSite(defaultSettings, 'a.example', false);
    expect(isAutomatic(without, 'a.example')).toBe(false);
    expect(isAutomatic(without, 'www.a.example')).toBe(true);
  });

  it('is labelled only if chosen, where that is on chosen sites', () => {
    expect(isAutomatic(custom, 'c.example')).toBe(true);
    expect(isAutomatic(custom, 'b.example')).toBe(false);
    expect(isAutomatic(withSite(custom, 'b.example', true), 'b.example')).toBe(true);
    expect(isAutomatic(withSite(custom, 'c.example', false), 'c.example')).toBe(false);
  });

  it('is never labelled automatically where that is only when asked', () => {
    expect(isAutomatic({ ...custom, labelling: 'asked' }, 'c.example')).toBe(false);
  });

  it.each([
    ['everywhere', 'excludedSites', false],
    ['chosen', 'chosenSites', true],
    ['asked', 'chosenSites', true],
  ] as const)('is put once, however often, in the list that counts %s', (labelling, list, isOn) => {
    const before: Settings = { ...custom, labelling };
    const after = withSite(withSite(before, 'b.example', isOn), 'b.example', isOn);
    expect(after).toEqual({ ...before, [list]: [...before[list], 'b.example'] });
    expect(withSite(after, 'b.example', !isOn)).toEqual(before);
  });

  it('leaves the settings that it was given untouched', () => {
    const before = structuredClone(custom);
    withSite(custom, 'b.example', true);
    withSite(custom, 'c.example', false);
    expect(custom).toEqual(before);
  });
});

describe('damage', () => {
  it('is found in each setting that has to be repaired, and in no other', () => {
    expect(damagedSettings({ ...custom, smallest: 65, badgeCorner: 'middle' })).toEqual([
      'smallest',
      'badgeCorner',
    ]);
    expect(damagedSettings({ ...custom, excludedSites: ['a.example', 7] })).toEqual([
      'excludedSites',
    ]);
  });

  it.each([undefined, {}, custom, defaultSettings, { hiddenGroups: ['spider', 'snake'] }])(
    'is none in %j',
    (stored) => {
      expect(damagedSettings(stored)).toEqual([]);
    },
  );

  it.each([null, 'settings', 7])('is everywhere in %j', (stored) => {
    expect(damagedSettings(stored)).toEqual(Object.keys(defaultSettings));
  });
});
