import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { checksum } from '../../../../scripts/model/checksum';
import { installModel, withStaging } from '../../../../scripts/model/install-model';
import { verifyModel } from '../../../../scripts/model/verify-model';
import { tempFolder, tempProject, writeRealModel } from './temp-project';

// TensorFlow.js computes in these tests, and a busy machine may take its time.
vi.setConfig({ testTimeout: 30_000 });

const cut = vi.hoisted(() => ({ in: Number.POSITIVE_INFINITY }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs/promises')>();
  const orPowerCut =
    <Args extends unknown[], T>(act: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      if (cut.in-- <= 0) throw new Error('power cut');
      return act(...args);
    };
  return { ...fs, rename: orPowerCut(fs.rename), rm: orPowerCut(fs.rm) };
});

describe('an interrupted swap', () => {
  // Five removals and four renamings make nine steps; the last one brings the card.
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'after step %i leaves no model, and is healed',
    async (steps) => {
      const { root, target, ensure } = await tempProject();
      const old = await writeRealModel(target, 'old');
      // A file that a folder lists before card.json: it must not go first for all that.
      const sha256 = { ...old.sha256, 'a.bin': checksum('weights') };
      await writeFile(join(target, 'a.bin'), 'weights');
      await writeFile(join(target, 'card.json'), JSON.stringify({ ...old, sha256 }));
      expect(await verifyModel(target)).toMatchObject({ state: 'right' });
      const staged = await tempFolder();
      await writeRealModel(staged, 'new');

      cut.in = steps;
      await expect(installModel(staged, target)).rejects.toThrow('power cut');
      cut.in = Number.POSITIVE_INFINITY;
      expect(await verifyModel(target)).toEqual({ state: 'absent' });

      await writeRealModel(join(root, '../shared/model'), 'healed');
      await ensure();
      expect(await verifyModel(target)).toMatchObject({ state: 'right', card: { id: 'healed' } });
    },
  );
});

describe('staging', () => {
  it('clears what a dead set-up left, and itself', async () => {
    const cache = await tempFolder();
    await mkdir(join(cache, 'model-staging-dead'));
    await writeFile(join(cache, 'model-staging-dead', 'model.json'), '{}');
    await withStaging(cache, async (folder) => {
      expect(await readdir(cache)).toHaveLength(1);
      expect(await readdir(folder)).toEqual([]);
    });
    expect(await readdir(cache)).toEqual([]);
  });
});
