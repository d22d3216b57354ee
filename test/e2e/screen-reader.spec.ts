import type { CDPSession, Page } from '@playwright/test';
import { BadgeReader } from '../../scripts/read-badges';
import { colours, image, nameOf, percentOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import { focusedName } from './support/focused-name';
import { IsolatedWorld } from './support/isolated-world';
import { expectNames, expectOnly, type Sightline } from './support/sightline';
import { takeSnapshot } from './support/snapshot';

type Nodes = Awaited<ReturnType<typeof readTree>>;

async function readTree(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page);
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return nodes.filter(({ ignored }) => !ignored);
  } finally {
    await session.detach();
  }
}

const namesOf = (nodes: Nodes, role: string): string[] =>
  nodes.filter((node) => node.role?.value === role).map(({ name }) => name?.value);

const describedAs = (colour: 'red' | 'green') =>
  `Picture without description. Sightline: ${nameOf(colour)}, ${percentOf(colour)}`;

const bare = (source: string, more = '') =>
  `<img src="${source}" width="160" height="120" ${more}>`;

const describe = (sightline: Sightline) =>
  sightline.worker.evaluate(() =>
    chrome.storage.local.set({ settings: { describePictures: true } }),
  );

/** Writes down from now on what screen readers are told beside the tree; gives what was heard so far. */
async function listen(page: Page, { id }: Sightline): Promise<() => Promise<string[]>> {
  const world = await IsolatedWorld.open(page, id);
  await world.evaluate(`{
    const heard = (globalThis.heard = []);
    const notify = Element.prototype.ariaNotify;
    Element.prototype.ariaNotify = function (...told) {
      heard.push(told[0]);
      return notify.apply(this, told);
    };
  }`);
  return () => world.evaluate('heard');
}

test.beforeEach(({ site }) => {
  for (const colour of colours) putColour(site, colour);
});

test('labels are buttons in a named group, in the order of their pictures', async ({
  site,
  sightline,
}) => {
  site.putPage('/', `${image('/red.png')}<p>Text</p>${image('/green.png')}`);
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
  const nodes = await readTree(page);
  expect(namesOf(nodes, 'group')).toEqual(['Picture labels by Sightline']);
  expect(namesOf(nodes, 'button')).toEqual([
    `${nameOf('red')}, ${percentOf('red')}`,
    `${nameOf('green')}, ${percentOf('green')}`,
  ]);
});

test('the keyboard comes to the labels once, and goes among them with arrows, Home and End', async ({
  site,
  sightline,
}) => {
  const three = ['red', 'green', 'blue'] as const;
  site.putPage('/', three.map((colour) => image(`/${colour}.png`)).join(''));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, three.map(nameOf));
  const name = (colour: (typeof three)[number]) => `${nameOf(colour)}, ${percentOf(colour)}`;
  for (const [key, colour] of [
    ['Tab', 'red'],
    ['ArrowRight', 'green'],
    ['End', 'blue'],
    ['Home', 'red'],
    ['ArrowLeft', 'blue'],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(() => focusedName(page)).toBe(name(colour));
  }
});

test('pictures without a description are described in a landmark, each bound to its picture', async ({
  site,
  sightline,
}) => {
  site.putPage(
    '/',
    `${bare('/red.png', 'id="bare"')}${image('/green.png')}${bare('/blue.png', 'alt="Sky"')}`,
  );
  await describe(sightline);
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red'), nameOf('green'), nameOf('blue')]);
  const nodes = await readTree(page);
  expect(namesOf(nodes, 'region')).toEqual(['Picture labels by Sightline']);
  expect(namesOf(nodes, 'button')).toEqual([
    describedAs('red'),
    `${nameOf('green')}, ${percentOf('green')}`,
    `${nameOf('blue')}, ${percentOf('blue')}`,
  ]);
  const flow = nodes
    .find(({ name }) => name?.value === describedAs('red'))
    ?.properties?.find(({ name }) => name === 'flowto')?.value;
  expect(flow?.relatedNodes?.map(({ idref }) => idref)).toEqual(['bare']);
});

test('what gets the keyboard is spoken of, if it holds a picture without a description', async ({
  site,
  sightline,
}) => {
  site.putPage(
    '/',
    `<a href="#a">${bare('/red.png')}</a><a href="#b">${bare('/green.png', 'alt=""')}</a>`,
  );
  await describe(sightline);
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
  const heard = await listen(page, sightline);
  await page.keyboard.press('Tab');
  await expect.poll(heard).toEqual([describedAs('red')]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect.poll(heard).toEqual([describedAs('red'), describedAs('red')]);
});

test('nothing is spoken of by itself: labels that come are not, answers to a question are', async ({
  site,
  sightline,
}) => {
  site.putPage('/', '<p>Text</p>');
  const { page, reader } = await sightline.open(site.url('/'));
  await page.evaluate(
    (body) => document.body.insertAdjacentHTML('beforeend', body),
    image('/red.png'),
  );
  await expectOnly(reader, nameOf('red'));
  const heard = await listen(page, sightline);
  await page.evaluate(
    (body) => document.body.insertAdjacentHTML('beforeend', body),
    image('/green.png'),
  );
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
  await page.locator('img').first().hover();
  await sightline.press(page, 'classify-picture');
  await expect.poll(heard).toEqual([`${nameOf('red')}, ${percentOf('red')}`]);
});

test('the page sees nothing of the descriptions: no attribute, no property, no event', async ({
  site,
  sightline,
}) => {
  site.putPage('/', `<a href="#a">${bare('/red.png')}</a>`);
  await describe(sightline);
  const page = await sightline.context.newPage();
  await page.addInitScript(watch);
  await page.goto(site.url('/'));
  const before = (await takeSnapshot(page))['frame 0 nodes'];
  await expectOnly(await BadgeReader.open(page), nameOf('red'));
  const heard = await listen(page, sightline);
  await page.keyboard.press('Tab');
  await expect.poll(heard).toEqual([describedAs('red')]);
  expect((await takeSnapshot(page))['frame 0 nodes']).toEqual(before);
  const seen = await page.evaluate(readAll);
  expect(seen.join('\n')).not.toContain(nameOf('red'));
  expect(seen.join('\n')).not.toContain('Sightline');
  // Where the page's own words are, this would have found them.
  expect(seen.join('\n')).toContain('/red.png');
});

/** Has a page write down what it is told of changes and announcements; runs first in it. */
function watch(): void {
  const seen: string[] = [];
  Object.assign(window, { seen });
  new MutationObserver((records) => {
    for (const { target, attributeName } of records) {
      if (target instanceof Element) seen.push(`${attributeName}: ${target.outerHTML}`);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const notify = Reflect.get(Element.prototype, 'ariaNotify');
  Reflect.set(Element.prototype, 'ariaNotify', function (this: Element, words: string) {
    seen.push(`announced: ${words}`);
    notify?.call(this, words);
  });
}

/** All that a page can read of its own elements; runs in the page. */
function readAll(): string[] {
  const found = [...(Reflect.get(window, 'seen') as string[])];
  for (const element of document.querySelectorAll('*')) {
    found.push(element.outerHTML);
    for (const pseudo of [undefined, '::before', '::after']) {
      found.push(getComputedStyle(element, pseudo).content);
    }
    for (const key in element) {
      const value = Reflect.get(element, key);
      if (/^aria|^computed|^title$|^alt$/.test(key) && typeof value !== 'function') {
        found.push(`${key}: ${Array.isArray(value) ? value.map((each) => each.outerHTML) : value}`);
      }
    }
  }
  return found;
}
