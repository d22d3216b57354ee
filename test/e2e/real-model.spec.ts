import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { classNames } from '../../scripts/model/class-names';
import { serveFolder } from '../../scripts/serve-folder';
import { displayName, generalWords } from '../../src/core/vocabulary';
import { EngineTargets } from './support/engine-targets';
import { expect, test } from './support/fixtures';
import { builtExtension } from './support/prepare-extensions';
import { noPhotos, noRealModel, putPhotos, sessionAnswers } from './support/real-model';
import { allLabelled, cardNames } from './support/sightline';

/** A screen that holds a whole gallery. */
const viewport = { width: 1280, height: 2600 };

/** What people say for the class whose names begin with this one. */
const plainName = (first: string): string =>
  displayName(classNames.findIndex((className) => className.split(', ')[0] === first));

/** Whether a word is right of a picture of a class: the class's name, or a general word that covers it. */
const isRight = (word: string, truth: number): boolean =>
  word === displayName(truth) ||
  generalWords.some((general) => general.word === word && general.classes.includes(truth));

test('labels nine of ten photographs, rightly all but one in twenty-five', async ({
  site,
  launch,
}) => {
  test.skip(noPhotos !== undefined, noPhotos);
  test.setTimeout(180_000);
  const photos = putPhotos(site);
  const sightline = await launch({ extension: builtExtension, viewport });
  const { page, reader } = await sightline.open(site.url('/'));
  const pictures = await allLabelled(page, reader);
  expect(pictures).toHaveLength(photos.length);

  let [first, among, labelled, right] = [0, 0, 0, 0];
  for (const [index, { badge }] of pictures.entries()) {
    const truth = photos[index]?.class;
    if (!badge || truth === undefined) throw new Error('A picture lost its badge');
    const names = await cardNames(page, reader, badge);
    if (names[0] === displayName(truth)) first += 1;
    if (names.includes(displayName(truth))) among += 1;
    if (badge.kind !== 'verdict') continue;
    labelled += 1;
    if (isRight(badge.name, truth)) right += 1;
  }
  const answers = [...(await sessionAnswers(sightline)).values()];
  const views = answers.reduce((sum, answer) => sum + answer.views, 0);
  test.info().annotations.push({
    type: 'accuracy',
    description:
      `of ${photos.length}: top-1 ${first}, top-5 ${among}, labelled ${labelled}, ` +
      `of these right ${right}, views ${views}`,
  });
  expect(first / photos.length).toBeGreaterThanOrEqual(0.88);
  expect(among / photos.length).toBeGreaterThanOrEqual(0.95);
  expect(labelled / photos.length).toBeGreaterThanOrEqual(0.9);
  expect(right / labelled).toBeGreaterThanOrEqual(0.96);
  expect(answers).toHaveLength(photos.length);
  expect(views / photos.length).toBeLessThan(1.4);
});

test('computes in fixed point, for which nothing of TensorFlow.js is loaded', async ({
  site,
  launch,
}) => {
  test.skip(noPhotos !== undefined, noPhotos);
  putPhotos(site, 1);
  const sightline = await launch({ extension: builtExtension, viewport });
  const { page, reader } = await sightline.open(site.url('/'));
  await allLabelled(page, reader);
  const targets = await EngineTargets.open(sightline);
  const worker = await targets.worker();
  const scripts: string[] = [];
  worker.on('Debugger.scriptParsed', ({ url }) => scripts.push(url as string));
  // It tells of those that were loaded before, too.
  await worker.send('Debugger.enable');
  await targets.close();
  expect(scripts.filter((url) => url.includes('/worker-'))).not.toEqual([]);
  expect(scripts.filter((url) => /tensorflow|tfjs/.test(url))).toEqual([]);
});

test('answers on WebGL as it does on WebAssembly', async ({ site, launch }) => {
  test.skip(noPhotos !== undefined, noPhotos);
  test.setTimeout(180_000);
  putPhotos(site, 8);
  const answersOn = async (backend: 'webgl' | 'wasm') => {
    const sightline = await launch({
      extension: builtExtension,
      viewport,
      args: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
    });
    const options = await sightline.openOptions();
    await options.getByLabel('Run on').selectOption(backend);
    const { page, reader } = await sightline.open(site.url('/'));
    await allLabelled(page, reader);
    expect(await sightline.status(options)).toMatchObject({ state: 'ready', backend });
    const answers = await sessionAnswers(sightline);
    await sightline.context.close();
    return answers;
  };

  const onWasm = await answersOn('wasm');
  const onWebgl = await answersOn('webgl');

  expect(onWasm.size).toBe(8);
  expect([...onWebgl.keys()].sort()).toEqual([...onWasm.keys()].sort());
  for (const [picture, { scores }] of onWasm) {
    const [expected] = scores.topFive;
    const [best] = onWebgl.get(picture)?.scores.topFive ?? [];
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
      const names = await cardNames(page, reader, badge);
      if (drawing.expected.some((name) => names.includes(plainName(name)))) right += 1;
    }
    expect(right).toBeGreaterThanOrEqual(12);
  } finally {
    await demo.close();
  }
});
