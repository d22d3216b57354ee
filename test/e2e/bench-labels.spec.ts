import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { photographsFolder, readTruth } from '../../bench/labels/read-truth';
import type { Report } from '../../bench/labels/report';
import { expect, test } from './support/fixtures';
import { noPhotos } from './support/real-model';

const root = resolve(import.meta.dirname, '../..');

/** Runs the benchmark as a program does. */
const bench = (...args: readonly string[]) =>
  promisify(execFile)(join(root, 'node_modules/.bin/tsx'), ['bench/labels.ts', ...args], {
    cwd: root,
  });

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-bench-'));
});
test.afterEach(() => rm(folder, { recursive: true }));

test('the benchmark of the labels measures a folder of photographs', async () => {
  test.skip(noPhotos !== undefined, noPhotos);
  test.setTimeout(180_000);
  const shared = photographsFolder(undefined);
  const photos = (await readTruth(shared)).slice(0, 8);
  for (const { file } of photos) await copyFile(join(shared, file), join(folder, file));
  await writeFile(join(folder, 'truth.json'), JSON.stringify(photos));
  const page = join(folder, 'errors.html');

  const { stdout } = await bench(folder, '--json', '--html', page);

  const { ways } = JSON.parse(stdout) as Report;
  const names = ['Sightline', 'flat threshold', 'flat, as many', 'squash'];
  expect(ways.map(({ name }) => name)).toEqual(names);
  for (const way of ways) {
    expect(way.photographs).toBe(photos.length);
    for (const share of [way.top1, way.top5, way.labelled, way.precision, way.specificity]) {
      expect(share).toBeGreaterThan(0.5);
      expect(share).toBeLessThanOrEqual(1);
    }
    expect(way.top5).toBeGreaterThanOrEqual(way.top1 ?? 1);
    expect(way.calibrationError).toBeLessThan(0.5);
    const shown = way.reliability.reduce((sum, { count }) => sum + count, 0);
    expect(shown / photos.length).toBeCloseTo(way.labelled ?? 0);
  }
  const [own, , asMany, squash] = ways;
  expect(own?.inferences).toBeGreaterThanOrEqual(1);
  expect(own?.inferences).toBeLessThanOrEqual(3);
  expect(asMany?.labelled).toBe(own?.labelled);
  expect(squash?.inferences).toBe(1);
  expect(await readFile(page, 'utf8')).toContain('<h1>Worst errors</h1>');
});

test('the benchmark of the labels says what a folder lacks', async () => {
  const failure = await bench(folder, '--json').then(
    () => undefined,
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  expect(failure).toMatchObject({ code: 1, stdout: '' });
  expect(failure?.stderr).toMatch(/truth\.json cannot be read/);
});
