import type { ServerResponse } from 'node:http';
import type { Page } from '@playwright/test';
import { BadgeReader } from '../../scripts/read-badges';
import { palette } from '../fixtures/tiny-model';
import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import type { LocalSite } from './support/local-site';
import { launchNaturalBrowser } from './support/natural-browser';
import { colourPng } from './support/pictures';
import { expectNames, expectOnly } from './support/sightline';

const green = colourPng(palette.green.rgb);

/** A picture that its site gives to pages at once, and to Sightline when the test says so. */
class SlowPicture {
  readonly url: string;
  /** Whether Sightline waits for it now, has given it up, or never asked. */
  state: 'unasked' | 'waiting' | 'given up' | 'answered' = 'unasked';
  #isReleased = false;
  #response: ServerResponse | undefined;

  constructor(site: LocalSite, path: string, host?: string) {
    this.url = site.url(path, host);
    site.on(path, ({ headers }, response) => {
      // Sightline's own requests tell no host of the page.
      if (headers.referer) {
        response.writeHead(200, { 'content-type': 'image/png' }).end(green);
        return;
      }
      this.state = 'waiting';
      this.#response = response;
      response.once('close', () => {
        this.state = response.writableFinished ? 'answered' : 'given up';
      });
      if (this.#isReleased) this.release();
    });
  }

  release(): void {
    this.#isReleased = true;
    this.#response?.writeHead(200, { 'content-type': 'image/png' }).end(green);
  }
}

const slowPictures = (site: LocalSite, count: number): SlowPicture[] =>
  Array.from({ length: count }, (_, index) => new SlowPicture(site, `/slow-${index}.png`));

const statesOf = (pictures: readonly SlowPicture[]) => pictures.map(({ state }) => state);

test('what has been scrolled away is dropped before it is fetched, and what is in sight comes first', async ({
  site,
  otherSite,
  sightline,
}) => {
  const pictures = slowPictures(otherSite, 60);
  const images = pictures.map(({ url }) => `<img src="${url}" width="300" height="300">`);
  site.putPage('/', images.map((each) => `<div>${each}</div>`).join(''));
  const { page, reader } = await sightline.open(site.url('/'));
  const waiting = () => pictures.filter(({ state }) => state === 'waiting').length;
  await expect.poll(waiting).toBeGreaterThan(3);
  const first = pictures.slice(0, 3);
  expect(statesOf(first)).toEqual(first.map(() => 'waiting'));

  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect.poll(() => statesOf(first)).toEqual(first.map(() => 'given up'));
  const last = pictures.slice(-2);
  await expect.poll(() => statesOf(last)).toEqual(last.map(() => 'waiting'));
  for (const picture of pictures) picture.release();
  const inSight = Array.from({ length: 3 }, () => nameOf('green'));
  await expect.poll(async () => (await reader.badges()).map(({ name }) => name)).toEqual(inSight);
  const between = pictures.slice(20, 45);
  expect(statesOf(between)).toEqual(between.map(() => 'unasked'));

  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(() => statesOf(first)).toEqual(first.map(() => 'answered'));
});

test('a picture that somebody asks for overtakes all others', async ({
  site,
  otherSite,
  sightline,
}) => {
  const pictures = slowPictures(otherSite, 40);
  // Browsers have few connections to a host, and those before have them all.
  const last = new SlowPicture(otherSite, '/last.png', 'localhost');
  const images = [...pictures, last].map(({ url }) => `<img src="${url}" width="80" height="80">`);
  site.putPage('/', images.join(''));
  const { page, reader } = await sightline.open(site.url('/'));
  await expect.poll(() => statesOf(pictures).includes('waiting')).toBe(true);
  expect(last.state).toBe('unasked');
  last.release();
  await sightline.clickMenu(page, last.url);
  await expectOnly(reader, nameOf('green'));
  expect(statesOf(pictures)).not.toContain('answered');
});

test('a page that is left gives up what is under way', async ({ site, otherSite, sightline }) => {
  const [picture] = slowPictures(otherSite, 1);
  site.putPage('/', image(picture?.url ?? ''));
  site.putPage('/next', '<p>Next</p>');
  const { page } = await sightline.open(site.url('/'));
  await expect.poll(() => picture?.state).toBe('waiting');
  await page.goto(site.url('/next'));
  // Sooner than a download is given up that has no answer.
  await expect.poll(() => picture?.state, { timeout: 10_000 }).toBe('given up');
});

test.describe('a tab in the background', () => {
  const open = async (page: Page, url: string) => {
    await page.goto(url);
    return BadgeReader.open(page);
  };

  test('asks nothing, and gives up what is under way, until it is shown', async ({
    site,
    otherSite,
  }) => {
    const [picture] = slowPictures(otherSite, 1);
    putColour(site, 'red');
    site.putPage('/slow', image(picture?.url ?? ''));
    site.putPage('/red', image('/red.png'));
    const browser = await launchNaturalBrowser();
    try {
      const [back, front] = [await browser.context.newPage(), await browser.context.newPage()];
      expect(await back.evaluate(() => document.visibilityState)).toBe('hidden');
      const reader = await open(back, site.url('/slow'));
      // Long enough for one that is shown to be labelled.
      await expectOnly(await open(front, site.url('/red')), nameOf('red'));
      expect(picture?.state).toBe('unasked');

      await back.bringToFront();
      await expect.poll(() => picture?.state).toBe('waiting');
      await front.bringToFront();
      await expect.poll(() => picture?.state).toBe('given up');
      await back.bringToFront();
      await expect.poll(() => picture?.state).toBe('waiting');
      picture?.release();
      await expectNames(reader, [nameOf('green')]);
    } finally {
      expect(await browser.close()).toEqual([]);
    }
  });
});
