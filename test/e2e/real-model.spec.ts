import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serveFolder } from '../../scripts/serve-folder';
import { displayName } from '../../src/core/verdict';
import { expect, test } from './support/fixtures';
import { builtExtension } from './support/prepare-extensions';
import { noPhotos, noRealModel, putPhotos, readLabels, sessionScores } from './support/real-model';
import { allLabelled } from './support/sightline';

/** A screen that holds a whole gallery. */
const viewport = { width: 1280, height: 2600 };

test('labels the photographs: four of five rightly, and nineteen of twenty in the top five', async ({
  site,
  launch,
}) => {
  test.skip(noPhotos !== undefined, noPhotos);
  test.setTimeout(180_000);
  const photos = putPhotos(site);
  const labels = readLabels();
  const sightline = await launch({ extension: builtExtension, viewport });
  const { page, reader } = await sightline.open(site.url('/'));
  const pictures = await allLabelled(page, reader);
  expect(pictures).toHaveLength(photos.length);

  let right = 0;
  let among = 0;
  for (const [index, { badge }] of pictures.entries()) {
    if (!badge) throw new Error('A picture lost its badge');
    const truth = displayName(labels[photos[index]?.class ?? -1] ?? '');
    await page.mouse.move(badge.box.x + 5, badge.box.y + 5);
    await expect.poll(async () => (await reader.card())[0]?.name).toBe(badge.name);
    const names = (await reader.card()).map(({ name }) => name);
    if (badge.name === truth) right += 1;
    if (names.includes(truth)) among += 1;
  }
  test.info().annotations.push({
    type: 'accuracy',
    description: `top-1 ${right}, top-5 ${among} of ${photos.length}`,
  });
  expect(right / photos.length).toBeGreaterThanOrEqual(0.8);
  expect(among / photos.length).toBeGreaterThanOrEqual(0.95);
});

test('answers on WebGL as it does on WebAssembly', async ({ site, launch }) => {
  test.skip(noPhotos !== undefined, noPhotos);
  test.setTimeout(180_000);
  putPhotos(site, 8);
  const scoresOn = async (backend: 'webgl' | 'wasm') => {
    const sightline = await launch({
      extension: builtExtension,
      viewport,
      args: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
    });
    const popup = await sightline.openPopup();
    await popup.getByLabel('Run on').selectOption(backend);
    const { page, reader } = await sightline.open(site.url('/'));
    await allLabelled(page, reader);
    expect(await sightline.status(popup)).toMatchObject({ state: 'ready', backend });
    const scores = await sessionScores(sightline);
    await sightline.context.close();
    return scores;
  };

  const onWasm = await scoresOn('wasm');
  const onWebgl = await scoresOn('webgl');

  expect(onWasm.size).toBe(8);
  expect([...onWebgl.keys()].sort()).toEqual([...onWasm.keys()].sort());
  for (const [picture, [expected]] of onWasm) {
    const [best] = onWebgl.get(picture) ?? [];
    expect(best?.className).toBe(expected?.className);
    expect(Math.abs((best?.probability ?? 0) - (expected?.probability ?? 0))).toBeLessThan(0.02);
  }
});

test('names at least twelve drawings of the demo page in its top five', async ({ launch }) => {
  test.skip(noRealModel !== undefined, noRealModel);
  const folder = resolve(import.meta.dirname, '../../scripts/demo');
  const drawings = JSON.parse(readFileSync(join(folder, 'drawings.json'), 'utf8')) as {
    file: string;
    expected: string[];
  }[];
  const demo = await serveFolder(folder);
  try {
    const sightline = await launch({
      extension: builtExtension,
      viewport: { width: 1280, height: 3200 },
    });
    const { page, reader } = await sightline.open(demo.url);
    const pictures = await allLabelled(page, reader);
    expect(pictures.length).toBeGreaterThanOrEqual(16);
    let right = 0;
    for (const { source, badge } of pictures) {
      const drawing = drawings.find(({ file }) => new URL(source).pathname.endsWith(`/${file}`));
      if (!badge || !drawing) throw new Error(`Nothing is known of ${source}`);
      await page.mouse.move(badge.box.x + 5, badge.box.y + 5);
      await expect.poll(async () => (await reader.card())[0]?.name).toBe(badge.name);
      const names = (await reader.card()).map(({ name }) => name);
      if (drawing.expected.some((name) => names.includes(name))) right += 1;
    }
    expect(right).toBeGreaterThanOrEqual(12);
  } finally {
    await demo.close();
  }
});
