import type { Classified, EngineReady } from '../../../src/offscreen/engine/engine';
import { defer } from './deferred';

export const engineReady: EngineReady = {
  backend: 'wasm',
  rejected: [],
  modelId: 'tiny',
  modelName: 'Tiny',
  inputSize: 224,
  labels: ['tabby', 'beagle'],
  fullDetail: 128,
  photographsOnly: true,
  warm: 5,
};

/** A worker with an engine in it that answers when the test says so. */
export class FakeEngineWorker {
  static readonly made: FakeEngineWorker[] = [];
  readonly started = defer<EngineReady>();
  classified = defer<Classified>();
  onerror: ((event: { message: string }) => void) | undefined;
  isTerminated = false;
  /** What the engine was started with: folder and choice of backend. */
  startedWith: unknown[] = [];
  /** What the engine was last asked about: pixels and softening. */
  classifiedWith: unknown[] = [];
  readonly engine = {
    start: (...options: unknown[]) => {
      this.startedWith = options;
      return this.started.promise;
    },
    classify: (...picture: unknown[]) => {
      this.classifiedWith = picture;
      return this.classified.promise;
    },
  };

  constructor() {
    FakeEngineWorker.made.push(this);
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
