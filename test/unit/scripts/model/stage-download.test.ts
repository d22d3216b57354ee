import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { verifyModel } from '../../../../scripts/model/verify-model';
import { writeTinyModel } from '../../../fixtures/tiny-model';
import { serveFolder, startHost } from './model-host';
import {
  publishedAt,
  type TempProject,
  tempFolder,
  tempProject,
  writeDrawings,
} from './temp-project';

// TensorFlow.js computes in these tests, and a busy machine may take its time.
vi.setConfig({ testTimeout: 30_000 });

const QUERY = '?tfjs-format=file';

async function projectWithDrawings(): Promise<TempProject> {
  const project = await tempProject();
  await writeDrawings(join(project.root, 'scripts/demo'));
  return project;
}

/** A host of the tiny network, whose model.json is changed on the way out. */
async function hostOf(change: (model: string) => string): Promise<string> {
  const folder = await tempFolder();
  await writeTinyModel(folder);
  const file = join(folder, 'model.json');
  await writeFile(file, change(await readFile(file, 'utf8')));
  const { host } = await serveFolder(folder);
  return `${host}/model.json`;
}

describe('a download', () => {
  it('fetches graph and weights from the first host, and writes a card for them', async () => {
    const { target, said, ensure } = await projectWithDrawings();
    const folder = await tempFolder();
    await writeTinyModel(folder);
    const { host, asked } = await serveFolder(folder);

    const readPublished = async () =>
      publishedAt(`${host}/model.json${QUERY}`, 'http://never.test');
    const state = await ensure({ readPublished });

    expect(asked).toEqual([`/model.json${QUERY}`, `/group1-shard1of1.bin${QUERY}`]);
    expect(state).toMatchObject({ kind: 'real', from: new URL(host).host });
    expect(state.card).toMatchObject({
      id: expect.stringMatching(/^mobilenet-v2-1\.0-224-[0-9a-f]{8}$/),
      inputRange: [-1, 1],
      inputSize: 224,
      outputs: 1001,
      backgroundClass: 0,
      embeddingSize: 1280,
      source: `${host}/model.json${QUERY}`,
    });
    expect(await verifyModel(target)).toEqual({ state: 'right', card: state.card });
    expect(said.join('\n')).toContain('0.0 of 0.0 MB');
    expect(said.join('\n')).toContain('8 of 8');
  });

  it('comes from the second host where the first fails, and says why', async () => {
    const { said, ensure } = await projectWithDrawings();
    const broken = await startHost((_, response) => response.writeHead(503).end());
    const whole = await hostOf((model) => model);
    const readPublished = async () => publishedAt(`${broken}/model.json`, whole);

    expect(await ensure({ readPublished })).toMatchObject({ from: new URL(whole).host });
    expect(said.join('\n')).toContain('model.json could not be downloaded: the answer is 503');
  });

  it.each<[string, (model: string) => string, string]>([
    ['no JSON', () => '<html>', 'model.json is not JSON'],
    [
      'a layers model',
      (model) => model.replace('graph-model', 'layers-model'),
      'no TensorFlow.js graph model',
    ],
    [
      'weights outside its folder',
      (model) => model.replace('"group1-shard1of1.bin"', '"../secret.bin"'),
      'outside its folder: ../secret.bin',
    ],
    [
      'another input size',
      (model) => model.replaceAll('"224"', '"192"'),
      'it takes 192 px and gives 1001 scores, not 224 px and 1001',
    ],
    [
      'another input',
      (model) => model.replaceAll('{"size":"3"}', '{"size":"1"}'),
      'not a square RGB picture',
    ],
    [
      'fewer outputs',
      (model) =>
        model
          .replace('[3,1001]', '[3,500]')
          // The constant at the end keeps the number of bytes as it was.
          .replace(
            '"shape":[1001],"dtype":"float32"}]',
            '"shape":[500],"dtype":"float32"},{"name":"rest","shape":[2004],"dtype":"float32"}]',
          ),
      'it takes 224 px and gives 500 scores, not 224 px and 1001',
    ],
    ['no embedding', (model) => model.replaceAll('Logits/AvgPool', 'Logits/Other'), 'AvgPool'],
  ])('of %s is refused', async (_, change, reason) => {
    const { said, ensure } = await projectWithDrawings();
    const address = await hostOf(change);
    const state = await ensure({ readPublished: async () => publishedAt(address) });
    expect(state.kind).toBe('tiny');
    expect(said.join('\n')).toContain(reason);
  });

  it('of half the weights is refused', async () => {
    const { said, ensure } = await projectWithDrawings();
    const folder = await tempFolder();
    await writeTinyModel(folder);
    const weights = join(folder, 'group1-shard1of1.bin');
    await writeFile(weights, (await readFile(weights)).subarray(0, 8_000));
    const { host } = await serveFolder(folder);

    const state = await ensure({ readPublished: async () => publishedAt(`${host}/model.json`) });
    expect(state.kind).toBe('tiny');
    expect(said.join('\n')).toContain('its weights have 8000 bytes, and model.json names 16060');
  });

  it('is refused when the drawings disprove the published input range', async () => {
    const { said, ensure } = await projectWithDrawings();
    const address = await hostOf((model) => model);
    const readPublished = async () => ({
      ...publishedAt(address),
      inputRange: [0, 1] as [number, number],
    });
    expect((await ensure({ readPublished })).kind).toBe('tiny');
    expect(said.join('\n')).toMatch(/demo drawings/);
  });

  it('is not tried when the packages name no address, and set-up goes on', async () => {
    const { said, ensure } = await projectWithDrawings();
    const readPublished = () => Promise.reject(new Error('The package does not name it.'));
    expect((await ensure({ readPublished })).kind).toBe('tiny');
    expect(said).toContain('The package does not name it.');
  });
});
