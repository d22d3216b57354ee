import browser, { type DeclarativeNetRequest } from 'webextension-polyfill';
import type { Job, PictureAddress } from '../messaging/protocol';
import type { Asker } from './classify';

const isWeb = (url: string): boolean => /^https?:/i.test(url) && URL.canParse(url);

/**
 * A picture's address with its referrer only where that may be told: not from a private window, and not
 * over http for a page of https, as browsers have it.
 *
 * @throws Error when the referrer is not the origin of the frame that asks
 */
export function vetReferrer(
  picture: PictureAddress,
  { frameUrl, isPrivate }: Pick<Asker, 'frameUrl' | 'isPrivate'>,
): PictureAddress {
  const { kind, url, referrer } = picture;
  if (referrer === undefined) return { kind, url };
  if (!isWeb(frameUrl) || referrer !== `${new URL(frameUrl).origin}/`) {
    throw new Error('A frame may name no other origin than its own');
  }
  const isTold = isWeb(url) && (/^https:/i.test(url) || referrer.startsWith('http:'));
  return isTold && !isPrivate ? picture : { kind, url };
}

/** Ids up to this one belong to the rules that guard the private network. */
const LOWEST_ID = 1_000;

/** Above that of the rule which lets a request into the private network: it would undo what is set below it. */
const PRIORITY = 3;

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
  const rules = await browser.declarativeNetRequest.getSessionRules();
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: rules.map(({ id }) => id).filter((id) => id > LOWEST_ID),
  });
}

let lastId = LOWEST_ID;

/**
 * Orders a picture. If it has a referrer, a rule of the browser makes the extension's request for it name
 * that, for the time of the order; fetch itself cannot, for it names no other origin than its own.
 *
 * @param order gets the picture under an address of its own, by which the rule knows this very request:
 *   it ends in a fragment, which rules see and hosts do not, so another request for it tells nothing
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
  await browser.declarativeNetRequest.updateSessionRules({ addRules: [rule] });
  try {
    return await order({ ...picture, url: url.href });
  } finally {
    await remove(id);
  }
}

const ruleFor = (id: number, url: string, referrer: string): DeclarativeNetRequest.Rule => ({
  id,
  priority: PRIORITY,
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
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [id] });
  } catch (error) {
    // The picture has its answer all the same, and no other request bears that address.
    console.error('A rule about a referrer could not be removed', error);
  }
}
