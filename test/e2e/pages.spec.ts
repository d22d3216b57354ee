import type { Page } from '@playwright/test';
import { joinReports } from '../../src/core/page-report';
import type { TabReports } from '../../src/storage/page-reports';
import type { ExpectedPicture } from './pages/page-case';
import { pageCases } from './pages/page-cases';
import { expectLabels } from './support/expect-labels';
import { expect, test, toolsOf, viewport } from './support/shared';
import type { Sightline } from './support/sightline';

const names = new Set(pageCases.map(({ name }) => name));

test('every page of the table has a name of its own', () => {
  expect(names.size).toBe(pageCases.length);
});

for (const pageCase of pageCases) {
  const { name, group, expected, steps = [], leftOut } = pageCase;
  test(`${group}: ${name}`, async ({ sites, shared }) => {
    const page = await shared.context.newPage();
    await page.goto(sites.put(pageCase));
    const tools = toolsOf(shared, page.url());
    await expectLabels(page, expected, 'after the load');
    if (leftOut) await expect.poll(() => leftOutOf(shared, page)).toEqual(leftOut);

    let now = group === 'left-out' ? await expectNothingMore(page, expected) : expected;
    for (const step of steps) {
      await step.act(page, tools);
      now = step.expected ?? now;
      await expectLabels(page, now, step.does);
    }

    // Wherever it goes from here, each badge stays in its picture.
    await page.evaluate(() => scrollBy(0, 37));
    await expectLabels(page, now, 'scrolled by 37 pixels', false);
    await page.setViewportSize({ width: 900, height: 700 });
    await expectLabels(page, now, 'in a smaller window', false);
    await page.setViewportSize(viewport);
    await expectLabels(page, now, 'in the window as it was', false);
    await page.close();
  });
}

/** What the page's report says was left out. */
async function leftOutOf(sightline: Sightline, page: Page) {
  const key = `report:${await sightline.tabOf(page)}`;
  const stored = await sightline.worker.evaluate(
    async (name) => (await chrome.storage.session.get(name))[name],
    key,
  );
  return joinReports(Object.values((stored ?? {}) as TabReports)).leftOut;
}

/** Has one more picture labelled: by then, whatever was under way before has come in. */
async function expectNothingMore(
  page: Page,
  expected: readonly ExpectedPicture[],
): Promise<readonly ExpectedPicture[]> {
  await page.evaluate(() => {
    const control = document.querySelector<HTMLImageElement>('#control');
    const more = control?.cloneNode() as HTMLImageElement;
    more.id = 'more';
    more.src = more.src.replace('green', 'cyan');
    document.body.append(more);
  });
  const all: ExpectedPicture[] = [...expected, { colour: 'cyan', where: '#more' }];
  await expectLabels(page, all, 'one more came');
  return all;
}
