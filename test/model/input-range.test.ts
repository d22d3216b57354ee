import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { proveInputRange } from '../../scripts/model/prove-input-range';
import { TINY_ID, verifyModel } from '../../scripts/model/verify-model';
import type { ModelCard } from '../../src/core/model-card';

// TensorFlow.js computes in these tests, and a busy machine may take its time.
vi.setConfig({ testTimeout: 30_000 });

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'public/model');
const found = await verifyModel(folder);
const real = found.state === 'right' && found.card.id !== TINY_ID ? found.card : undefined;

/** The drawings decide whether a downloaded model is used, so they must be able to tell. */
describe.skipIf(!real)('the demo drawings, shown to MobileNet (needs the real model)', () => {
  const prove = async (inputRange?: ModelCard['inputRange']): Promise<void> => {
    if (!real) return;
    const card = inputRange ? { ...real, inputRange } : real;
    const silent = { say: () => {}, progress: () => ({ update: () => {}, end: () => {} }) };
    await proveInputRange(folder, card, join(root, 'scripts/demo'), silent);
  };

  it('prove the input range of its card', async () => {
    await expect(prove()).resolves.toBeUndefined();
  });

  it('disprove another', async () => {
    const other = real?.inputRange[0] === 0 ? ([-1, 1] as const) : ([0, 1] as const);
    await expect(prove(other)).rejects.toThrow('demo drawings');
  });
});
