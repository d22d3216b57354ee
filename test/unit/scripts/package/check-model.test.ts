import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkModel } from '../../../../scripts/package/check-model';
import { writeTinyModel } from '../../../fixtures/tiny-model';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-package-'));
});
afterEach(() => rm(folder, { recursive: true }));

const found = async () => (await checkModel(folder)).map(({ what }) => what);

it('refuses a package without a model', async () => {
  expect(await found()).toEqual(['it holds no model']);
});

it('refuses the tiny model, which is for tests', async () => {
  await writeTinyModel(folder);
  expect(await found()).toEqual([expect.stringContaining('its model is the tiny one')]);
});

it('refuses a model that was altered', async () => {
  await writeTinyModel(folder);
  await writeFile(join(folder, 'labels.json'), '[]');
  expect(await found()).toEqual([
    'its model is not whole: labels.json is not the file that card.json describes',
  ]);
});

it('refuses what lies beside the model', async () => {
  await writeTinyModel(folder);
  await writeFile(join(folder, 'another.bin'), 'weights');
  expect(await found()).toContain('model/another.bin is no file of the model');
});
