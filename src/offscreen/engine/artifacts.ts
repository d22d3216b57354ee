import * as tf from '@tensorflow/tfjs';
import { fileOf, GRAPH_FILE, type ModelFiles, parseFile } from './model-files';

/**
 * A model as TensorFlow.js takes it.
 *
 * @throws Error when its graph is damaged, or names a file of weights that the card does not
 */
export function artifactsOf(bytes: ModelFiles['bytes']): Promise<tf.io.ModelArtifacts> {
  const graph = parseFile(fileOf(bytes, GRAPH_FILE), GRAPH_FILE) as tf.io.ModelJSON;
  return tf.io.getModelArtifactsForJSON(graph, async (manifest) => {
    const shards = manifest.flatMap((group) => group.paths).map((path) => fileOf(bytes, path));
    return [manifest.flatMap((group) => group.weights), tf.io.concatenateArrayBuffers(shards)];
  });
}
