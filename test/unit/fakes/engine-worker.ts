import type { Speed } from '../../../src/core/measurement';
import type { Backend } from '../../../src/core/settings';
import type { Classified, EngineReady, Picture } from '../../../src/offscreen/engine/engine';
import type { ModelFiles } from '../../../src/offscreen/engine/model-files';
import { defer } from './deferred';

export const engineReady: EngineReady = {
  backend: 'wasm',
  batch: 1,
  measured: [],
  rejected: [],
  modelId: 'tiny',
  modelName: 'Tiny',
  inputSize: 224,
  labels: ['tabby', 'beagle'],
  fullDetail: 128,
  photographsOnly: true,
  warm: 5,
};

/** As much of a model as is told of one, the same as that of the ready engine. */
export const modelFiles = {
  card: { id: 'tiny', name: 'Tiny', inputSize: 224 },
  labels: engineReady.labels,
  calibration: { fullDetail: 128, photographsOnly: true },
} as unknown as ModelFiles;

export const classified = (milliseconds: number): Classified => ({
  probabilities: Float32Array.of(0.75, 0.25),
  milliseconds,
  tensors: 120,
});

/** Pictures that a worker was given, and what it answers. */
class FakeBatch {
  readonly answer = defer<Classified[]>();
  readonly pictures: readonly Picture[];

  constructor(pictures: readonly Picture[]) {
    this.pictures = pictures;
  }

  finish(milliseconds = 7): void {
    this.answer.resolve(this.pictures.map(() => classified(milliseconds)));
  }
}

/** A worker with an engine in it that answers when the test says so. */
export class FakeEngineWorker {
  static readonly made: FakeEngineWorker[] = [];
  /** What it was told to compute on. */
  backend: Backend | undefined;
  model: ModelFiles | undefined;
  readonly prepared = defer<void>();
  readonly loaded = defer<number>();
  readonly warmedUp = defer<number[]>();
  readonly measured = defer<Speed[]>();
  /** What it was asked to compile for, and to measure. */
  warmUps: readonly number[] | undefined;
  sizes: readonly number[] | undefined;
  readonly batches: FakeBatch[] = [];
  onerror: ((event: { message: string }) => void) | undefined;
  isTerminated = false;
  readonly engine = {
    prepare: (backend: Backend) => {
      this.backend = backend;
      return this.prepared.promise;
    },
    load: (model: ModelFiles) => {
      this.model = model;
      return this.loaded.promise;
    },
    warmUp: (sizes: readonly number[]) => {
      this.warmUps = sizes;
      return this.warmedUp.promise;
    },
    measure: (sizes: readonly number[]) => {
      this.sizes = sizes;
      return this.measured.promise;
    },
    classify: (pictures: readonly Picture[]) => {
      const batch = new FakeBatch(pictures);
      this.batches.push(batch);
      return batch.answer.promise;
    },
  };

  constructor() {
    FakeEngineWorker.made.push(this);
  }

  /** @throws Error when there were not as many yet */
  static at(index: number): FakeEngineWorker {
    const made = FakeEngineWorker.made[index];
    if (!made) throw new Error(`Worker ${index} was never made`);
    return made;
  }

  /** @param warm milliseconds that a picture takes */
  start(warm = engineReady.warm): void {
    this.prepared.resolve();
    this.loaded.resolve(warm);
  }

  /** The batch that it is at work on. */
  get batch(): FakeBatch {
    const batch = this.batches.at(-1);
    if (!batch) throw new Error('The worker was given nothing');
    return batch;
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

/** Stands for the library that calls into a worker. */
export const fakeComlink = {
  wrap: ({ engine }: FakeEngineWorker) => engine,
  transfer: <T>(value: T) => value,
};
