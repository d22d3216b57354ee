import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { TINY_ID, verifyModel } from '../../../../scripts/model/verify-model';
import { parseCalibration } from '../../../../src/core/calibration';
import { parseKnownAnswer } from '../../../../src/core/known-answer';
import { alter, tempFolder, tempProject, writeRealModel } from './temp-project';

// TensorFlow.js computes in these tests, and a busy machine may take its time.
vi.setConfig({ testTimeout: 30_000 });

const readJson = async (...path: string[]): Promise<unknown> =>
  JSON.parse(await readFile(join(...path), 'utf8'));

describe('order of the sources', () => {
  it('keeps a whole model that stands in public/model', async () => {
    const { target, root, ensure } = await tempProject();
    await writeRealModel(target, 'standing');
    await writeRealModel(join(root, '../shared/model'), 'shared');
    const named = await tempFolder();
    await writeRealModel(named, 'named');

    const state = await ensure({ env: { SIGHTLINE_MODEL: named } });

    expect(state).toMatchObject({ kind: 'real', card: { id: 'standing' } });
  });

  it('takes the folder in SIGHTLINE_MODEL before the shared one', async () => {
    const { root, ensure } = await tempProject();
    await writeRealModel(join(root, '../shared/model'), 'shared');
    const named = await tempFolder();
    await writeRealModel(named, 'named');

    const state = await ensure({ env: { SIGHTLINE_MODEL: named } });

    expect(state).toMatchObject({ kind: 'real', from: named, card: { id: 'named' } });
  });

  it('takes the shared folder beside the project, or where SIGHTLINE_SHARED points', async () => {
    const { root, target, ensure } = await tempProject();
    await writeRealModel(join(root, '../shared/model'), 'beside');
    expect((await ensure()).card.id).toBe('beside');

    await rm(join(target, 'card.json'));
    const elsewhere = await tempFolder();
    await writeRealModel(join(elsewhere, 'model'), 'elsewhere');
    expect((await ensure({ env: { SIGHTLINE_SHARED: elsewhere } })).card.id).toBe('elsewhere');
  });

  it('falls back to the tiny model, and replaces it once a real one can be had', async () => {
    const { root, target, ensure } = await tempProject();
    expect(await ensure()).toMatchObject({ kind: 'tiny', card: { id: TINY_ID } });
    expect(await verifyModel(target)).toMatchObject({ state: 'right', card: { id: TINY_ID } });

    await writeRealModel(join(root, '../shared/model'));
    expect(await ensure()).toMatchObject({ kind: 'real', card: { id: 'mobilenet-test' } });
    expect(await verifyModel(target)).toMatchObject({ card: { id: 'mobilenet-test' } });
  });
});

describe('a model that must not be used', () => {
  it.each(['model.json', 'labels.json', 'group1-shard1of1.bin'])(
    'is replaced in public/model when one bit of %s is altered',
    async (file) => {
      const { root, target, said, ensure } = await tempProject();
      await writeRealModel(target, 'altered');
      await alter(join(target, file));
      await writeRealModel(join(root, '../shared/model'), 'whole');

      expect((await ensure()).card.id).toBe('whole');
      expect(said.join()).toContain(`${file} is not the file that card.json describes`);
    },
  );

  it.each(['card.json', 'model.json', 'group1-shard1of1.bin'])(
    'is replaced in public/model when %s is missing',
    async (file) => {
      const { root, target, ensure } = await tempProject();
      await writeRealModel(target, 'half');
      await rm(join(target, file));
      await writeRealModel(join(root, '../shared/model'), 'whole');

      expect((await ensure()).card.id).toBe('whole');
      expect(await verifyModel(target)).toMatchObject({ state: 'right', card: { id: 'whole' } });
    },
  );

  it('stops set-up when SIGHTLINE_MODEL names it, and installs nothing', async () => {
    const { target, ensure } = await tempProject();
    const named = await tempFolder();
    await writeRealModel(named);
    await alter(join(named, 'group1-shard1of1.bin'));

    await expect(ensure({ env: { SIGHTLINE_MODEL: named } })).rejects.toThrow(
      /cannot be used: group1-shard1of1.bin is not the file.*unset SIGHTLINE_MODEL/,
    );
    expect(await readdir(target)).toEqual(['MODEL.md']);
  });

  it('stops set-up when SIGHTLINE_MODEL names a folder without any', async () => {
    const { root, ensure } = await tempProject();
    await writeRealModel(join(root, '../shared/model'));
    const env = { SIGHTLINE_MODEL: await tempFolder() };
    await expect(ensure({ env })).rejects.toThrow(/SIGHTLINE_MODEL names .* no card.json/);
  });

  it('stops set-up when it lies in the shared folder', async () => {
    const { root, ensure } = await tempProject();
    const shared = join(root, '../shared/model');
    await writeRealModel(shared);
    await rm(join(shared, 'labels.json'));
    await expect(ensure()).rejects.toThrow('labels.json is missing');
  });

  it('is one whose card promises other shapes than it has', async () => {
    const { ensure } = await tempProject();
    const named = await tempFolder();
    const card = await writeRealModel(named);
    await writeFile(join(named, 'card.json'), JSON.stringify({ ...card, outputs: 1500 }));
    await expect(ensure({ env: { SIGHTLINE_MODEL: named } })).rejects.toThrow(
      'its outputs is 1001, and should be 1500',
    );
  });
});

