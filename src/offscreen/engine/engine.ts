import * as tf from '@tensorflow/tfjs';
import type { RejectedBackend } from '../../core/engine-status';
import type { Backend, BackendChoice } from '../../core/settings';
import { withDeadline } from '../../messaging/deadline';
import { candidates, startBackend, stopBackend } from './backend';
import { Classifier } from './classifier';
import { type ModelFiles, readModelFiles } from './model-files';

/** What an engine says of itself once it can answer. */
export interface EngineReady {
  readonly backend: Backend;
  readonly rejected: readonly RejectedBackend[];
  readonly modelId: string;
  readonly modelName: string;
  readonly inputSize: number;
  /** Names of the classes, in the order of the probabilities. */
  readonly labels: readonly string[];
  /** As in the model's calibration. */
  readonly fullDetail: number;
  readonly photographsOnly: boolean;
  /** Milliseconds that a picture takes after warm-up. */
  readonly warm: number;
}

export interface Classified {
  /** One for each class, 0..1. */
  readonly probabilities: Float32Array<ArrayBuffer>;
  readonly milliseconds: number;
  readonly tensors: number;
}

/** A software WebGL renderer compiles MobileNet's shaders in 2-6 s; a backend that takes this long hangs. */
const START_DEADLINE = 30_000;

/** The model on the first backend that starts and answers rightly. */
export class Engine {
  #classifier: Classifier | undefined;

  /**
   * @param folder address of the model's folder
   * @throws Error when the model is not whole, or no backend works
   */
  async start(folder: string, choice: BackendChoice): Promise<EngineReady> {
    tf.enableProdMode();
    const files = await readModelFiles(folder);
    const rejected: RejectedBackend[] = [];
    for (const backend of candidates(choice)) {
      try {
        const [classifier, warm] = await withDeadline(START_DEADLINE, tryBackend(backend, files));
        this.#classifier = classifier;
        const {
          card: { id, name, inputSize },
          calibration: { fullDetail, photographsOnly },
          labels,
        } = files;
        const model = { modelId: id, modelName: name, inputSize, labels };
        return { backend, rejected, ...model, fullDetail, photographsOnly, warm };
      } catch (error) {
        rejected.push({ backend, why: (error as Error).message });
        stopBackend(backend);
      }
    }
    const reasons = rejected.map(({ backend, why }) => `${backend}: ${why}`).join('; ');
    throw new Error(`No way to compute works here (${reasons})`);
  }

  /**
   * @param pixels RGBA of a picture of the model's input size, 0..255
   * @param softening how many times higher than the model's own the temperature is, more than 0
   * @throws Error when the engine has not started, or its backend fails
   */
  async classify(pixels: Uint8ClampedArray<ArrayBuffer>, softening: number): Promise<Classified> {
    if (!this.#classifier) throw new Error('The engine has not started');
    const begin = performance.now();
    const probabilities = await this.#classifier.classify(pixels, softening);
    const milliseconds = performance.now() - begin;
    return { probabilities, milliseconds, tensors: tf.memory().numTensors };
  }
}

async function tryBackend(backend: Backend, files: ModelFiles): Promise<[Classifier, number]> {
  await startBackend(backend);
  const classifier = await Classifier.load(files);
  const { inputSize } = files.card;
  const begin = performance.now();
  await classifier.classify(new Uint8ClampedArray(inputSize * inputSize * 4), 1);
  return [classifier, performance.now() - begin];
}
