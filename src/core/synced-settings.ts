import { defaultSettings, isSame, repairSettings, type Settings } from './settings';

/**
 * What a browser's account carries from one computer to another: one item a setting. A list of sites stands in several,
 * each site always in the same one, so that long lists fit, and those changed on two computers at once come together.
 */
export type SyncedItems = Readonly<Record<string, unknown>>;

/** Bytes of an item, and of all; the browser allows a little more (8,192 and 102,400). */
const ITEM_BYTES = 8_000;
const ALL_BYTES = 100_000;

const BUCKETS = 16;

const keys = Object.keys(defaultSettings) as (keyof Settings)[];
const siteKeys = ['excludedSites', 'chosenSites'] as const;
const isSites = (key: string): key is (typeof siteKeys)[number] =>
  siteKeys.some((each) => each === key);

export function itemsOf(settings: Settings): SyncedItems {
  const items = keys.flatMap((key): [string, unknown][] =>
    isSites(key) ? bucketsOf(key, settings[key]) : [[key, settings[key]]],
  );
  return Object.fromEntries(items);
}

function bucketsOf(key: string, sites: readonly string[]): [string, string[]][] {
  const buckets = Array.from({ length: BUCKETS }, (): string[] => []);
  for (const site of sites) buckets[bucketOf(site)]?.push(site);
  return buckets.map((bucket, index) => [`${key}:${index}`, bucket.sort()]);
}

function bucketOf(site: string): number {
  let hash = 0;
  for (let index = 0; index < site.length; index++) {
    hash = (hash * 31 + site.charCodeAt(index)) % 2 ** 32;
  }
  return hash % BUCKETS;
}

/** The settings in items; what is missing or damaged is as at first. */
export function settingsOf(items: SyncedItems): Settings {
  const found: Record<string, unknown> = {};
  for (const [item, value] of Object.entries(items)) {
    const [key = ''] = item.split(':');
    const known = found[key];
    found[key] = Array.isArray(known) && Array.isArray(value) ? [...known, ...value] : value;
  }
  return repairSettings(found);
}

/** Whether settings fit into what a browser's account carries. */
export function fitsAccount(settings: Settings): boolean {
  const sizes = Object.entries(itemsOf(settings)).map(([key, value]) => key.length + sizeOf(value));
  return (
    sizes.every((size) => size <= ITEM_BYTES) &&
    sizes.reduce((sum, size) => sum + size) <= ALL_BYTES
  );
}

/** Bytes as JSON, at the most: what is not ASCII takes up to six, and so does what the browser writes as an escape. */
const sizeOf = (value: unknown): number =>
  JSON.stringify(value).replace(/[^\x20-\x7e]|</g, '\\u0000').length;

export interface Merged {
  readonly settings: Settings;
  /** What has to be written to the account. */
  readonly news: SyncedItems;
}

/**
 * Brings together the settings of this computer and those of the account. Of what was changed in both, this computer's
 * holds; of lists, what either has added or taken away. What the account does not have, or nobody can understand here,
 * says nothing.
 *
 * @param agreed what both were when they last came together
 */
export function mergeSettings(agreed: Settings, ours: Settings, theirs: SyncedItems): Merged {
  const [before, own, first] = [agreed, ours, defaultSettings].map(itemsOf) as [
    SyncedItems,
    SyncedItems,
    SyncedItems,
  ];
  const merged: Record<string, unknown> = {};
  const news: Record<string, unknown> = {};
  for (const [item, value] of Object.entries(own)) {
    const given = theirs[item];
    const isKnown = isWhole(item, given);
    merged[item] = isKnown ? mergeItem(before[item], value, given) : value;
    const isNews = isKnown
      ? !isSame(merged[item], given)
      : !isSame(value, given === undefined ? first[item] : before[item]);
    if (isNews) news[item] = merged[item];
  }
  return { settings: settingsOf(merged), news };
}

/** Whether an item of the account is one that is understood here. */
function isWhole(item: string, value: unknown): boolean {
  if (value === undefined) return false;
  const [key = ''] = item.split(':');
  return isSame(repairSettings({ [key]: value })[key as keyof Settings], value);
}

function mergeItem(before: unknown, ours: unknown, theirs: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(ours) && Array.isArray(theirs)) {
    const kept = theirs.filter((each) => ours.includes(each) || !before.includes(each));
    return [...new Set([...kept, ...ours.filter((each) => !before.includes(each))])].sort();
  }
  return isSame(before, ours) ? theirs : ours;
}
