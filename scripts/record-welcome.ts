import { join, resolve } from 'node:path';
import type { Page, Route } from '@playwright/test';
import sharp from 'sharp';
import { overlap } from '../src/core/box';
import { findBrowser } from './browser';
import { launchWithExtension } from './extension-browser';
import { pictureLabels } from './picture-labels';
import { BadgeReader, type Box, isAnswer, type SeenBadge } from './read-badges';
import { serveFolder } from './serve-folder';

/** The moving picture of the welcome page, and the still one: the demo page labels itself, and a card opens. */

/** The demo page has four drawings side by side on this, in CSS pixels; and how many pixels the file has to each. */
const viewport = { width: 1160, height: 760 };
const SCALE = 1.5;

/** Six of its drawings are shown, from the second to the eighth, with so much around them, in CSS pixels. */
const FIRST = 1;
const LAST = 7;
const DRAWINGS = 6;
const MARGIN = 24;

/** The drawing whose card opens: one whose answer is not clear-cut shows best what the card is for. */
const OPENED = 'volcano';

/** Milliseconds for the pictures in sight to get their labels. */
const DEADLINE = 60_000;

/** Milliseconds for one of them to get it once it was read, engine awake. */
const ONE = 1_500;

/** Milliseconds for what moves to come to rest. */
const REST = 1_000;

/** Milliseconds that the whole of it takes: what lasts longer would need a button to pause it (WCAG 2.2.2). */
const LENGTH = 5_000;

/** Milliseconds for each part of it. */
const BARE = 800;
const LABELLING = 280;
const LABELLED = 600;
const POINTER = 70;
const OPENING = 80;

/** How many frames a part of it has. */
const MOVES = 12;
const OPENINGS = 4;

const POINTER_SIZE = 24;
const POINTER_PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M5 2.5v17l4.4-4.1 2.7 6.2 3-1.3-2.7-6.1h6.1z" fill="#fff" stroke="#16211f" stroke-width="1.6" stroke-linejoin="round"/></svg>`;

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Frame {
  /** PNG. */
  readonly picture: Buffer;
  /** Milliseconds. */
  readonly lasts: number;
}

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'src/welcome');
const pointer = await sharp(Buffer.from(POINTER_PICTURE))
  .resize(POINTER_SIZE * SCALE)
  .png()
  .toBuffer();
const { path } = await findBrowser();
const demo = await serveFolder(join(root, 'scripts/demo'));
try {
  for (const colorScheme of ['light', 'dark'] as const) await record(colorScheme);
} finally {
  await demo.close();
}

async function record(colorScheme: 'light' | 'dark'): Promise<void> {
  const { context } = await launchWithExtension({
    browser: path,
    extension: join(root, 'dist'),
    colorScheme,
    viewport,
    deviceScaleFactor: SCALE,
  });
  try {
    const page = await context.newPage();
    const held: Route[] = [];
    // What Sightline reads, not what the page shows.
    await page.route('**/drawings/*', async (route) => {
      if (route.request().resourceType() === 'fetch') held.push(route);
      else await route.continue();
    });
    await page.goto(demo.url);
    await page.evaluate(() => document.querySelector('main')?.scrollIntoView());
    const shown = await boxOfDrawings(page);
    const frames = [...(await labelling(page, shown, held)), ...(await opening(page, shown))];
    await write(colorScheme, frames);
  } finally {
    await context.close();
  }
}

async function boxOfDrawings(page: Page): Promise<Box> {
  const figures = await page.locator('figure').all();
  const first = await figures[FIRST]?.boundingBox();
  const last = await figures[LAST]?.boundingBox();
  if (!first || !last) throw new Error('The demo page lacks drawings');
  return {
    x: Math.round(first.x - MARGIN),
    y: Math.round(first.y - MARGIN),
    width: Math.round(last.x + last.width - first.x + 2 * MARGIN),
    height: Math.round(last.y + last.height - first.y + 2 * MARGIN),
  };
}

