import type { Page } from '@playwright/test';
import { BadgeReader } from '../../scripts/read-badges';
import type { PageCase } from './pages/page-case';
import { div, img, space } from './pages/page-case';
import { nameOf, topFiveOf } from './support/colours';
import { expectLabels } from './support/expect-labels';
import { IsolatedWorld } from './support/isolated-world';
import { expect, test, viewport } from './support/shared';
import { traceScript } from './support/traced-script';

const busyPage: PageCase = {
  name: 'busy-page',
  group: 'places',
  says: '',
  body: (at) =>
    `<p>Words before</p>
     <a id="link" href="#followed">${img(at.own('red'), 'id="red" draggable="true"')}</a>
     <p>Words after</p>
     ${div(`background:url(${at.own('green')});overflow:auto`, 'id="green"', `Text ${space(600)}`)}
     ${space()}
     <script>
       window.log = [];
       const types = ['pointerdown', 'pointerup', 'pointermove', 'pointerover', 'pointerout', 'mousedown',
         'mouseup', 'mousemove', 'mouseover', 'mouseout', 'click', 'dblclick', 'auxclick', 'contextmenu',
         'wheel', 'dragstart', 'dragend', 'selectstart', 'focusin', 'focusout'];
       for (const type of types) addEventListener(type, (event) => {
         const path = event.composedPath().map((each) => each.id || each.nodeName || 'window');
         log.push([type, path.join(' '), event.clientX, event.clientY, event.defaultPrevented].join());
       }, true);
       addEventListener('contextmenu', (event) => event.preventDefault());
     </script>`,
  expected: [
    { colour: 'red', where: '#red' },
    { colour: 'green', where: '#green' },
  ],
};

test('clicks, selections, drags and the wheel reach the page as without Sightline', async ({
  sites,
  shared,
  plain,
}) => {
  const context = await plain.newContext({ viewport, colorScheme: 'light' });
  const [labelled, untouched] = [await shared.context.newPage(), await context.newPage()];
  const address = sites.put(busyPage);
  await Promise.all([labelled.goto(address), untouched.goto(address)]);
  await expectLabels(labelled, busyPage.expected, 'after the load');
  const reader = await BadgeReader.open(labelled);
  const badges = await reader.badges();
  const at = (colour: 'red' | 'green') => {
    const box = badges.find(({ name }) => name === nameOf(colour))?.box;
    if (!box) throw new Error(`No badge on ${colour}`);
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };

  const seen: unknown[] = [];
  for (const page of [labelled, untouched]) {
    await page.bringToFront();
    const [red, green] = [at('red'), at('green')];
    await page.mouse.move(...red);
    await page.mouse.down();
    await page.mouse.up();
    await expect.poll(() => page.url()).toContain('#followed');
    await page.evaluate(() => scrollTo(0, 0));
    await page.mouse.dblclick(...green);
    await page.mouse.click(...green, { button: 'middle' });
    // A selection that begins above the badges and ends on one.
    await page.mouse.move(30, 22);
    await page.mouse.down();
    await page.mouse.move(...green, { steps: 5 });
    await page.mouse.up();
    const selected = await page.evaluate(() => getSelection()?.toString());
    await page.evaluate(() => getSelection()?.empty());
    // The picture is dragged by its badge.
    await page.mouse.move(...red);
    await page.mouse.down();
    await page.mouse.move(red[0] + 40, red[1] + 200, { steps: 4 });
    await page.mouse.up();
    await page.mouse.move(...green);
    await page.mouse.wheel(0, 120);
    const scrolled = () => page.locator('#green').evaluate(({ scrollTop }) => scrollTop);
    await expect.poll(scrolled).toBe(120);
    const log = await page.evaluate(() => Reflect.get(window, 'log') as string[]);
    // How often the browser tells of a pointer that moves, or under which something moves, is a matter of time.
    seen.push({ selected, log: log.filter((entry) => !/^\w+(move|over|out),/.test(entry)) });
  }
  expect(seen[0]).toEqual(seen[1]);
  expect(JSON.stringify(seen[0])).toContain('dragstart');
  expect(seen[0]).toMatchObject({ selected: expect.stringContaining('Words after') });
  await labelled.close();
  await context.close();
});

const smallPage: PageCase = {
  name: 'small-page',
  group: 'places',
  says: '',
  body: (at) =>
    `<img id="red" src="${at.own('red')}" width="66" height="66" alt="">
     <img id="green" src="${at.own('green')}" width="66" height="66" alt="">${space(300)}`,
  expected: [
    { colour: 'red', where: '#red', isDot: true },
    { colour: 'green', where: '#green', isDot: true },
  ],
};

