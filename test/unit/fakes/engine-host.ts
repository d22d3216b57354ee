import type { EngineWishes } from '../../../src/messaging/protocol';
import type { Classified, EngineReady } from '../../../src/offscreen/engine/engine';
import type { EngineHost } from '../../../src/offscreen/engine-host';
import type { EngineUnavailableError } from '../../../src/offscreen/engine-unavailable-error';

const CLASSES = 1000;

const ready: EngineReady = {
  backend: 'wasm',
  batch: 1,
  measured: [],
  rejected: [],
  modelId: 'tiny',
  modelName: 'Tiny',
  inputSize: 224,
  labels: Array.from({ length: CLASSES }, (_, index) => `class ${index}`),
  fullDetail: 1,
  photographsOnly: false,
  warm: 5,
};

/** An engine that says which pictures it was given, and works on each view until the test ends it. */
export class FakeEngineHost {
  /** Marks of the pictures that it began, in order, once for each view. */
  readonly begun: number[] = [];
  /** Thrown when it ought to start. */
  unavailable: Error | undefined;
  /** Errors that it throws over the next views; undefined lets one pass. */
  readonly crashes: (Error | undefined)[] = [];
  /** Whether pictures are answered at once. */
  isFast = false;
  /** How likely it holds the class of a picture's mark, 0..1; the others share the rest. */
  probability = 0.9;
  readonly #underWay = new Map<number, (classified: Classified) => void>();

  /** As the pipeline takes it: the real one has private fields, which no other object can have. */
  get asHost(): EngineHost {
    return this as unknown as EngineHost;
  }

  /** What it was told to run on, in order. */
  readonly chosen: string[] = [];
  /** How often it was woken. */
  wakes = 0;
  /** As in the model's calibration. */
  fullDetail = ready.fullDetail;
  /** How many pictures it wants in hand. */
  lanes = 2;

  wish({ choice }: EngineWishes): void {
    this.chosen.push(choice);
  }

  /** Why it takes no pictures. */
  resting: EngineUnavailableError | undefined;

  wake(): Promise<EngineReady> {
    return this.ready();
  }

  status(waiting: number): unknown {
    return { state: 'asleep', waiting };
  }

  async ready(): Promise<EngineReady> {
    this.wakes++;
    if (this.unavailable) throw this.unavailable;
    return { ...ready, fullDetail: this.fullDetail };
  }

  /** @param pixels of the picture; the first stands for it, as the fake decoder made them */
  classify(pixels: Uint8ClampedArray): Promise<Classified> {
    const mark = pixels[0] ?? 0;
    this.begun.push(mark);
    const crash = this.crashes.shift();
    if (crash) return Promise.reject(crash);
    return new Promise((resolve) => {
      this.#underWay.set(mark, resolve);
      if (this.isFast) this.finish(mark);
    });
  }

  finish(mark: number): void {
    const probabilities = new Float32Array(CLASSES).fill((1 - this.probability) / (CLASSES - 1));
    probabilities[mark] = this.probability;
    this.#underWay.get(mark)?.({ probabilities, milliseconds: 7, tensors: 100 });
    this.#underWay.delete(mark);
  }
}
