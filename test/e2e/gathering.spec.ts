import type { CDPSession, Page } from '@playwright/test';
import type { Settings } from '../../src/core/settings';
import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import { expectNames } from './support/sightline';

/** How often a page has been laid out since its performance is watched, what is due included. */
async function layoutsOf(page: Page, session: CDPSession): Promise<number> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'LayoutCount')?.value ?? Number.NaN;
}

for (const [what, pictures, most] of [
  ['a badge has the page laid out once', 1, 1],
  ['badges that come one soon after another have it laid out a few times', 40, 10],
] as const) {
  test(what, async ({ site, sightline }) => {
    putColour(site, 'red');
    const tags = Array.from({ length: pictures }, (_, index) => image(`/red.png?${index}`));
    // With room for all of a badge's text: what is cut to fit is laid out anew.
    site.putPage('/', `<style>img { width: 200px; height: 70px }</style>${tags.join('')}`);
    const { page, reader } = await sightline.open(site.url('/'));
    const names = tags.map(() => nameOf('red'));
    await expectNames(reader, names);
    const setLabelling = (labelling: Settings['labelling']) =>
      sightline.worker.evaluate(
        (value) => chrome.storage.local.set({ settings: { labelling: value } }),
        labelling,
      );
    await setLabelling('asked');
    await expectNames(reader, []);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const before = await layoutsOf(page, session);
    await setLabelling('everywhere');
    await expectNames(reader, names);
    const layouts = (await layoutsOf(page, session)) - before;
    expect(layouts).toBeGreaterThan(0);
    expect(layouts).toBeLessThanOrEqual(most);
  });
}
