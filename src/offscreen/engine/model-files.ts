import * as tf from '@tensorflow/tfjs';
import { type Calibration, parseCalibration } from '../../core/calibration';
import { type KnownAnswer, parseKnownAnswer } from '../../core/known-answer';
import { type ModelCard, parseModelCard } from '../../core/model-card';
import { classCount } from '../../core/vocabulary';

/** A whole model in memory, checked against the checksums of its card. */
export interface ModelFiles {
  readonly card: ModelCard;
  readonly labels: readonly string[];
  readonly knownAnswer: KnownAnswer;
  readonly calibration: Calibration;
  readonly artifacts: tf.io.ModelArtifacts;
}

/**
 * Reads a model from its folder.
 *
 * @param folder address of the folder, with a slash at its end
 * @throws Error that names the file which is missing, altered or not what it should be
 */
export async function readModelFiles(folder: string): Promise<ModelFiles> {
  const card = parseModelCard(parse(await read(folder, 'card.json'), 'card.json'));
  const readChecked = async (file: string): Promise<ArrayBuffer> => {
    const bytes = await read(folder, file);
    const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hex = Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (hex !== card.sha256[file]) {
      throw new Error(`The model's file ${file} is not the one that its card describes`);
    }
    return bytes;
  };

  const labels = parse(await readChecked(card.labels), card.labels) as string[];
  if (!Array.isArray(labels) || labels.length !== card.outputs - 1) {
    throw new Error(`${card.labels} does not hold ${card.outputs - 1} labels`);
  }
  if (labels.length !== classCount) {
    throw new Error(`The model ${card.name} does not know the ${classCount} classes of ImageNet`);
  }
  const model = parse(await readChecked('model.json'), 'model.json') as tf.io.ModelJSON;
  const artifacts = await tf.io.getModelArtifactsForJSON(model, async (manifest) => {
    const shards = await Promise.all(
      manifest.flatMap((group) => group.paths).map((path) => readChecked(path)),
    );
    return [manifest.flatMap((group) => group.weights), tf.io.concatenateArrayBuffers(shards)];
  });
  const known = parse(await read(folder, 'known-answer.json'), 'known-answer.json');
  const calibration = parse(await read(folder, 'calibration.json'), 'calibration.json');
  return {
    card,
    labels,
    artifacts,
    knownAnswer: parseKnownAnswer(known, card.id),
    calibration: parseCalibration(calibration, card.id),
  };
}

async function read(folder: string, file: string): Promise<ArrayBuffer> {
  const response = await fetch(folder + file).catch((error) => {
    throw new Error(`The model's file ${file} is missing`, { cause: error });
  });
  if (!response.ok) throw new Error(`The model's file ${file} is missing`);
  return response.arrayBuffer();
}

function parse(bytes: ArrayBuffer, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new Error(`The model's file ${file} is damaged`, { cause: error });
  }
}
