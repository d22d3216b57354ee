import browser, { type DeclarativeNetRequest } from 'webextension-polyfill';
import { type Failed, failed } from '../core/outcome';
import { DeadlineError, withDeadline } from '../messaging/deadline';
import type { Job, PictureAddress } from '../messaging/protocol';
import type { Asker } from './classify';

export const isWeb = (url: string): boolean => /^https?:/i.test(url) && URL.canParse(url);

/** Milliseconds for the browser to answer about rules. */
const PATIENCE = 5_000;

/** Whether it has not, as is so until it is started again after the user has allowed them. */
let isDeaf = false;

/** The browser's rules; undefined where the user has not allowed them, or only since it was started: see options/guarded-pictures.ts. */
const rules = (): DeclarativeNetRequest.Static | undefined =>
  isDeaf ? undefined : browser.declarativeNetRequest;

/**
 * A picture's address with its referrer only where that may be told: not from a private window, and not
 * over http for a page of https, as browsers have it.
 *
 * @returns failed('guarded') where the user has not allowed it
 * @throws Error when the referrer is not the origin of the frame that asks
 */
export function vetReferrer(
  picture: PictureAddress,
  { frameUrl, isPrivate }: Pick<Asker, 'frameUrl' | 'isPrivate'>,
): PictureAddress | Failed {
  const { kind, url, referrer } = picture;
  if (referrer === undefined) return { kind, url };
  if (!isWeb(frameUrl) || referrer !== `${new URL(frameUrl).origin}/`) {
    throw new Error('A frame may name no other origin than its own');
  }
  const isTold = isWeb(url) && (/^https:/i.test(url) || referrer.startsWith('http:'));
  if (!isTold || isPrivate) return { kind, url };
  return rules() ? picture : failed('guarded');
}

let cleared: Promise<void> | undefined;

/** Removes the rules that a worker which died over its jobs has left; does so once in a worker's life. */
export function clearReferrers(): Promise<void> {
  cleared ??= removeAll().catch((error) => {
    // A memo of a failure would last as long as the worker: the next call tries again.
    cleared = undefined;
    throw error;
  });
  return cleared;
}

async function removeAll(): Promise<void> {
  if (!rules()) return;
  const left = await answered((them) => them.getSessionRules());
  await change({ removeRuleIds: left.map(({ id }) => id) });
}

const change = (update: DeclarativeNetRequest.UpdateSessionRulesOptionsType): Promise<void> =>
  answered((them) => them.updateSessionRules(update));

/** The browser takes no rules. */
export class NoRulesError extends Error {
  override name = 'NoRulesError';
}

async function answered<T>(ask: (them: DeclarativeNetRequest.Static) => Promise<T>): Promise<T> {
  const them = rules();
  if (!them) throw new NoRulesError('The browser takes no rules');
  try {
    return await withDeadline(PATIENCE, ask(them));
  } catch (error) {
    isDeaf ||= error instanceof DeadlineError;
    throw new NoRulesError(`The browser takes no rules: ${(error as Error).message}`);
  }
}

let lastId = 0;

/**
 * Orders a picture. If it has a referrer, a rule of the browser makes the extension's request for it name
 * that, for the time of the order; fetch itself cannot, for it names no other origin than its own.
 *
 * @param order gets the picture under an address of its own, by which the rule knows this very request:
 *   it ends in a fragment, which rules see and hosts do not, so another request for it tells nothing
 * @throws NoRulesError where the browser does not take the rule
 */
export async function withReferrer<T>(
  picture: Job['picture'],
  order: (picture: Job['picture']) => Promise<T>,
): Promise<T> {
  if (picture.kind === 'bytes' || picture.referrer === undefined) return order(picture);
  await clearReferrers();
  const url = new URL(picture.url);
  url.hash = crypto.randomUUID();
  const id = ++lastId;
  const rule = ruleFor(id, url.href, picture.referrer);
  try {
    await change({ addRules: [rule] });
    return await order({ ...picture, url: url.href });
  } finally {
    await remove(id);
  }
}

const ruleFor = (id: number, url: string, referrer: string): DeclarativeNetRequest.Rule => ({
  id,
  action: {
    type: 'modifyHeaders',
    requestHeaders: [{ header: 'referer', operation: 'set', value: referrer }],
  },
  condition: {
    // From the first letter to the fragment. An asterisk and a caret in it stand for more, but for themselves too.
    urlFilter: `|${url}`,
    isUrlFilterCaseSensitive: true,
    resourceTypes: ['xmlhttprequest'],
    initiatorDomains: [browser.runtime.id],
    // Of no tab: the offscreen document's.
    tabIds: [-1],
  },
});

async function remove(id: number): Promise<void> {
  try {
    await change({ removeRuleIds: [id] });
  } catch (error) {
    // The picture has its answer all the same, and no other request bears that address.
    console.error('A rule about a referrer could not be removed', error);
  }
}
