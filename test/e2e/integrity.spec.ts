import type { Page } from '@playwright/test';
import type { PageCase } from './pages/page-case';
import { pageCases } from './pages/page-cases';
import { expectLabels } from './support/expect-labels';
import { expect, test, toolsOf, viewport } from './support/shared';
import { differences, takeSnapshot } from './support/snapshot';

// Not the same browser with labelling switched off: one without the extension.
for (const pageCase of pageCases.filter(({ isIncomparable }) => !isIncomparable)) {
  test(`the page is as without Sightline: ${pageCase.name}`, async ({ sites, shared, plain }) => {
    const context = await plain.newContext({ viewport, colorScheme: 'light' });
    const [labelled, untouched] = [await shared.context.newPage(), await context.newPage()];
    const address = sites.put(pageCase);
    await Promise.all([labelled.goto(address), untouched.goto(address)]);
    await expectLabels(labelled, pageCase.expected, 'after the load');
    await expectSame(labelled, untouched, 'after the load');

    for (const { does, act, expected } of stepsOf(pageCase)) {
      const tools = toolsOf(shared, labelled.url());
      for (const page of [labelled, untouched]) {
        await page.bringToFront();
        await act(page, tools);
      }
      await labelled.bringToFront();
      await expectLabels(labelled, expected, does);
      await expectSame(labelled, untouched, does);
    }
    await labelled.close();
    await context.close();
  });
}

/** The steps of a page, each with what is labelled after it. */
function stepsOf({ expected, steps = [] }: PageCase) {
  let now = expected;
  return steps.map((step) => {
    now = step.expected ?? now;
    return { ...step, expected: now };
  });
}

async function expectSame(labelled: Page, untouched: Page, when: string): Promise<void> {
  await expect
    .poll(async () => differences(await takeSnapshot(untouched), await takeSnapshot(labelled)), {
      message: when,
      intervals: [50, 100, 250],
    })
    .toEqual([]);
}
