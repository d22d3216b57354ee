import type { Page } from '@playwright/test';
import { BadgeReader } from '../../scripts/read-badges';
import { grounds, hang, looks } from './support/badge-gallery';
import { tinyExtension } from './support/prepare-extensions';
import { expect, test } from './support/shared';

/** A colour as the browser draws it: red, green and blue 0..255, and alpha 0..1. */
type Colour = readonly [number, number, number, number];

interface Drawn {
  readonly look: string;
  /** What is written or drawn, and what it stands on. */
  readonly ink: Colour;
  readonly paper: Colour;
}

const over = ([r, g, b, alpha]: Colour, ground: number): Colour => [
  r * alpha + ground * (1 - alpha),
  g * alpha + ground * (1 - alpha),
  b * alpha + ground * (1 - alpha),
  1,
];

/** Relative luminance, by WCAG 2.2. */
function luminance([r, g, b]: Colour): number {
  const [red, green, blue] = [r, g, b].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The least contrast of a drawing over a black and a white picture. */
const leastContrast = ({ ink, paper }: Drawn): number =>
  Math.min(
    ...[0, 255].map((ground) => {
      const under = over(paper, ground);
      return contrast(over(ink, luminance(under) > 0.5 ? 255 : 0), under);
    }),
  );

/** Reads colours in the overlay of a page, with its root as `this`. */
async function readDrawn(page: Page, read: (this: ShadowRoot) => Drawn[]): Promise<Drawn[]> {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument', { depth: 2, pierce: true });
  const all = root.children?.flatMap(({ children = [] }) => children) ?? [];
  const shadow = all.flatMap(({ shadowRoots = [] }) => shadowRoots)[0];
  if (!shadow) throw new Error('The page has no overlay');
  const { backendNodeId } = shadow;
  const { object } = await session.send('DOM.resolveNode', { backendNodeId });
  const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
    objectId: object.objectId ?? '',
    functionDeclaration: read.toString(),
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
  return result.value;
}

// These run in the page.

function readTexts(this: ShadowRoot): Drawn[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const colourOf = (css: string): Colour => {
    if (!canvas) throw new Error('No canvas');
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, alpha / 255];
  };
  const boxes = [...this.querySelectorAll('.badge:not(.dot, [hidden]), .card:not([hidden])')];
  return boxes.flatMap((box) => {
    const parts = [...box.querySelectorAll<HTMLElement>('[data-text], .icon')];
    return parts.map((part) => {
      const own = part.closest('button:not(.badge)') ?? box;
      const paper = colourOf(getComputedStyle(own).backgroundColor);
      const under = paper[3] === 0 ? colourOf(getComputedStyle(box).backgroundColor) : paper;
      const look = `${box.className}: ${part.className} ${part.dataset.text ?? ''}`;
      return { look, ink: colourOf(getComputedStyle(part).color), paper: under };
    });
  });
}

function readDots(this: ShadowRoot): Drawn[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const colourOf = (css: string): Colour => {
    if (!canvas) throw new Error('No canvas');
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, alpha / 255];
  };
  return [...this.querySelectorAll<HTMLElement>('.badge.dot:not([hidden])')].map((dot) => {
    const { backgroundColor, backgroundImage, borderColor } = getComputedStyle(dot);
    const ring = /rgba?\([^)]*\)(?=[^(]*$)/.exec(backgroundImage)?.[0];
    const ink = colourOf(ring ?? backgroundColor);
    return { look: dot.className, ink, paper: colourOf(borderColor) };
  });
}

const all = Object.values(looks);

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every badge, dot and card can be read over black and over white, in ${colorScheme} colours`, async ({
    plain,
  }) => {
    const context = await plain.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const small = all.map((content) => ({ content, width: 48, height: 48 }));
    const large = all.map((content) => ({ content }));
    await hang(page, tinyExtension, grounds.black, [...large, ...small]);
    const texts = () => readDrawn(page, readTexts);
    await expect.poll(async () => (await texts()).length).toBeGreaterThan(all.length);
    await page.mouse.move(24, 24);
    const inCard = async () => (await texts()).filter(({ look }) => look.startsWith('card'));
    await expect.poll(async () => (await inCard()).length).toBeGreaterThan(10);
    for (const drawn of await texts()) {
      expect.soft(leastContrast(drawn), drawn.look).toBeGreaterThanOrEqual(4.5);
    }
    const dots = await readDrawn(page, readDots);
    expect(dots).toHaveLength(all.length);
    for (const drawn of dots) {
      expect.soft(leastContrast(drawn), drawn.look).toBeGreaterThanOrEqual(3);
    }
    await context.close();
  });
}

test('the settings decide on corner, size, colours and percentages', async ({ plain }) => {
  const context = await plain.newContext({ colorScheme: 'light' });
  const read = async (look: Parameters<typeof hang>[4]) => {
    const page = await context.newPage();
    await hang(page, tinyExtension, grounds.white, [{ content: looks.plain }], look);
    const reader = await BadgeReader.open(page);
    await expect.poll(async () => (await reader.badges()).length).toBe(1);
    const [badge] = await reader.badges();
    const [drawn] = await readDrawn(page, readTexts);
    const picture = await page.locator('.picture').boundingBox();
    if (!badge || !drawn || !picture) throw new Error('The picture or its badge went');
    const { box, percent } = badge;
    const isRight = box.x - picture.x > picture.width / 2 - box.width / 2;
    const isLow = box.y - picture.y > picture.height / 2;
    await page.close();
    return { isRight, isLow, height: box.height, percent, brightness: luminance(drawn.paper) };
  };
  const small = await read({ badgeSize: 'small', badgeColours: 'light' });
  expect(small).toMatchObject({ isRight: false, isLow: false, percent: '97%' });
  const large = await read({ badgeSize: 'large', badgeCorner: 'bottom-end', showPercent: false });
  expect(large).toMatchObject({ isRight: true, isLow: true, percent: '' });
  expect(large.height).toBeGreaterThan(small.height + 6);
  const dark = await read({ badgeColours: 'dark', badgeCorner: 'bottom-start' });
  expect(dark).toMatchObject({ isRight: false, isLow: true });
  expect([small.brightness > 0.8, dark.brightness < 0.1]).toEqual([true, true]);
  await context.close();
});
