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
  /** The files that its card has checksums of, by their names. */
  readonly bytes: ReadonlyMap<string, ArrayBuffer>;
}

/** The file that tells the network's layout and names the files with its weights. */
export const GRAPH_FILE = 'model.json';

/**
 * Reads a model from its folder. It needs nothing of TensorFlow.js, so that it can be read where that is not loaded.
 *
 * @param folder address of the folder, with a slash at its end
 * @throws Error that names the file which is missing, altered or not what it should be
 */
export async function readModelFiles(folder: string): Promise<ModelFiles> {
  const card = parseModelCard(parseFile(await read(folder, 'card.json'), 'card.json'));
  const [known, calibration, ...files] = await Promise.all([
    read(folder, 'known-answer.json'),
    read(folder, 'calibration.json'),
    ...Object.entries(card.sha256).map(async ([file, sum]) => {
      const bytes = await read(folder, file);
      await check(file, bytes, sum);
      return [file, bytes] as const;
    }),
  ]);
  const bytes = new Map(files);
  return {
    card,
    labels: parseLabels(bytes, card),
    knownAnswer: parseKnownAnswer(parseFile(known, 'known-answer.json'), card.id),
    calibration: parseCalibration(parseFile(calibration, 'calibration.json'), card.id),
    bytes,
  };
}

/** @throws Error when the model has no such file under the checksums of its card */
export function fileOf(bytes: ModelFiles['bytes'], file: string): ArrayBuffer {
  const found = bytes.get(file);
  if (!found) throw new Error(`The model's file ${file} is not one that its card describes`);
  return found;
}

/** @throws Error when the bytes are no JSON */
export function parseFile(bytes: ArrayBuffer, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new Error(`The model's file ${file} is damaged`, { cause: error });
  }
}

function parseLabels(bytes: ModelFiles['bytes'], card: ModelCard): readonly string[] {
  const labels = parseFile(fileOf(bytes, card.labels), card.labels) as string[];
  if (!Array.isArray(labels) || labels.length !== card.outputs - 1) {
    throw new Error(`${card.labels} does not hold ${card.outputs - 1} labels`);
  }
  if (labels.length !== classCount) {
    throw new Error(`The model ${card.name} does not know the ${classCount} classes of ImageNet`);
  }
  return labels;
}

async function check(file: string, bytes: ArrayBuffer, expected: string): Promise<void> {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hex = Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== expected) {
    throw new Error(`The model's file ${file} is not the one that its card describes`);
  }
}

async function read(folder: string, file: string): Promise<ArrayBuffer> {
  const response = await fetch(folder + file).catch((error) => {
    throw new Error(`The model's file ${file} is missing`, { cause: error });
  });
  if (!response.ok) throw new Error(`The model's file ${file} is missing`);
  return response.arrayBuffer();
}
