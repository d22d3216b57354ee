import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Ending } from '../../../src/core/ending';
import { Classifier, type Picture } from '../../../src/offscreen/engine/classifier';
import { Engine } from '../../../src/offscreen/engine/engine';
import { startFixedPoint } from '../../../src/offscreen/engine/fixed-point/fixed-point-runtime';
import { startTensorFlow } from '../../../src/offscreen/engine/tensorflow-runtime';
import { modelFiles } from '../fakes/engine-worker';
import { isLetGo } from '../fakes/is-let-go';

vi.mock('../../../src/offscreen/engine/fixed-point/fixed-point-runtime');
vi.mock('../../../src/offscreen/engine/tensorflow-runtime');
vi.mock('../../../src/offscreen/engine/classifier');

/** The graphics card under the engine, as the test has it behave. */
const card = { loss: new Ending(), check: vi.fn() };

/** What was asked of the network: sizes of batches, those held to the known answer as texts. */
let asked: (number | string)[];
/** Milliseconds of a batch; the first ones of a size take longer, as they do where there is something to compile. */
let speedOf: (batch: number, time: number) => number;
let engine: Engine;

const load = vi.fn();
const loadOnTensorFlow = vi.fn();

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  asked = [];
  speedOf = (batch, time) => (time === 0 ? 900 : 10 + batch);
  const times = new Map<number, number>();
  vi.mocked(startFixedPoint).mockResolvedValue({ card: undefined, load });
  vi.mocked(startTensorFlow).mockResolvedValue({ card, load: loadOnTensorFlow });
  const network = {
    tensors: 107,
    check: vi.fn(async (batch: number) => void asked.push(`checked ${batch}`)),
    classify: vi.fn(async (pictures: readonly Picture[]) => {
      const batch = pictures.length;
      const time = times.get(batch) ?? 0;
      times.set(batch, time + 1);
      asked.push(batch);
      vi.advanceTimersByTime(speedOf(batch, time));
      return pictures.map(() => new Float32Array(2));
    }),
  };
  vi.mocked(Classifier.load).mockResolvedValue(network as unknown as Classifier);
  engine = new Engine();
  await engine.prepare('webgl');
  await engine.load(modelFiles);
  asked = [];
  return () => vi.useRealTimers();
});

describe('on the processor', () => {
  beforeEach(() => void vi.spyOn(console, 'info').mockReturnValue());

  const start = async (): Promise<Engine> => {
    vi.mocked(Classifier.load).mockClear();
    vi.mocked(startTensorFlow).mockClear();
    const started = new Engine();
    await started.prepare('wasm');
    await started.load(modelFiles);
    return started;
  };
  const waysTried = () => vi.mocked(Classifier.load).mock.calls.map(([, way]) => way);

  it('computes in fixed point, and has no TensorFlow.js started', async () => {
    const [classified] = await (await start()).classify([
      { pixels: new Uint8ClampedArray(4), softening: 1 },
    ]);
    expect(classified?.tensors).toBe(107);
    expect(waysTried()).toEqual([load]);
    expect(startTensorFlow).not.toHaveBeenCalled();
  });

  it('leaves models of other kinds to TensorFlow.js', async () => {
    const network = await Classifier.load(modelFiles, load);
    vi.mocked(Classifier.load).mockRejectedValueOnce(
      new Error('It has a layer of the kind MatMul'),
    );
    vi.mocked(Classifier.load).mockResolvedValue(network);
    await start();
    expect(waysTried()).toEqual([load, loadOnTensorFlow]);
    expect(startTensorFlow).toHaveBeenCalledExactlyOnceWith('wasm');
    expect(console.info).toHaveBeenCalledOnce();
  });

  it('leaves it to TensorFlow.js where fixed point answers wrongly', async () => {
    const network = await Classifier.load(modelFiles, load);
    vi.mocked(network.check).mockRejectedValueOnce(new Error('It gives wrong answers here'));
    await start();
    expect(waysTried()).toEqual([load, loadOnTensorFlow]);
  });

  it('leaves it to TensorFlow.js where the processor has not the instructions', async () => {
    vi.mocked(startFixedPoint).mockRejectedValueOnce(new WebAssembly.CompileError('no SIMD'));
    await start();
    expect(waysTried()).toEqual([loadOnTensorFlow]);
  });

  it('fails where neither answers rightly', async () => {
    const network = await Classifier.load(modelFiles, load);
    vi.mocked(network.check).mockRejectedValue(new Error('It gives wrong answers here'));
    await expect(start()).rejects.toThrow('wrong answers');
  });
});

