import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findBrowser } from './browser';
import { launchWithExtension } from './extension-browser';
import { type LabelledPicture, pictureLabels } from './picture-labels';
import { BadgeReader, isAnswer, type SeenBadge } from './read-badges';
import { removeUsedFolder } from './remove-used-folder';
import { serveFolder } from './serve-folder';

/** Milliseconds for all pictures of the demo page to get their labels without a display. */
const DEADLINE = 120_000;

/** Milliseconds between two looks at the page. */
const LOOK_EVERY = 200;

const root = resolve(import.meta.dirname, '..');
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const headless = !hasDisplay || process.argv.includes('--headless');

console.log(
  headless ? 'Opening the demo page, and waiting for its labels ...' : 'Opening the demo page ...',
);
const demo = await serveFolder(join(root, 'scripts/demo'));
const profile = await mkdtemp(join(tmpdir(), 'sightline-'));
try {
  const { path } = await findBrowser();
  const { context } = await launchWithExtension({
    browser: path,
    extension: join(root, 'dist'),
    profile,
    headless,
    welcome: !headless,
    ...(headless ? {} : { colorScheme: null, viewport: null, args: ['--window-size=1340,960'] }),
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(demo.url);
  // The page that greets after the installation stands behind it.
  await page.bringToFront();
  if (headless) {
    await showHere();
    await context.close();
  } else {
    console.log('The demo page is open and labels itself. Close the browser to end.');
    await new Promise((closed) => context.once('close', closed));
  }

  async function showHere(): Promise<void> {
    // Pictures are labelled as they come near the screen: on one that holds the whole page, all of them.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: 1280, height });
    const pictures = await allLabels(await BadgeReader.open(page));
    console.log(tableOf(pictures));
    const folder = join(root, '.cache');
    await mkdir(folder, { recursive: true });
    const screenshot = join(folder, 'demo.png');
    await page.screenshot({ path: screenshot });
    console.log(`\nThere is no display, so this ran without one. Screenshot: ${screenshot}`);
    const missing = pictures.filter(({ badge }) => !isAnswer(badge)).length;
    if (missing > 0) {
      console.error(
        `${missing} of ${pictures.length} pictures got no answer in ${DEADLINE / 1000} s.`,
      );
      process.exitCode = 1;
    }
  }

  async function allLabels(reader: BadgeReader): Promise<LabelledPicture[]> {
    const end = Date.now() + DEADLINE;
    for (;;) {
      const pictures = await pictureLabels(page, reader);
      if (pictures.every(({ badge }) => isAnswer(badge)) || Date.now() > end) {
        return pictures;
      }
      await new Promise((later) => setTimeout(later, LOOK_EVERY));
    }
  }
} finally {
  await demo.close();
  await removeUsedFolder(profile);
}

function wordsOf({ certainty, name }: SeenBadge): string {
  return ['', 'plain'].includes(certainty) ? name : `${certainty} ${name}`;
}

function tableOf(pictures: readonly LabelledPicture[]): string {
  const rows = pictures.map(({ source, badge }) => [
    decodeURIComponent(new URL(source).pathname.split('/').at(-1) ?? ''),
    badge ? wordsOf(badge) : '(no answer)',
    badge?.percent ?? '',
  ]);
  const table = [['Picture', 'Label', 'Sure'], ...rows];
  const widths = [0, 1].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map(
      ([picture = '', label = '', sure = '']) =>
        `${picture.padEnd(widths[0] ?? 0)}  ${label.padEnd(widths[1] ?? 0)}  ${sure.padStart(4)}`,
    )
    .join('\n');
}
