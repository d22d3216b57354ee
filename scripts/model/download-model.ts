import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCard } from '../../src/core/model-card';
import type { Reporter } from '../reporter';
import { measureShapes } from './check-shapes';
import { checksum } from './checksum';
import { classNames } from './class-names';
import { fetchBytes, type TimeLimits } from './fetch-bytes';
import { type GraphFile, parseGraphFile } from './graph-file';
import type { PublishedModel } from './published-model';

/** Bytes: MobileNet v2 1.0 has 14 MB of weights in float32, and some 200 kB of graph. */
const GRAPH_CAP = 4_000_000;
const WEIGHTS_CAP = 40_000_000;

const MEGABYTE = 1_000_000;

/** Milliseconds. */
export const DOWNLOAD_LIMITS: TimeLimits = { answer: 10_000, pause: 20_000, whole: 10 * 60_000 };

/**
 * Downloads MobileNet into a folder, checks it, and writes its card and labels.
 *
 * @param address of its model.json; the weights lie beside it, and take the same query
 * @param folder empty
 * @throws Error when the host fails, or what it sends is not whole or not the published model
 */
export async function downloadModel(
  address: URL,
  folder: string,
  published: PublishedModel,
  reporter: Reporter,
  limits: TimeLimits = DOWNLOAD_LIMITS,
): Promise<ModelCard> {
  const graph = await fetchBytes(address, { cap: GRAPH_CAP, limits });
  const files: Record<string, Uint8Array> = {
    'model.json': graph,
    ...(await fetchWeights(
      address,
      parseGraphFile(Buffer.from(graph).toString()),
      reporter,
      limits,
    )),
    'labels.json': Buffer.from(JSON.stringify(classNames)),
  };
  for (const [file, bytes] of Object.entries(files)) await writeFile(join(folder, file), bytes);

  const card = await describe(address, folder, published, files);
  await writeFile(join(folder, 'card.json'), JSON.stringify(card, null, 2));
  return card;
}

async function fetchWeights(
  address: URL,
  { shards, weightBytes }: GraphFile,
  reporter: Reporter,
  limits: TimeLimits,
): Promise<Record<string, Uint8Array>> {
  if (weightBytes > WEIGHTS_CAP) {
    throw new Error(`its weights have ${weightBytes} bytes, more than any MobileNet v2 1.0`);
  }
  const total = (weightBytes / MEGABYTE).toFixed(1);
  const progress = reporter.progress(`Downloading MobileNet, ${total} MB, from ${address.host}`);
  let received = 0;
  const onPiece = (bytes: number): void => {
    received += bytes;
    progress.update(`${(received / MEGABYTE).toFixed(1)} of ${total} MB`);
  };
  const files: Record<string, Uint8Array> = {};
  try {
    for (const shard of shards) {
      const url = new URL(shard, address);
      url.search = address.search;
      files[shard] = await fetchBytes(url, { cap: weightBytes - received, limits, onPiece });
    }
  } finally {
    progress.end();
  }
  if (received !== weightBytes) {
    throw new Error(`its weights have ${received} bytes, and model.json names ${weightBytes}`);
  }
  return files;
}

/** The card, from what the packages publish and what the model itself shows. */
async function describe(
  address: URL,
  folder: string,
  { inputRange, inputSize, embeddingNode }: PublishedModel,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<ModelCard> {
  const shapes = await measureShapes(folder, embeddingNode);
  const outputs = classNames.length + 1; // the background class comes before the labels
  if (shapes.inputSize !== inputSize || shapes.outputs !== outputs) {
    throw new Error(
      `it takes ${shapes.inputSize} px and gives ${shapes.outputs} scores, not ${inputSize} px and ${outputs}`,
    );
  }
  const sums = Object.entries(files).map(([file, bytes]) => [file, checksum(bytes)] as const);
  const sha256 = Object.fromEntries(sums);
  return {
    // Hosts have had other weights under the same name: the checksum tells them apart.
    id: `mobilenet-v2-1.0-${inputSize}-${checksum(JSON.stringify(sha256)).slice(0, 8)}`,
    name: `MobileNet v2 1.0, ${inputSize} px`,
    ...shapes,
    inputRange,
    backgroundClass: 0,
    embeddingNode,
    labels: 'labels.json',
    license: 'Apache-2.0',
    source: address.href,
    sha256,
  };
}
