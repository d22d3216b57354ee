import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { calibrationPath, ensureCalibration } from '../../../../scripts/model/calibration-file';
import { parseCalibration } from '../../../../src/core/calibration';
import { tempFolder, writeRealModel } from './temp-project';

const FILE = 'calibration.json';
const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

const folder = dirname(calibrationPath('any'));
const known = (await readdir(folder)).map((file) => basename(file, '.json'));

/** What stands beside a model after it was seen to; `given` is what stood there before. */
async function ensured(model: string, given?: string): Promise<unknown> {
  const target = await tempFolder();
  const card = await writeRealModel(target, model);
  const before = await readdir(target);
  if (given !== undefined) await writeFile(join(target, FILE), given);
  await ensureCalibration(target, card);
  expect((await readdir(target)).sort()).toEqual([...before, FILE].sort());
  return readJson(join(target, FILE));
}

const fitted = {
  model: 'mobilenet-test',
  temperature: 1.25,
  fullDetail: 64,
  photographsOnly: false,
  how: 'by hand',
};

const neverFitted = {
  model: 'mobilenet-test',
  temperature: 1,
  fullDetail: 128,
  photographsOnly: true,
  how: expect.stringContaining('Never fitted'),
};

describe('the calibrations that the project keeps', () => {
  it('are at least that of the MobileNet it was made for', () => {
    expect(known).toContain('mobilenet-v2-1.0-224-u8');
  });

  it.each(known)('are named after their model and whole: %s', async (model) => {
    const calibration = await readJson(calibrationPath(model));
    expect(parseCalibration(calibration, model)).toEqual(calibration);
  });

  it.each(known)('are put beside it, whatever stood there: %s', async (model) => {
    const own = await readJson(calibrationPath(model));
    expect(await ensured(model)).toEqual(own);
    expect(await ensured(model, JSON.stringify({ ...fitted, model }))).toEqual(own);
    expect(await ensured(model, '{"model":')).toEqual(own);
  });
});

describe('a model that the project does not know', () => {
  it('keeps the calibration that came with it', async () => {
    expect(await ensured('mobilenet-test', JSON.stringify(fitted))).toEqual(fitted);
  });

  it.each([
    ['none', undefined],
    ['another’s', JSON.stringify({ ...fitted, model: 'another' })],
    ['a damaged one', JSON.stringify({ ...fitted, temperature: 0 })],
    ['half a one', '{"model":'],
  ])('that came with %s is taken at its word', async (_, given) => {
    expect(await ensured('mobilenet-test', given)).toEqual(neverFitted);
  });
});
