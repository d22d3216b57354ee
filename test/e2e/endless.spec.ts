import type { Browser, CDPSession, Page } from '@playwright/test';
import { BadgeReader } from '../../scripts/read-badges';
import { type Colour, colours, nameOf } from './support/colours';
import { IsolatedWorld } from './support/isolated-world';
import { expect, test, viewport } from './support/shared';
import type { Sightline } from './support/sightline';

const PICTURES = 5_000;
/** Pictures that are on the page at first, after which memory is to stay flat. */
const FIRST = 1_000;

/** Bytes of the heap that one picture more may cost: what is kept of those that have been seen and are far away. */
const BYTES_PER_PICTURE = 400;

/** A page of rows of nine pictures, each of an address of its own, that grows as it is scrolled. */
const body = (sources: readonly string[]) =>
  `<style>body { margin: 0 } img { width: 132px; height: 92px; margin: 4px; display: block }
     main { display: grid; grid-template-columns: repeat(9, 140px) }</style><main></main>
   <script>
     const sources = ${JSON.stringify(sources)};
     window.count = 0;
     const more = () => {
       const room = document.querySelector('main');
       while (count < ${PICTURES} && room.offsetHeight < scrollY + 2 * innerHeight) {
         const some = document.createDocumentFragment();
         for (let index = 0; index < 90 && count < ${PICTURES}; index++) {
           const picture = new Image();
           picture.src = sources[count % sources.length] + '?' + count++;
           some.append(picture);
         }
         room.append(some);
       }
     };
     addEventListener('scroll', more);
     more();
   </script>`;

/**
 * Bytes that live in the page's heap, its garbage gone: the page's own and the content script's. What is still on
 * its way on a busy machine holds some for a while, so it is collected until that brings no thousandth more.
 */
async function heapUsed(session: CDPSession): Promise<number> {
  for (let least = Number.POSITIVE_INFINITY; ; ) {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    if (usedSize > 0.999 * least) return Math.min(usedSize, least);
    least = usedSize;
  }
}

/** Names that ought to be read on the page now, sorted: those of the pictures that are on screen with all they have. */
const expectedNames = async (page: Page) => {
  const seen = await page.evaluate(() =>
    [...document.images]
      .filter((picture) => {
        const { top, bottom } = picture.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      })
      .map(({ src }) => new URL(src).pathname.slice(1).replace('.png', '')),
  );
  return seen.map((colour) => nameOf(colour as Colour)).sort();
};

/** Scrolls on by most of a window; false at the end. */
const scrollOn = (page: Page) =>
  page.evaluate(async () => {
    const before = scrollY;
    scrollBy(0, 800);
    await new Promise(requestAnimationFrame);
    return scrollY > before;
  });

const countOf = (page: Page) => page.evaluate(() => Reflect.get(window, 'count') as number);

interface Measured {
  readonly pictures: number;
  readonly heap: number;
}

/** Scrolls through the whole page with Sightline: every picture that came on screen got its label. */
async function scrollLabelled(
  sightline: Sightline,
  page: Page,
): Promise<{ measured: Measured[]; badges: number }> {
  const reader = await BadgeReader.open(page);
  const session = await page.context().newCDPSession(page);
  const world = await IsolatedWorld.open(page, sightline.id);
  const measured: Measured[] = [];
  do {
    const names = await expectedNames(page);
    const missing = async () => {
      const read = (await reader.badges()).map(({ name }) => name);
      return names.filter((name) => {
        const at = read.indexOf(name);
        if (at >= 0) read.splice(at, 1);
        return at < 0;
      });
    };
    await expect.poll(missing, { intervals: [500, 250] }).toEqual([]);
    const pictures = await countOf(page);
    if (pictures >= FIRST && measured.length === 0) {
      measured.push({ pictures, heap: await heapUsed(session) });
    }
  } while (await scrollOn(page));
  measured.push({ pictures: await countOf(page), heap: await heapUsed(session) });
  return { measured, badges: await world.countObjects('HTMLButtonElement.prototype') };
}

/** Scrolls through it without Sightline: what its heap holds at the same places. */
async function scrollPlain(plain: Browser, address: string): Promise<Measured[]> {
  const context = await plain.newContext({ viewport, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(address);
  const session = await context.newCDPSession(page);
  const measured: Measured[] = [];
  do {
    const pictures = await countOf(page);
    if (pictures >= FIRST && measured.length === 0) {
      measured.push({ pictures, heap: await heapUsed(session) });
    }
  } while (await scrollOn(page));
  measured.push({ pictures: await countOf(page), heap: await heapUsed(session) });
  await context.close();
  return measured;
}

const growth = ([first, last]: readonly Measured[]): number =>
  (last?.heap ?? Number.NaN) - (first?.heap ?? Number.NaN);

test('of 5,000 pictures that are scrolled through none is lost, and memory stays flat', async ({
  sites,
  shared,
  plain,
}) => {
  // Twelve milliseconds a picture make a minute; a busy machine takes some of them.
  test.setTimeout(900_000);
  const address = sites.put({
    name: 'endless',
    group: 'changes',
    says: '',
    body: (at) => body(colours.map((colour) => at.own(colour).replace(/\?.*/, ''))),
    expected: [],
  });
  const page = await shared.context.newPage();
  await page.goto(address);
  const { measured, badges } = await scrollLabelled(shared, page);
  const untouched = await scrollPlain(plain, address);

  expect(measured.map(({ pictures }) => pictures)).toEqual(
    untouched.map(({ pictures }) => pictures),
  );
  expect(measured.at(-1)?.pictures).toBe(PICTURES);
  // Badges are there for what is near the window: it holds nine rows or so.
  expect(badges).toBeLessThan(FIRST / 2);
  const perPicture = (growth(measured) - growth(untouched)) / (PICTURES - FIRST);
  expect(perPicture).toBeLessThan(BYTES_PER_PICTURE);
  await page.close();
});
