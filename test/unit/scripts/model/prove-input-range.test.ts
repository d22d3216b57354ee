import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { proveInputRange } from '../../../../scripts/model/prove-input-range';
import type { ModelCard } from '../../../../src/core/model-card';
import { writeTinyModel } from '../../../fixtures/tiny-model';
import { listen, tempFolder, writeDrawings } from './temp-project';

// TensorFlow.js computes in these tests, and a busy machine may take its time.
vi.setConfig({ testTimeout: 30_000 });

type Colours = Parameters<typeof writeDrawings>[1];

async function prove(inputRange: ModelCard['inputRange'], colours?: Colours): Promise<void> {
  const folder = await tempFolder();
  const card = await writeTinyModel(join(folder, 'model'));
  await writeDrawings(folder, colours);
  await proveInputRange(join(folder, 'model'), { ...card, inputRange }, folder, listen([]));
}

it('believes the range with which the model names the drawings', async () => {
  await expect(prove([-1, 1])).resolves.toBeUndefined();
});

it('refuses a range with which it names less than half of them', async () => {
  // Half as bright and half as far apart, dark colours look like grey.
  await expect(prove([0, 1], ['black', 'darkBlue', 'darkGreen'])).rejects.toThrow(
    'names only 0 of the 3 demo drawings',
  );
});

it('refuses a range when the model is surer with the other', async () => {
  await expect(prove([0, 1], ['white', 'pink', 'lightBlue'])).rejects.toThrow(
    'its input range is [-1,1], not [0,1]',
  );
});

it('asks for the drawings where there are none', async () => {
  await expect(prove([-1, 1], [])).rejects.toThrow('no PNG drawing stands in');
});
