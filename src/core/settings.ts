import { type Group, groups } from './groups';

/** Where TensorFlow.js does its arithmetic. */
export const backends = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type Backend = (typeof backends)[number];
export type BackendChoice = 'auto' | Backend;

/** How much is dared in naming things, from most to least. */
export const surenesses = ['bold', 'balanced', 'careful'] as const;
export type Sureness = (typeof surenesses)[number];

export interface Settings {
  /** Whether pictures are labelled without being asked. */
  readonly automatic: boolean;
  /** Host names of the sites where they are not. */
  readonly excludedSites: readonly string[];
  /** Width and height in CSS pixels that a picture needs to be labelled without being asked. */
  readonly smallest: number;
  /** Whether the backgrounds of a page are labelled too, without being asked. */
  readonly backgrounds: boolean;
  /** How sure a word must be to be shown. */
  readonly sureness: Sureness;
  /** Whether a general word is shown where the specific one is not sure enough. */
  readonly generalWords: boolean;
  /** Whether pictures without a word that is sure enough are marked as such, without being asked. */
  readonly markUnsure: boolean;
  /** Groups of things that are never named. */
  readonly hiddenGroups: readonly Group[];
  /** Whether recent predictions are kept. */
  readonly keepHistory: boolean;
  readonly backend: BackendChoice;
  /** Minutes without a picture after which the engine is put away and its memory given back. */
  readonly idleMinutes: number;
}

/** The sizes that people choose from, in CSS pixels. */
export const smallestSizes = [32, 64, 100, 200] as const;

/** The minutes that people choose from. */
export const idleChoices = [1, 5, 15, 60] as const;

export const defaultSettings: Settings = {
  automatic: true,
  excludedSites: [],
  smallest: 64,
  backgrounds: true,
  sureness: 'balanced',
  generalWords: true,
  markUnsure: true,
  // Of people, whom it does not know, the model often names what they wear, and likes to see less than there is.
  hiddenGroups: ['underwear'],
  keepHistory: true,
  backend: 'auto',
  idleMinutes: 5,
};

/** Stored settings may be from another version, or damaged: each field that is not what it should be gets its default. */
export function repairSettings(stored: unknown): Settings {
  const found = (typeof stored === 'object' && stored !== null ? stored : {}) as Partial<
    Record<keyof Settings, unknown>
  >;
  const flag = (value: unknown, fallback: boolean) =>
    typeof value === 'boolean' ? value : fallback;
  return {
    automatic: flag(found.automatic, defaultSettings.automatic),
    excludedSites: Array.isArray(found.excludedSites)
      ? [...new Set(found.excludedSites.filter((site) => typeof site === 'string' && site !== ''))]
      : defaultSettings.excludedSites,
    smallest: smallestSizes.find((size) => size === found.smallest) ?? defaultSettings.smallest,
    backgrounds: flag(found.backgrounds, defaultSettings.backgrounds),
    sureness: surenesses.find((each) => each === found.sureness) ?? defaultSettings.sureness,
    generalWords: flag(found.generalWords, defaultSettings.generalWords),
    markUnsure: flag(found.markUnsure, defaultSettings.markUnsure),
    hiddenGroups: Array.isArray(found.hiddenGroups)
      ? groups.filter((group) => (found.hiddenGroups as unknown[]).includes(group))
      : defaultSettings.hiddenGroups,
    keepHistory: flag(found.keepHistory, defaultSettings.keepHistory),
    backend: backends.find((backend) => backend === found.backend) ?? defaultSettings.backend,
    idleMinutes:
      idleChoices.find((minutes) => minutes === found.idleMinutes) ?? defaultSettings.idleMinutes,
  };
}

/** Whether pictures on a site (a host name) are labelled without being asked. */
export const isAutomatic = (settings: Settings, site: string): boolean =>
  settings.automatic && !settings.excludedSites.includes(site);

/** The settings with automatic labelling on a site (a host name) switched on or off. */
export const withSite = (settings: Settings, site: string, labelled: boolean): Settings => {
  const others = settings.excludedSites.filter((excluded) => excluded !== site);
  return { ...settings, excludedSites: labelled ? others : [...others, site] };
};
