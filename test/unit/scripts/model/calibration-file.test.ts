import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { calibrationPath, ensureCalibration } from '../../../../scripts/model/calibration-file';
import { parseCalibration } from '../../../../src/core/calibration';
import { listen, tempFolder, tempProject, writeRealModel } from './temp-project';

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
  await ensureCalibration(target, card, listen([]));
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

describe('the calibration beside a model in another folder', () => {
  /** What set-up puts into public/model, and says, of a named folder with a model and such a calibration. */
  async function setUpFrom(given?: string) {
    const { target, said, ensure } = await tempProject();
    const named = await tempFolder();
    await writeRealModel(named);
    if (given !== undefined) await writeFile(join(named, FILE), given);
    await ensure({ env: { SIGHTLINE_MODEL: named } });
    const again = async () => {
      said.length = 0;
      await ensure();
    };
    return { file: join(target, FILE), said, again };
  }

  it('is taken along', async () => {
    const { file, said } = await setUpFrom(JSON.stringify(fitted));
    expect(await readJson(file)).toEqual(fitted);
    expect(said.join()).not.toContain('not fitted');
  });

  it.each([
    ['missing', undefined],
    ['another’s', JSON.stringify({ ...fitted, model: 'another' })],
    ['half', '{"model":'],
  ])('is told of each time when it is %s', async (_, given) => {
    const { file, said, again } = await setUpFrom(given);
    const told = expect.stringMatching(/has no calibration: its percentages are not fitted\.$/);
    expect(await readJson(file)).toEqual(neverFitted);
    expect(said.filter((line) => line.includes('fitted'))).toEqual([told]);
    await again();
    expect(said).toEqual([told]);
  });

  it('is written again only when it differs', async () => {
    const { file, again } = await setUpFrom(JSON.stringify(fitted));
    // A date that no write leaves behind.
    await utimes(file, 1, 1);
    await again();
    expect((await stat(file)).mtimeMs).toBe(1000);

    await writeFile(file, JSON.stringify(fitted));
    await again();
    expect(await readFile(file, 'utf8')).toBe(`${JSON.stringify(fitted, null, 2)}\n`);
  });
});