test('a dot opens on hover and on keyboard focus', async ({ sites, shared }) => {
  const page = await shared.context.newPage();
  await page.goto(sites.put(smallPage));
  await expectLabels(page, smallPage.expected, 'after the load');
  const reader = await BadgeReader.open(page);
  const cardNames = async () => (await reader.card()).map(({ name }) => name);
  const dot = (await reader.badges()).find(({ name }) => name === nameOf('red'));
  if (!dot) throw new Error('The first picture has no dot');

  await page.mouse.move(dot.box.x + dot.box.width / 2, dot.box.y + dot.box.height / 2);
  await expect.poll(cardNames).toEqual(topFiveOf('red'));
  await page.mouse.move(700, 500);
  await expect.poll(cardNames).toEqual([]);

  await page.keyboard.press('Tab');
  await expect.poll(cardNames).toEqual(topFiveOf('red'));
  await page.keyboard.press('ArrowRight');
  await expect.poll(cardNames).toEqual(topFiveOf('green'));
  await page.keyboard.press('Escape');
  await expect.poll(cardNames).toEqual([]);
  await page.close();
});

/** Lets a number of frames of a page go by. */
const frames = (page: Page, count: number) =>
  page.evaluate(async (number) => {
    for (let index = 0; index < number; index++) await new Promise(requestAnimationFrame);
  }, count);

test('no frame is asked for while nothing moves', async ({ sites, shared }) => {
  const page = await shared.context.newPage();
  await page.goto(sites.put({ ...busyPage, name: 'quiet-page' }));
  await expectLabels(page, busyPage.expected, 'after the load');
  const world = await IsolatedWorld.open(page, shared.id);
  await world.evaluate(`{
    const request = globalThis.requestAnimationFrame;
    globalThis.framesAsked = 0;
    globalThis.requestAnimationFrame = (callback) => {
      globalThis.framesAsked++;
      return request(callback);
    };
  }`);
  const asked = () => world.evaluate<number>('globalThis.framesAsked');
  /** Frames asked for while the page had thirty. */
  const askedLately = async () => {
    const before = await asked();
    await frames(page, 30);
    return (await asked()) - before;
  };

  await expect.poll(askedLately).toBe(0);
  const atRest = await asked();
  await frames(page, 60);
  expect(await asked()).toBe(atRest);

  // It is the count that is at rest, not the counting.
  await page.evaluate(() => scrollBy(0, 50));
  await expect.poll(asked).toBeGreaterThan(atRest);
  await expect.poll(askedLately).toBe(0);
  await page.close();
});

test('nothing of Sightline runs while the page is still', async ({ sites, shared }) => {
  const page = await shared.context.newPage();
  await page.goto(sites.put({ ...busyPage, name: 'still-page' }));
  await expectLabels(page, busyPage.expected, 'after the load');
  const callsIn = async (count: number) =>
    (await traceScript(page, shared.id, () => frames(page, count))).calls;
  await expect.poll(() => callsIn(30)).toBe(0);
  expect(await callsIn(120)).toBe(0);

  // It is the script that is still, not the tracing.
  const onScroll = await traceScript(page, shared.id, async () => {
    await page.evaluate(() => scrollBy(0, 50));
    await frames(page, 10);
  });
  expect(onScroll.calls).toBeGreaterThan(0);
  await page.close();
});

const crowd: PageCase = {
  name: 'crowd',
  group: 'places',
  says: '',
  body: (at) =>
    Array.from({ length: 1_000 }, () => `<img src="${at.own('red')}" width="80" height="80">`).join(
      ' ',
    ),
  expected: [],
};

test('a page of a thousand pictures is never laid out before its time', async ({
  sites,
  shared,
}) => {
  const page = await shared.context.newPage();
  const { calls, forcedLayouts } = await traceScript(page, shared.id, async () => {
    await page.goto(sites.put(crowd));
    const reader = await BadgeReader.open(page);
    await expect.poll(async () => (await reader.badges()).length).toBeGreaterThan(100);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const last = page.locator('img').last();
    const isLabelled = async () => {
      const box = await last.boundingBox();
      return (await reader.badges()).some(
        (badge) => box && badge.box.x >= box.x && badge.box.y >= box.y,
      );
    };
    await expect.poll(isLabelled).toBe(true);
  });
  expect(calls).toBeGreaterThan(0);
  expect(forcedLayouts).toEqual([]);
  await page.close();
});