it('takes no other backend than the one that it is to start', async () => {
  vi.mocked(startTensorFlow).mockRejectedValueOnce(new Error('webgl does not start here'));
  await expect(new Engine().prepare('webgl')).rejects.toThrow('webgl does not start');
  expect(startFixedPoint).not.toHaveBeenCalled();
});

describe('warming up', () => {
  it('holds each size to the known answer, and runs it until its speed is steady', async () => {
    expect(await engine.warmUp([1, 4])).toEqual([1, 4]);
    expect(asked).toEqual(['checked 1', 1, 1, 1, 1, 'checked 4', 4, 4, 4, 4]);
  });

  it('leaves out batches that a picture would wait for too long', async () => {
    speedOf = () => 150;
    expect(await engine.warmUp([1, 4, 8])).toEqual([1]);
    expect(asked).not.toContain('checked 4');
  });

  it('leaves out sizes that the card does not hold', async () => {
    const network = await Classifier.load(modelFiles, load);
    vi.mocked(network.check).mockImplementation(async (batch) => {
      if (batch === 8) throw new Error('out of memory');
    });
    expect(await engine.warmUp([1, 4, 8])).toEqual([1, 4]);
  });

  it('fails with what single pictures fail with', async () => {
    const network = await Classifier.load(modelFiles, load);
    vi.mocked(network.check).mockRejectedValue(new Error('It gives wrong answers here'));
    await expect(engine.warmUp([1, 4])).rejects.toThrow('wrong answers');
  });
});

describe('measuring', () => {
  it('takes the median of many batches, a share of the time for each size', async () => {
    await engine.warmUp([1, 8]);
    asked = [];
    // Something else has the machine now and then.
    speedOf = (batch, time) => (time % 5 === 0 ? 100 : 2 + batch);
    expect(await engine.measure([1, 8])).toEqual([
      { batch: 1, millisecondsPerPicture: 3 },
      { batch: 8, millisecondsPerPicture: 10 / 8 },
    ]);
    expect(new Set(asked)).toEqual(new Set([1, 8]));
  });

  it('measures a slow one once', async () => {
    speedOf = () => 2_000;
    expect(await engine.measure([1])).toEqual([{ batch: 1, millisecondsPerPicture: 2_000 }]);
    expect(asked).toEqual([1]);
  });
});

it('says that it has not started', async () => {
  await expect(new Engine().measure([1])).rejects.toThrow('not started');
});

describe('a graphics card', () => {
  const picture: Picture = { pixels: new Uint8ClampedArray(4), softening: 1 };

  it('that is lost fails what is being computed, and whatever comes', async () => {
    card.loss = new Ending();
    const lost = new Engine();
    await lost.prepare('webgl');
    await lost.load(modelFiles);
    const network = await vi.mocked(Classifier.load).mock.results.at(-1)?.value;
    network.classify.mockReturnValue(new Promise(() => undefined));
    const answer = expect(lost.classify([picture])).rejects.toThrow('lost');
    card.loss.come(new Error('The graphics card was lost'));
    await answer;
    await expect(lost.classify([picture])).rejects.toThrow('lost');
    card.loss = new Ending();
  });

  it('that has run out of memory fails what it has computed', async () => {
    card.check.mockImplementationOnce(() => {
      throw new Error('The graphics card has run out of memory');
    });
    await expect(engine.classify([picture])).rejects.toThrow('out of memory');
    expect(await engine.classify([picture])).toHaveLength(1);
  });

  it('that works on holds nothing of what it has answered', async () => {
    // A spy would keep it.
    const classify = async () => [new Float32Array(2)];
    Object.assign(await Classifier.load(modelFiles, load), { classify });
    const answer = async () => (await engine.classify([picture]))[0]?.probabilities ?? [];
    expect(await isLetGo(answer)).toBe(true);
  });
});
