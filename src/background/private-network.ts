import browser, { type DeclarativeNetRequest } from 'webextension-polyfill';

type Rule = DeclarativeNetRequest.Rule;

/** Hosts on this machine or in its own network, as regular expressions; the URL parser has written them out. */
const PRIVATE_HOSTS = [
  String.raw`(0|10|127)\.\d+\.\d+\.\d+`,
  String.raw`(169\.254|192\.168|198\.1[89])\.\d+\.\d+`,
  String.raw`(192\.0\.[02]|198\.51\.100|203\.0\.113)\.\d+`,
  String.raw`(172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.\d+\.\d+`,
  String.raw`(22[4-9]|23\d|24\d|25[0-5])\.\d+\.\d+\.\d+`,
  // All addresses of version 6 but the global ones.
  String.raw`\[[^23\]][^\]]*\]`,
  // And of these not those that stand for one of version 4, or for none.
  String.raw`\[(2001:(0|db8)?|2002|3fff):[^\]]*\]`,
  // Names that spell one of version 4; see offscreen/fetch-policy.ts.
  String.raw`([^/?#:]*[^/?#:\d])?(10|127)([.-]\d+){3}[.-][^/?#:]*[a-z][^/?#:]*`,
  String.raw`([^/?#:]*[^/?#:\d])?(169[.-]254|192[.-]168|172[.-](1[6-9]|2\d|3[01]))([.-]\d+){2}[.-][^/?#:]*[a-z][^/?#:]*`,
  String.raw`[^/?#.:\[\]]+\.?`,
  String.raw`[^/?#:\[\]]+\.(localhost|localdomain|local|internal|intranet|lan|home|home\.arpa)\.?`,
];

/** Ids of the rules; those for referrers begin far above. */
const PASS_ID = 1;
const FIRST_BLOCK_ID = 2;

/** Of the extension's own requests, those of no tab: the offscreen document's. */
const own = () =>
  ({
    resourceTypes: ['xmlhttprequest'],
    initiatorDomains: [browser.runtime.id],
    tabIds: [-1],
  }) satisfies DeclarativeNetRequest.RuleConditionType;

/** The rules by which the browser lets no request of the extension into the private network. */
export const blockRules = (): Rule[] =>
  PRIVATE_HOSTS.map((host, index) => ({
    id: FIRST_BLOCK_ID + index,
    priority: 1,
    action: { type: 'block' },
    condition: { ...own(), regexFilter: String.raw`^https?://([^/?#]*@)?${host}(:\d+)?[/?#]` },
  }));

const passRule = (pass: string): Rule => ({
  id: PASS_ID,
  priority: 2,
  action: { type: 'allow' },
  condition: { ...own(), urlFilter: `${pass}|`, isUrlFilterCaseSensitive: true },
});

let guarded: Promise<string> | undefined;

/**
 * Closes the private network to the extension's requests, by a redirect too, for as long as the browser runs.
 *
 * @returns the pass with which an address has to end, in its fragment, to be let in all the same; nobody but
 *   the extension knows it, and no host sees it
 */
export function guardPrivateNetwork(): Promise<string> {
  guarded ??= guard().catch((error) => {
    // A memo of a failure would last as long as the worker: the next call tries again.
    guarded = undefined;
    throw error;
  });
  return guarded;
}

async function guard(): Promise<string> {
  const known = await knownPass();
  if (known !== undefined) return known;
  const pass = crypto.randomUUID();
  try {
    // All at once: there is no pass without the rules that it passes.
    await browser.declarativeNetRequest.updateSessionRules({
      addRules: [passRule(pass), ...blockRules()],
    });
    return pass;
  } catch (error) {
    // The worker of private windows, which has the same rules, may have been faster.
    const theirs = await knownPass();
    if (theirs === undefined) throw error;
    return theirs;
  }
}

async function knownPass(): Promise<string | undefined> {
  const rules = await browser.declarativeNetRequest.getSessionRules();
  return rules.find(({ id }) => id === PASS_ID)?.condition.urlFilter?.slice(0, -1);
}
