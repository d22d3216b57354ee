/** Where, and by what means of the browser, the engine computes. */
export const backends = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type Backend = (typeof backends)[number];
export type BackendChoice = 'auto' | Backend;

/** How much is dared in naming things, from most to least. */
export const surenesses = ['bold', 'balanced', 'careful'] as const;
export type Sureness = (typeof surenesses)[number];

/** Where pictures are labelled without being asked. */
export const labellings = ['everywhere', 'chosen', 'asked'] as const;
export type Labelling = (typeof labellings)[number];

/** Where on a picture its badge stands if there is room; lines start where reading begins. */
export const badgeCorners = ['top-start', 'top-end', 'bottom-start', 'bottom-end'] as const;
export type BadgeCorner = (typeof badgeCorners)[number];

export const badgeSizes = ['small', 'medium', 'large'] as const;
export type BadgeSize = (typeof badgeSizes)[number];

export const badgeColours = ['system', 'light', 'dark'] as const;
export type BadgeColours = (typeof badgeColours)[number];

/** How many pictures the processor is at at once; cores that there are not are not used. */
export const workerChoices = ['auto', 1, 2, 4] as const;
export type WorkerChoice = (typeof workerChoices)[number];

export interface Settings {
  readonly labelling: Labelling;
  /** Host names of the sites that are left out where pictures are labelled everywhere. */
  readonly excludedSites: readonly string[];
  /** Host names of the sites where they are labelled if that is on chosen sites only. */
  readonly chosenSites: readonly string[];
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
  /** Groups of things that are never named; one that this version does not know hides nothing. */
  readonly hiddenGroups: readonly string[];
  readonly badgeCorner: BadgeCorner;
  readonly badgeSize: BadgeSize;
  readonly badgeColours: BadgeColours;
  /** Whether badges say how likely their words are. */
  readonly showPercent: boolean;
  /** Whether screen readers are told what pictures without alternative text show. */
  readonly describePictures: boolean;
  /** Whether recent predictions are kept. */
  readonly keepHistory: boolean;
  readonly backend: BackendChoice;
  readonly workers: WorkerChoice;
  /** Minutes without a picture after which the engine is put away and its memory given back. */
  readonly idleMinutes: number;
}

/** The sizes that people choose from, in CSS pixels. */
export const smallestSizes = [32, 64, 100, 200] as const;

/** The minutes that people choose from. */
export const idleChoices = [1, 5, 15, 60] as const;

export const defaultSettings: Settings = {
  labelling: 'everywhere',
  excludedSites: [],
  chosenSites: [],
  smallest: 64,
  backgrounds: true,
  sureness: 'balanced',
  generalWords: true,
  markUnsure: true,
  // Of people, whom it does not know, the model often names what they wear, and likes to see less than there is.
  hiddenGroups: ['underwear'],
  badgeCorner: 'top-start',
  badgeSize: 'medium',
  badgeColours: 'system',
  showPercent: true,
  describePictures: false,
  keepHistory: true,
  backend: 'auto',
  workers: 'auto',
  idleMinutes: 5,
};

/** What the settings may be that are one of a few values. */
export const choices = {
  labelling: labellings,
  smallest: smallestSizes,
  sureness: surenesses,
  badgeCorner: badgeCorners,
  badgeSize: badgeSizes,
  badgeColours,
  backend: ['auto', ...backends],
  workers: workerChoices,
  idleMinutes: idleChoices,
} as const satisfies { readonly [K in keyof Settings]?: readonly Settings[K][] };

/** Stored settings may be from another version, or damaged: each field that is not what it should be gets its default. */
export function repairSettings(stored: unknown): Settings {
  const known: Readonly<Record<string, readonly unknown[]>> = choices;
  const repaired = Object.entries(defaultSettings).map(([key, fallback]) => {
    const found: unknown = Object(stored)[key];
    return [key, repairField(found, fallback, known[key])];
  });
  return Object.fromEntries(repaired);
}

function repairField(found: unknown, fallback: unknown, known?: readonly unknown[]): unknown {
  if (Array.isArray(fallback)) {
    if (!Array.isArray(found)) return fallback;
    return [...new Set(found.filter((item) => typeof item === 'string' && item !== ''))];
  }
  const isRight = known ? known.includes(found) : typeof found === typeof fallback;
  return isRight ? found : fallback;
}

/** The settings that repairSettings changes, of those that are stored at all; all of them where it is no record. */
export function damagedSettings(stored: unknown): (keyof Settings)[] {
  const keys = Object.keys(defaultSettings) as (keyof Settings)[];
  if (stored === undefined) return [];
  if (typeof stored !== 'object' || stored === null) return keys;
  const repaired = repairSettings(stored);
  const found = stored as Partial<Record<keyof Settings, unknown>>;
  return keys.filter((key) => found[key] !== undefined && !isSame(found[key], repaired[key]));
}

/** Whether two values of a setting are the same; lists are, in whatever order. */
export function isSame(one: unknown, other: unknown): boolean {
  const [first, second] = [one, other].map((value) =>
    JSON.stringify(Array.isArray(value) ? value.map((each) => JSON.stringify(each)).sort() : value),
  );
  return first === second;
}

/** Whether pictures on a site (a host name) are labelled without being asked. */
export function isAutomatic(settings: Settings, site: string): boolean {
  switch (settings.labelling) {
    case 'everywhere':
      return !settings.excludedSites.includes(site);
    case 'chosen':
      return settings.chosenSites.includes(site);
    case 'asked':
      return false;
  }
}

/**
 * The settings with automatic labelling on a site (a host name) switched on or off, in the list that counts: what is
 * chosen while pictures are labelled only when asked for, counts once they are labelled on chosen sites.
 */
export function withSite(settings: Settings, site: string, labelled: boolean): Settings {
  if (settings.labelling === 'everywhere') {
    return { ...settings, excludedSites: withOrWithout(settings.excludedSites, site, !labelled) };
  }
  const chosenSites = withOrWithout(settings.chosenSites, site, labelled);
  return { ...settings, chosenSites };
}

function withOrWithout(sites: readonly string[], site: string, isIn: boolean): readonly string[] {
  const others = sites.filter((each) => each !== site);
  return isIn ? [...others, site] : others;
}
