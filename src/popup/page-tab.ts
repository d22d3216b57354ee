import browser, { type Tabs } from 'webextension-polyfill';

/** The page that the popup talks about. */
export interface PageTab {
  /** Id of its tab; undefined where the browser has no tab to name. */
  readonly tab: number | undefined;
  /** Host name of its site; undefined where it belongs to none, as the browser's own pages and files. */
  readonly site: string | undefined;
  /** Whether Sightline works there; on files only where the user lets it, which no API tells here. */
  readonly isReachable: boolean;
}

/**
 * The page in the active tab, or the one whose tab is named by `tab` in the query of the popup's own address.
 *
 * @throws whatever the browser answers for a tab that does not exist
 */
export async function findPage(query: URLSearchParams): Promise<PageTab> {
  const named = query.get('tab');
  const tab = named === null ? await activeTab() : await browser.tabs.get(Number(named));
  return {
    tab: tab?.id,
    site: siteOf(tab?.url),
    isReachable: /^(https?|file):/.test(tab?.url ?? ''),
  };
}

async function activeTab(): Promise<Tabs.Tab | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab;
}

/** Without the permission for a page its address is not told: such a page has no site here. */
function siteOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) ? hostname : undefined;
}
