import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { load, type MobileNet } from '@tensorflow-models/mobilenet';
import type { ModelCard } from '../../src/core/model-card';

/**
 * The backends that compute in Node: plain JavaScript, slow at half a second a picture, and the reference
 * that the others are measured by; and WASM, some twenty times as fast.
 */
export type NodeBackend = 'cpu' | 'wasm';

/** Lets TensorFlow.js read a graph model from a folder: in Node it only knows how to fetch. */
export function folderHandler(folder: string): tf.io.IOHandler {
  return {
    load: async () => {
      const model = JSON.parse(
        await readFile(join(folder, 'model.json'), 'utf8'),
      ) as tf.io.ModelJSON;
      return tf.io.getModelArtifactsForJSON(model, async (manifest) => {
        const files = manifest.flatMap((group) => group.paths);
        const shards = await Promise.all(files.map((file) => readFile(join(folder, file))));
        const specs = manifest.flatMap((group) => group.weights);
        return [specs, new Uint8Array(Buffer.concat(shards)).buffer];
      });
    },
  };
}

/**
 * Loads a model as the extension does, and leaves TensorFlow.js on that backend.
 *
 * @throws Error when the model or the backend does not run
 */
export async function loadInNode(
  folder: string,
  { inputRange: [low, high] }: Pick<ModelCard, 'inputRange'>,
  backend: NodeBackend,
): Promise<MobileNet> {
  await useBackend(backend);
  return load({ version: 2, alpha: 1, modelUrl: folderHandler(folder), inputRange: [low, high] });
}

/** @throws Error when the backend does not start, which setBackend only says by its answer. */
export async function useBackend(backend: NodeBackend): Promise<void> {
  tf.enableProdMode(); // or it advises, on each run, a package that Sightline does not need
  if (backend === 'wasm') {
    const file = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(dirname(file) + sep);
  }
  if (!(await tf.setBackend(backend))) {
    throw new Error(`The backend "${backend}" of TensorFlow.js does not start in Node.`);
  }
}
