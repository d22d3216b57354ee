import { expect, it } from 'vitest';
import { readPublishedModel } from '../../../../scripts/model/published-model';

it('the installed packages name two addresses of the model, its range, size and embedding', async () => {
  const { addresses, ...numbers } = await readPublishedModel();
  expect(numbers).toEqual({
    inputRange: [0, 1],
    inputSize: 224,
    embeddingNode: 'module_apply_default/MobilenetV2/Logits/AvgPool',
  });
  const [hub, copy, ...more] = addresses.map((address) => new URL(address));
  expect(more).toEqual([]);
  expect(hub?.href).toMatch(/mobilenet_v2_100_224\/.*\/model\.json\?tfjs-format=file$/);
  expect(copy?.href).toMatch(/mobilenet_v2_1\.0_224\/model\.json$/);
  expect([hub?.protocol, copy?.protocol]).toEqual(['https:', 'https:']);
});