describe('public/model', () => {
  it('keeps the file that git tracks, and nothing of an older model', async () => {
    const { root, target, ensure } = await tempProject();
    await writeFile(join(target, 'group1-shard9of9.bin'), 'old');
    await writeRealModel(join(root, '../shared/model'));
    await ensure();
    expect((await readdir(target)).sort()).toEqual([
      'MODEL.md',
      'calibration.json',
      'card.json',
      'group1-shard1of1.bin',
      'known-answer.json',
      'labels.json',
      'model.json',
    ]);
  });

  it('is whole after several set-ups at once', async () => {
    const { root, target, ensure } = await tempProject();
    const named = await tempFolder();
    await writeRealModel(named, 'named');
    await writeRealModel(join(root, '../shared/model'), 'shared');
    const states = await Promise.all([
      ensure({ env: { SIGHTLINE_MODEL: named } }),
      ensure(),
      ensure({ env: { SIGHTLINE_MODEL: named } }),
    ]);
    const { id } = (await readJson(target, 'card.json')) as { id: string };
    expect(states.map(({ card }) => card.id)).toEqual([id, id, id]);
    expect(await verifyModel(target)).toMatchObject({ state: 'right' });
    expect(await readdir(join(root, '.cache'))).toEqual([]);
  });
});

describe('calibration.json', () => {
  const read = async (target: string, id: string) =>
    parseCalibration(await readJson(target, 'calibration.json'), id);

  it('belongs to the model that stands or is put into public/model', async () => {
    const { root, target, ensure } = await tempProject();
    await ensure();
    expect(await read(target, TINY_ID)).toMatchObject({ photographsOnly: false });
    await writeRealModel(join(root, '../shared/model'));
    await ensure();
    expect(await read(target, 'mobilenet-test')).toMatchObject({ photographsOnly: true });

    await writeFile(join(target, 'calibration.json'), '{"model":');
    await ensure();
    expect(await read(target, 'mobilenet-test')).toMatchObject({ temperature: 1 });
  });

  it('is put beside a tiny model that stands without', async () => {
    const { target, ensure } = await tempProject();
    await ensure();
    await rm(join(target, 'calibration.json'));
    await ensure();
    expect(await read(target, TINY_ID)).toMatchObject({ temperature: 1 });
  });
});

describe('known-answer.json', () => {
  it('belongs to the model, and is made anew only for another', async () => {
    const { target, ensure } = await tempProject();
    const card = await writeRealModel(target, 'first');
    const file = join(target, 'known-answer.json');
    await ensure();
    const { logits } = parseKnownAnswer(await readJson(file), 'first');
    expect(logits).toHaveLength(1000);
    expect(logits.every((value) => value === Number(value.toFixed(4)))).toBe(true);

    const marked = { ...((await readJson(file)) as object), mark: 'kept' };
    await writeFile(file, JSON.stringify(marked));
    await ensure();
    expect(await readJson(file)).toEqual(marked);

    await writeFile(join(target, 'card.json'), JSON.stringify({ ...card, inputRange: [0, 1] }));
    await ensure();
    expect(await readJson(file)).not.toHaveProperty('mark');
    await writeFile(file, '{"model":');
    await ensure();
    expect(parseKnownAnswer(await readJson(file), 'first').logits).toHaveLength(1000);
  });
});
