import { readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Measurement } from '../../src/core/measurement';
import { changeScript, withChanged } from './support/changed-extension';
import { image, nameOf, percentOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import type { LocalSite } from './support/local-site';
import { colourPng } from './support/pictures';
import { allLabelled, expectNames, expectOnly } from './support/sightline';

const weights = 'group1-shard1of1.bin';

/** Ways in which a model may be unusable, each with what the popup says of it. */
const spoilt: readonly { how: string; why: RegExp; spoil: (model: string) => Promise<void> }[] = [
  {
    how: 'no model',
    why: /card\.json is missing/,
    spoil: (model) => rm(model, { recursive: true }),
  },
  {
    how: 'a model with an altered byte',
    why: /bin is not the one that its card describes/,
    spoil: async (model) => {
      const bytes = await readFile(join(model, weights));
      bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
      await writeFile(join(model, weights), bytes);
    },
  },
  {
    how: 'a model that does not give its known answer',
    why: /wrong answers/,
    spoil: async (model) => {
      const file = join(model, 'known-answer.json');
      const answer = JSON.parse(await readFile(file, 'utf8')) as { logits: number[] };
      await writeFile(file, JSON.stringify({ ...answer, logits: answer.logits.toReversed() }));
    },
  },
  {
    how: 'the calibration of another model',
    why: /calibration\.json does not belong to the model/,
    spoil: async (model) => {
      const file = join(model, 'calibration.json');
      const calibration = JSON.parse(await readFile(file, 'utf8')) as object;
      await writeFile(file, JSON.stringify({ ...calibration, model: 'another' }));
    },
  },
];

for (const { how, why, spoil } of spoilt) {
  test(`with ${how} no picture gets a label, and the popup says why`, async ({ site, launch }) => {
    const spoilModel = (extension: string) => spoil(join(extension, 'model'));
    await withChanged(spoilModel, async (extension) => {
      const sightline = await launch({ extension });
      putColour(site, 'red');
      site.putPage('/', image('/red.png'));

      const { page, reader } = await sightline.open(site.url('/'));
      const popup = await sightline.openPopup(page);

      await expect(popup.locator('#status')).toHaveText('Not working');
      await expect(popup.locator('#engine-detail')).toContainText(why);
      await expect(popup.locator('#troubles')).toContainText('engine could not start');
      await expect(popup.locator('#page-waiting')).toBeHidden();
      expect(await reader.badges()).toEqual([]);
    });
  });
}

test('without WebGL and WebAssembly it labels in plain JavaScript, and says so', async ({
  site,
  launch,
}) => {
  await withChanged(forbidWasm, async (extension) => {
    const sightline = await launch({ extension, args: ['--disable-3d-apis'] });
    putColour(site, 'red');
    site.putPage('/', image('/red.png'));

    const { page, reader } = await sightline.open(site.url('/'));
    const badge = await expectOnly(reader, nameOf('red'));
    expect(badge.percent).toBe(percentOf('red'));

    const popup = await sightline.openPopup(page);
    await expect(popup.locator('#engine-headline')).toContainText('plain JavaScript');
    const diagnostics = await sightline.openDiagnostics();
    await expect(diagnostics.getByText(/^WebAssembly: /)).toBeVisible();
  });
});

/** As on a machine whose administrator has switched WebAssembly off. */
async function forbidWasm(extension: string): Promise<void> {
  const file = join(extension, 'manifest.json');
  const manifest = await readFile(file, 'utf8');
  await writeFile(file, manifest.replace(" 'wasm-unsafe-eval'", ''));
}

/** What Chromium needs to have WebGPU without a graphics card. */
const softwareWebgpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

for (const backend of ['webgpu', 'webgl', 'wasm', 'cpu'] as const) {
  test(`made to use ${backend} it answers rightly on it, or says why it does not use it`, async ({
    site,
    launch,
  }) => {
    // A software renderer takes its time, the more so on a busy machine.
    test.setTimeout(150_000);
    const sightline = await launch({ args: backend === 'webgpu' ? softwareWebgpu : [] });
    await sightline.worker.evaluate(
      (choice) => chrome.storage.local.set({ settings: { backend: choice } }),
      backend,
    );
    putColour(site, 'red');
    site.putPage('/', image('/red.png'));
    const { page, reader } = await sightline.open(site.url('/'));
    await expect
      .poll(() => reader.badges(), { timeout: 120_000 })
      .toMatchObject([{ name: nameOf('red'), percent: percentOf('red') }]);

    const popup = await sightline.openPopup(page);
    const status = await sightline.status(popup);
    if (status.state !== 'ready') throw new Error(`It is ${status.state}`);
    const refused = status.rejected.map((rejected) => rejected.backend);
    expect([status.backend, ...refused]).toContain(backend);
    if (backend === 'wasm' || backend === 'cpu') expect(status.backend).toBe(backend);
  });
}

/** Puts pictures of as many colours on a page. */
function putGallery(site: LocalSite, pictures: number): void {
  const paths = Array.from({ length: pictures }, (_, n) => `/${n}.png`);
  for (const [n, path] of paths.entries()) {
    site.put(path, 'image/png', colourPng([n % 256, (7 * n) % 256, 255 - (n % 256)], 64, 64));
  }
  site.putPage('/', paths.map((path) => `<img src="${path}" width="64" height="64">`).join(''));
}

const tooFewCores = availableParallelism() < 2 ? 'one core is worth one worker' : undefined;

test('many pictures have more than one worker', async ({ site, launch }) => {
  test.skip(tooFewCores !== undefined, tooFewCores);
  putGallery(site, 120);
  const sightline = await launch({ viewport: { width: 1280, height: 1200 } });
  const { page, reader } = await sightline.open(site.url('/'));
  await allLabelled(page, reader);
  const popup = await sightline.openPopup(page);
  const status = await sightline.status(popup);
  if (status.state !== 'ready') throw new Error(`It is ${status.state}`);
  expect(status.workers).toBeGreaterThan(1);
});

test('a worker that dies over its pictures costs none of them its label', async ({
  site,
  launch,
}) => {
  test.skip(tooFewCores !== undefined, tooFewCores);
  await withChanged(doomOneWorker, async (extension) => {
    putGallery(site, 120);
    const sightline = await launch({ extension, viewport: { width: 1280, height: 1200 } });
    const { page, reader } = await sightline.open(site.url('/'));
    await allLabelled(page, reader);
    const popup = await sightline.openPopup(page);
    expect(await popup.evaluate(() => caches.has('died'))).toBe(true);
    await expect(popup.locator('#troubles li')).toHaveCount(0);
  });
});

/** Has one worker at a time break over its thirtieth message, and leave a sign of it. */
async function doomOneWorker(extension: string): Promise<void> {
  await changeScript(extension, /^worker-/, (script) => {
    const doom = (lock: Lock | null) => {
      if (!lock) return;
      let messages = 0;
      addEventListener('message', () => {
        if (++messages !== 30) return;
        void caches.open('died').then(() =>
          setTimeout(() => {
            throw new Error('Broken by the test');
          }),
        );
      });
      return new Promise(() => {});
    };
    return `${script};navigator.locks.request('doom', { ifAvailable: true }, ${doom});`;
  });
}

test('what was measured is remembered, and the fastest takes over from WASM', async ({
  site,
  launch,
}) => {
  test.setTimeout(120_000);
  await withChanged(takeRenderersForGpus, async (extension) => {
    const sightline = await launch({ extension });
    for (const colour of ['red', 'green', 'blue', 'yellow'] as const) putColour(site, colour);
    site.putPage('/', image('/red.png'));
    const { page, reader } = await sightline.open(site.url('/'));
    await expect
      .poll(() => reader.badges(), { timeout: 60_000 })
      .toMatchObject([{ name: nameOf('red') }]);
    const stored = () => sightline.worker.evaluate(() => chrome.storage.local.get('measurement'));
    await expect.poll(stored).toHaveProperty('measurement');
    const { measurement } = (await stored()) as { measurement: Measurement };
    expect(measurement.measured[0]?.backend).toBe('wasm');
    const judged = [...measurement.measured, ...measurement.rejected].map((one) => one.backend);
    expect(judged).toEqual(expect.arrayContaining(['wasm', 'webgl', 'webgpu']));

    // Figures that no machine has show where they come from.
    const measured = [{ backend: 'wasm', batch: 1, millisecondsPerPicture: 12_345 }];
    const altered = { ...measurement, measured };
    await sightline.worker.evaluate(
      (known) => chrome.storage.local.set({ measurement: known }),
      altered,
    );
    await sightline.worker.evaluate(() => chrome.offscreen.closeDocument());
    await page.evaluate(
      (added) => document.body.insertAdjacentHTML('beforeend', added),
      image('/green.png'),
    );
    await expectNames(reader, [nameOf('red'), nameOf('green')]);
    const popup = await sightline.openPopup(page);
    expect(await sightline.status(popup)).toMatchObject({ backend: 'wasm', measured });
    expect(await stored()).toEqual({ measurement: altered });

    const faster = { backend: 'webgl', batch: 1, millisecondsPerPicture: 1 };
    await sightline.worker.evaluate((known) => chrome.storage.local.set({ measurement: known }), {
      ...measurement,
      measured: [faster, ...measured],
    });
    await sightline.worker.evaluate(() => chrome.offscreen.closeDocument());
    await page.evaluate(
      (added) => document.body.insertAdjacentHTML('beforeend', added),
      image('/blue.png'),
    );
    const names = [nameOf('red'), nameOf('green'), nameOf('blue')];
    await expectNames(reader, names);
    await expect
      .poll(() => sightline.status(popup), { timeout: 60_000 })
      .toMatchObject({ backend: 'webgl', measured: [faster, ...measured] });
    await page.evaluate(
      (added) => document.body.insertAdjacentHTML('beforeend', added),
      image('/yellow.png'),
    );
    await expectNames(reader, [...names, nameOf('yellow')]);
  });
});

/** As on a machine with a graphics card that is slower than its processor. */
async function takeRenderersForGpus(extension: string): Promise<void> {
  await changeScript(extension, /^offscreen-/, (script) => script.replace('swiftshader|', ''));
}
