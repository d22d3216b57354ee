/** What a text file of sites says. */
export interface SiteLines {
  /** Host names, each once. */
  readonly sites: readonly string[];
  /** Numbers of the lines that name no site, from 1 on. */
  readonly bad: readonly number[];
}

/**
 * The site that people mean: its host name, or an address of one of its pages.
 *
 * @returns its host name as browsers write it; undefined where it is none
 */
export function siteOf(words: string): string | undefined {
  const written = words.trim();
  const address = /^[a-z][a-z\d+.-]*:/i.test(written.replace(/:\d+(\/|$)/, '$1'))
    ? written
    : `http://${written}`;
  // Browsers read a lone number as an address of the Internet, and take asterisks for letters.
  if (/[\s*]|^\d+$/.test(written) || !URL.canParse(address)) return undefined;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && hostname !== '' ? hostname : undefined;
}

/** Reads a list of sites: one a line, and what follows a # is a comment. */
export function readSites(file: string): SiteLines {
  const sites = new Set<string>();
  const bad: number[] = [];
  // Some editors begin a file with a mark that people do not see.
  for (const [index, line] of file
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const words = line.replace(/#.*/, '').trim();
    if (words === '') continue;
    const site = siteOf(words);
    if (site === undefined) bad.push(index + 1);
    else sites.add(site);
  }
  return { sites: [...sites], bad };
}

/** @param comment says what the list is for */
export const writeSites = (sites: readonly string[], comment: string): string =>
  [`# ${comment.replaceAll(/\s+/g, ' ')}`, ...sites.toSorted(), ''].join('\n');
