import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import packageJson from '../../package.json' with { type: 'json' };
import { removeUsedFolder } from '../../scripts/remove-used-folder';
import { palette } from '../fixtures/tiny-model';
import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import type { LocalSite } from './support/local-site';
import { colourPng, noisyPng } from './support/pictures';
import { tinyExtension } from './support/prepare-extensions';
import { expectNames, expectOnly, type Sightline } from './support/sightline';

/** What is said of one thing on the page of diagnostics. */
const factOf = (diagnostics: Page, about: string) =>
  diagnostics
    .locator('dl > div')
    .filter({ has: diagnostics.getByText(about, { exact: true }) })
    .locator('dd');

const incidents = (diagnostics: Page) =>
  diagnostics.getByRole('listitem').filter({ has: diagnostics.getByRole('heading') });

/** What is in the clipboard, as people paste it. */
async function pasted(sightline: Sightline): Promise<string> {
  const page = await sightline.context.newPage();
  await page.setContent('<textarea></textarea>');
  await page.locator('textarea').focus();
  await page.keyboard.press('ControlOrMeta+V');
  const text = await page.locator('textarea').inputValue();
  await page.close();
  return text;
}

/** Copies what the page of diagnostics tells, by keyboard. */
async function copy(diagnostics: Page, sightline: Sightline): Promise<string> {
  await diagnostics.bringToFront();
  await diagnostics.getByRole('button', { name: 'Copy diagnostics' }).focus();
  await diagnostics.keyboard.press('Enter');
  await expect(diagnostics.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible();
  return pasted(sightline);
}

/** A picture that the page gets; who asks again is left to wait, or cut off. */
function putOnce(site: LocalSite, path: string, then: 'waits' | 'is cut off'): void {
  let isGiven = false;
  site.on(path, ({ socket }, response) => {
    if (isGiven && then === 'is cut off') return void socket.destroy();
    response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
    if (isGiven) response.write('only the beginning');
    else response.end(colourPng(palette.green.rgb));
    isGiven = true;
  });
}

test('is reached from the popup by keyboard, and tells how Sightline is while all is well', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  const popup = await sightline.openPopup();
  const link = popup.getByRole('link', { name: 'Diagnostics' });
  await expect(popup.locator('#page-empty')).toBeVisible();
  const isReached = () => link.evaluate((element) => element === document.activeElement);
  for (let tabs = 0; tabs < 30 && !(await isReached()); tabs++) await popup.keyboard.press('Tab');
  await expect(link).toBeFocused();
  await expect(link).toBeInViewport({ ratio: 1 });
  const opened = sightline.context.waitForEvent('page');
  await popup.keyboard.press('Enter');
  const diagnostics = await opened;

  await expect(diagnostics).toHaveTitle('Sightline diagnostics');
  await expect(diagnostics.getByRole('heading', { level: 1 })).toHaveText('Diagnostics');
  await expect(diagnostics.locator('#status')).toHaveText('Asleep');
  await expect(diagnostics.getByText('Nothing has failed')).toBeVisible();
  await expect(factOf(diagnostics, 'Sightline')).toHaveText(packageJson.version);
  await expect(factOf(diagnostics, 'Browser')).toContainText(/Chrom\w+ \d+\.\d+\.\d+/);
  await expect(factOf(diagnostics, 'Pictures waiting')).toHaveText('None: the engine is put away');

  // It follows what happens meanwhile, without a reload.
  const { reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  await diagnostics.bringToFront();
  await expect(diagnostics.locator('#status')).toHaveText('Ready');
  await expect(factOf(diagnostics, 'State')).toHaveText('Runs on the processor (WebAssembly)');
  await expect(factOf(diagnostics, 'Runs on')).toHaveText('WebAssembly');
  await expect(factOf(diagnostics, 'Workers')).toHaveText('1');
  await expect(factOf(diagnostics, 'Pictures waiting')).toHaveText('0');
  await expect(factOf(diagnostics, 'Memory of the hidden page’s scripts')).toHaveText(
    /^[\d.]+ MB$/,
  );
  await expect(factOf(diagnostics, 'Kept on this computer')).toHaveText(/^[\d.]+ (kB|MB)$/);
  await expect(factOf(diagnostics, 'Work spared').nth(0)).toContainText('1 kept');
  await expect(diagnostics.getByText('Nothing has failed')).toBeVisible();

  const settings = await sightline.openOptions();
  await settings.getByRole('switch', { name: 'Keep recent predictions' }).uncheck();
  await diagnostics.bringToFront();
  await expect(factOf(diagnostics, 'Keep recent predictions')).toHaveText('Off');
});

test('tells what failed, why, and what to do, without a word on where', async ({
  site,
  otherSite,
  sightline,
}) => {
  site.put('/secret-cut.png', 'image/png', noisyPng().slice(0, 20_000));
  putOnce(otherSite, '/secret-lost.png', 'is cut off');
  putOnce(otherSite, '/secret-endless.png', 'waits');
  putColour(otherSite, 'blue');
  putColour(site, 'red');
  const broken = ['/secret-absent.png', '/secret-absent-too.png', '/secret-cut.png'];
  const once = ['/secret-lost.png', '/secret-endless.png'].map((path) => otherSite.url(path));
  const elements = [...broken, ...once].map(
    // Without alternative text a broken picture keeps its size.
    (source) => `<img src="${source}" width="160" height="120">`,
  );
  site.putPage(
    '/',
    `${elements.join('')}${image('/red.png')}<canvas width="160" height="120"></canvas>
    <script>
      const spoilt = new Image();
      spoilt.onload = () => document.querySelector('canvas').getContext('2d').drawImage(spoilt, 0, 0);
      spoilt.src = ${JSON.stringify(otherSite.url('/blue.png'))};
    </script>`,
  );
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red')]);
  const box = await page.locator('canvas').boundingBox();
  if (!box) throw new Error('The canvas is not there');
  await sightline.clickMenuAt(page, 'classify-here', { x: box.x + 50, y: box.y + 50 });
  await sightline.clickMenu(page, site.url('/secret-never.png'));

  const diagnostics = await sightline.openDiagnostics();
  const told = incidents(diagnostics);
  // A download is given up after 20 seconds.
  await expect(told.filter({ hasText: 'It took too long' })).toHaveCount(1, { timeout: 60_000 });
  for (const [why, next] of [
    ['its server answered with an error', 'Open the picture by itself'],
    ['its server could not be reached', 'See whether you are online'],
    ['The picture is damaged', 'Nothing can be done here'],
    ['Its site protects it', 'Bring the whole picture into view'],
    ['The picture was no longer on the page', 'Right-click a picture that is still on the page'],
    ['It took too long', 'Reload the page'],
  ] as const) {
    await expect(told.filter({ hasText: why })).toContainText(next);
  }
  await expect(told).toHaveCount(6);
  // The latest first: the endless picture was given up long after the others.
  await expect(told.first()).toContainText('It took too long');
  const errors = told.filter({ hasText: 'answered with an error' });
  await expect(errors).toContainText('× 2');
  await expect(errors.locator('.details')).toHaveText('404 × 2');

  const text = await copy(diagnostics, sightline);
  expect(text).toContain(`- Sightline: ${packageJson.version}`);
  expect(text).toMatch(/\[http-status\] × 2 \d{4}-\d\d-\d\dT[\d:]{8}Z\n {2}- 404 × 2/);
  for (const reason of ['unreachable', 'undecodable', 'unreadable', 'gone', 'timed-out']) {
    expect(text).toContain(`[${reason}]`);
  }
  for (const seen of [text, await diagnostics.locator('body').innerText()]) {
    const { port } = new URL(otherSite.url('/'));
    expect(seen).not.toMatch(/https?:|127\.0\.0\.1|localhost|secret|\.png/);
    expect(seen).not.toContain(port);
  }
});

test('takes no address from an event of the engine', async ({ sightline }) => {
  const diagnostics = await sightline.openDiagnostics();
  await expect(diagnostics.getByText('Nothing has failed')).toBeVisible();
  await diagnostics.evaluate(async () => {
    for (const what of ['engine-lost', 'extension-restarted', 'card-left', 'engine-paused']) {
      const detail = 'at https://secret.example/a.png from 10.0.0.1 <b>lost</b>';
      await chrome.runtime.sendMessage({
        to: 'background',
        method: 'note',
        payload: [{ what, detail }],
      });
    }
  });
  await expect(incidents(diagnostics)).toHaveCount(4);
  await expect(incidents(diagnostics).first()).toContainText('left alone for a while');
  await expect(incidents(diagnostics).last().locator('.details')).toHaveText('at … from …');
  const text = await copy(diagnostics, sightline);
  expect(text).toContain('[card-left]');
  for (const seen of [text, await diagnostics.locator('body').innerText()])
    expect(seen).not.toMatch(/secret|10\.0/);
});

test('tells of an engine that cannot start, and lets it be tried again', async ({
  site,
  launch,
}) => {
  const extension = await mkdtemp(join(tmpdir(), 'sightline-changed-'));
  try {
    await cp(tinyExtension, extension, { recursive: true });
    const card = join(extension, 'model/card.json');
    await rm(card);
    const sightline = await launch({ extension });
    putColour(site, 'red');
    site.putPage('/', image('/red.png'));
    await sightline.open(site.url('/'));
    const diagnostics = await sightline.openDiagnostics();
    await expect(diagnostics.locator('#status')).toHaveText('Not working');
    await expect(factOf(diagnostics, 'State').nth(1)).toContainText('card.json is missing');
    const failure = incidents(diagnostics).filter({ hasText: 'engine could not start' });
    await expect(failure).toContainText('See the state of the engine on this page');
    expect(await copy(diagnostics, sightline)).toContain('[engine-unavailable]');

    await cp(join(tinyExtension, 'model/card.json'), card);
    // A start that failed stands for a while, whoever asks.
    await expect(async () => {
      await diagnostics.getByRole('button', { name: 'Try again' }).click();
      await expect(diagnostics.locator('#status')).toHaveText('Ready', { timeout: 2_000 });
    }).toPass();
    await expect(diagnostics.getByRole('heading', { name: 'Engine', exact: true })).toBeFocused();
  } finally {
    await removeUsedFolder(extension);
  }
});
