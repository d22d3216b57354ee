import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** MobileNet v2 1.0 as the installed packages describe it. */
export interface PublishedModel {
  /** Addresses of its model.json, to be tried in this order. */
  readonly addresses: readonly string[];
  /** What 0 and 255 become. */
  readonly inputRange: readonly [number, number];
  /** Side of the square input in pixels. */
  readonly inputSize: number;
  /** Node whose output is the embedding. */
  readonly embeddingNode: string;
}

const require = createRequire(import.meta.url);

/**
 * Reads addresses and numbers out of the packages' own files, as no export carries them: so they are right
 * for the installed version, and stand nowhere in this project.
 *
 * @throws Error when a package no longer says what is looked for
 */
export async function readPublishedModel(): Promise<PublishedModel> {
  const mobilenet = await readFile(require.resolve('@tensorflow-models/mobilenet'), 'utf8');
  const find = (what: string, pattern: RegExp): string[] =>
    search(mobilenet, pattern, `the ${what} of MobileNet v2 1.0`, '@tensorflow-models/mobilenet');

  const [hub = '', low, high] = find(
    'address',
    /url:\s*'([^']*mobilenet_v2_100_224[^']*)',\s*inputRange:\s*\[(-?[\d.]+),\s*(-?[\d.]+)\]/,
  );
  const [inputSize] = find('input size', /IMAGE_SIZE = (\d+)/);
  const [embeddingNode = ''] = find('embedding', /'2\.00': '([^']*MobilenetV2[^']*)'/);
  return {
    // What loadGraphModel adds to an address of TensorFlow Hub, as which the package passes it on.
    addresses: [`${hub}/model.json?tfjs-format=file`, await readDocumentedCopy()],
    inputRange: [Number(low), Number(high)],
    inputSize: Number(inputSize),
    embeddingNode,
  };
}

/** The copy that the documentation of loadGraphModel loads in its example. */
async function readDocumentedCopy(): Promise<string> {
  const converter = createRequire(require.resolve('@tensorflow/tfjs'));
  const file = converter.resolve('@tensorflow/tfjs-converter/dist/executor/graph_model.js');
  const [address = ''] = search(
    await readFile(file, 'utf8'),
    /'(https:[^']*mobilenet_v2_1\.0_224\/model\.json)'/,
    'a copy of MobileNet v2 1.0',
    '@tensorflow/tfjs-converter',
  );
  return address;
}

function search(text: string, pattern: RegExp, what: string, where: string): string[] {
  const found = pattern.exec(text);
  if (!found) throw new Error(`The installed ${where} does not name ${what}.`);
  return found.slice(1);
}
