import { findBrowser } from '../../scripts/browser';
import { launchWithExtension } from '../../scripts/extension-browser';
import { consoleReporter } from '../../scripts/reporter';
import { LocalSite } from '../../test/e2e/support/local-site';
import type { Looked, Photograph } from './answer';
import type { BuiltExtension } from './built-extension';
import { checkBadges, checkScores } from './checks';
import { labelPhotographs, viewport } from './label-photographs';
import { openWorkbench } from './open-workbench';
import { pathOf } from './put-photograph';
import { flat, flatAsMuchAs, sightline, squash, type Way } from './ways';

/** What was found out about a folder of photographs. */
export interface Findings {
  /** The browser's version. */
  readonly browser: string;
  /** Sightline first. */
  readonly ways: readonly [Way, ...Way[]];
}

/**
 * Has the photographs of a folder labelled by the extension, in a browser, and by the ways that it is compared with.
 *
 * @param say hears how far it is
 * @throws Error when a photograph gets no answer, or its badge says something else than the scores do
 */
export async function measureFolder(
  extension: BuiltExtension,
  folder: string,
  photographs: readonly Photograph[],
  say: (line: string) => void,
): Promise<Findings> {
  const { path, name: browser } = await findBrowser({ reporter: consoleReporter(process.stderr) });
  const launched = await launchWithExtension({
    browser: path,
    extension: extension.folder,
    viewport,
  });
  const site = await LocalSite.open();
  try {
    const labelled = await labelPhotographs(launched, site, folder, photographs, (count) =>
      say(`Labelled by the extension: ${count} of ${photographs.length}`),
    );
    const looked = labelled.map(({ photograph, scored: { scores, views } }) => ({
      photograph,
      scores,
      views,
    }));
    const own = sightline(looked);
    checkBadges(
      own.answers,
      labelled.map(({ badge }) => badge),
    );

    const { page } = await openWorkbench(launched.context, site, extension.model);
    const squashed: Looked[] = [];
    for (const [index, each] of looked.entries()) {
      const address = site.url(pathOf(index));
      checkScores(each, await page.evaluate((url) => window.workbench.scores(url), address));
      const scores = await page.evaluate((url) => window.workbench.scoresOfSquashed(url), address);
      squashed.push({ photograph: each.photograph, scores, views: 1 });
    }
    return { browser, ways: [own, flat(looked), flatAsMuchAs(own, looked), squash(squashed)] };
  } finally {
    await launched.context.close();
    await site.close();
  }
}