/** The page before its labels, and as they come, one at a time: screenshots are slower than Sightline is. */
async function labelling(page: Page, clip: Box, held: Route[]): Promise<Frame[]> {
  const reader = await BadgeReader.open(page);
  const frames = [{ picture: await page.screenshot({ clip }), lasts: BARE }];
  const end = Date.now() + DEADLINE;
  for (let labelled = 0; labelled < DRAWINGS; ) {
    if (Date.now() > end) throw new Error('The pictures in sight got no labels in time');
    await held.shift()?.continue();
    const later = await moreThan(labelled, page, reader, clip);
    if (later === labelled) continue;
    labelled = later;
    const picture = await page.screenshot({ clip });
    frames.push({ picture, lasts: labelled < DRAWINGS ? LABELLING : LABELLED });
  }
  return frames;
}

/** How many drawings in the picture are labelled, once there are more; what was read last may be outside of it. */
async function moreThan(
  labelled: number,
  page: Page,
  reader: BadgeReader,
  clip: Box,
): Promise<number> {
  const end = Date.now() + ONE;
  for (;;) {
    const pictures = await pictureLabels(page, reader);
    const seen = pictures.filter(({ box, badge }) => isAnswer(badge) && overlap(box, clip));
    if (seen.length > labelled || Date.now() > end) return seen.length;
  }
}

/** The pointer comes to a badge, whose card opens. */
async function opening(page: Page, clip: Box): Promise<Frame[]> {
  const badge = await badgeOf(page, OPENED);
  const from = { x: clip.x + clip.width * 0.6, y: clip.y + clip.height - POINTER_SIZE };
  const to = { x: badge.box.x + badge.box.width * 0.7, y: badge.box.y + badge.box.height * 0.6 };
  const frames: Frame[] = [];
  const take = async (at: Point, lasts: number) => {
    await page.mouse.move(at.x, at.y);
    const picture = await page.screenshot({ clip });
    const inPicture = { x: at.x - clip.x, y: at.y - clip.y };
    frames.push({ picture: await withPointer(picture, inPicture), lasts });
  };
  for (let move = 1; move <= MOVES; move++) await take(between(from, to, move / MOVES), POINTER);
  for (let time = 0; time < OPENINGS; time++) await take(to, OPENING);
  // What is still moving then comes to rest.
  await page.waitForTimeout(REST);
  await take(to, 0);
  return frames;
}

async function badgeOf(page: Page, name: string): Promise<SeenBadge> {
  const badges = await (await BadgeReader.open(page)).badges();
  const badge = badges.find((each) => each.name === name);
  if (!badge) throw new Error(`No drawing is labelled "${name}"`);
  return badge;
}

/** @param share 0..1 of the way, which begins and ends gently */
function between(from: Point, to: Point, share: number): Point {
  const done = share * share * (3 - 2 * share);
  return { x: from.x + (to.x - from.x) * done, y: from.y + (to.y - from.y) * done };
}

/** Screenshots show no pointer. */
async function withPointer(picture: Buffer, { x, y }: Point): Promise<Buffer> {
  const left = Math.round((x - POINTER_SIZE * 0.2) * SCALE);
  const top = Math.round((y - POINTER_SIZE * 0.1) * SCALE);
  return sharp(picture)
    .composite([{ input: pointer, left, top }])
    .png()
    .toBuffer();
}

/** Writes the moving picture, which plays once and rests on its last frame, and that frame as the still one. */
async function write(colorScheme: string, frames: readonly Frame[]): Promise<void> {
  const spent = frames.reduce((sum, { lasts }) => sum + lasts, 0);
  const delay = frames.map(({ lasts }) => lasts || Math.max(100, LENGTH - spent));
  const pictures = frames.map(({ picture }) => picture);
  const moving = join(folder, `labelling-${colorScheme}.webp`);
  const { size } = await sharp(pictures, { join: { animated: true } })
    .webp({ quality: 80, effort: 6, loop: 1, delay, minSize: true, mixed: true })
    .toFile(moving);
  const still = await sharp(pictures.at(-1))
    .webp({ quality: 88, effort: 6 })
    .toFile(join(folder, `labelled-${colorScheme}.webp`));
  const length = delay.reduce((sum, each) => sum + each, 0);
  console.log(
    `${moving}: ${frames.length} frames, ${length} ms, ${Math.round(size / 1e3)} kB; still ${Math.round(still.size / 1e3)} kB`,
  );
}
