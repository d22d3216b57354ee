import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Speed } from '../../../src/core/measurement';
import { readModelFiles } from '../../../src/offscreen/engine/model-files';
import { EngineHost } from '../../../src/offscreen/engine-host';
import { type Survey, surveyMachine } from '../../../src/offscreen/engine-machine';
import { EngineUnavailableError } from '../../../src/offscreen/engine-unavailable-error';
import { EngineReplacedError, EngineWorker } from '../../../src/offscreen/engine-worker';
import { engineReady, FakeEngineWorker, modelFiles } from '../fakes/engine-worker';

vi.mock('comlink', async () => (await import('../fakes/engine-worker')).fakeComlink);
vi.mock('../../../src/offscreen/engine-machine');
vi.mock('../../../src/offscreen/engine/model-files');

const noGpu: Survey = {
  machine: { cores: 2, memory: 8, isOnBattery: false },
  description: 'two cores',
  unfit: [
    { backend: 'webgpu', why: 'none' },
    { backend: 'webgl', why: 'software' },
  ],
};

/** The name of that machine in what is found out about it. */
const here = `two cores; tiny; ${EngineWorker.code}`;

const onChange = vi.fn();
const onMeasured = vi.fn();
const onEvent = vi.fn();
let host: EngineHost;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  vi.stubGlobal('Worker', FakeEngineWorker);
  FakeEngineWorker.made.length = 0;
  vi.mocked(surveyMachine).mockResolvedValue(noGpu);
  vi.mocked(readModelFiles).mockReset().mockResolvedValue(modelFiles);
  onChange.mockClear();
  onMeasured.mockClear();
  onEvent.mockClear();
  host = new EngineHost({ modelFolder: 'model/', onChange, onMeasured, onEvent });
  return () => vi.useRealTimers();
});

const worker = (index = 0) => FakeEngineWorker.at(index);
const classify = (mark = 1, softening = 1) => host.classify(Uint8ClampedArray.of(mark), softening);
/** Lets all go on that waits for nothing of the test's. */
const settle = () => vi.advanceTimersByTimeAsync(0);
/** As the background hands it over. */
const wish = (choice: 'auto' | 'webgl' | 'cpu') => host.wish({ choice });

/** Starts the engine, in the worker of that number. */
async function wake(index = 0): Promise<void> {
  const started = host.ready();
  await settle();
  worker(index).start();
  await started;
}

describe('start', () => {
  it('happens once for all who wait', async () => {
    const waiting = [host.ready(), host.ready()];
    expect(host.status(3)).toEqual({ state: 'loading' });
    await settle();
    worker().start();

    const ready = { ...engineReady, rejected: noGpu.unfit };
    expect(await Promise.all(waiting)).toEqual([ready, ready]);
    expect(FakeEngineWorker.made).toHaveLength(1);
    expect(worker()).toMatchObject({ backend: 'wasm', model: modelFiles });
    expect(vi.mocked(readModelFiles).mock.calls).toEqual([['model/']]);
    expect(host.status(3)).toEqual({
      state: 'ready',
      backend: 'wasm',
      workers: 1,
      batch: 1,
      measured: [],
      rejected: noGpu.unfit,
      model: 'Tiny',
      millisecondsPerPicture: engineReady.warm,
      tensors: 0,
      waiting: 3,
    });
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('with another choice of backend replaces the worker', async () => {
    await wake();
    wish('cpu');
    expect(worker(0).isTerminated).toBe(true);
    await wake(1);
    expect(worker(1).backend).toBe('cpu');
    expect(host.status(0)).toMatchObject({ backend: 'cpu' });
  });

  it('with another number of workers is made anew, and with the same is not', async () => {
    await wake();
    host.wish({ choice: 'auto', workers: 1 });
    expect(worker(0).isTerminated).toBe(true);
    await wake(1);
    host.wish({ choice: 'auto', workers: 1 });
    expect(worker(1).isTerminated).toBe(false);
  });

  it('that another choice has overtaken says nothing any more', async () => {
    const before = expect(host.ready()).rejects.toThrow(EngineReplacedError);
    await vi.advanceTimersByTimeAsync(1_000);
    wish('cpu');
    const after = host.ready();
    await before;
    await vi.advanceTimersByTimeAsync(29_000);
    expect(host.status(0)).toEqual({ state: 'loading' });

    worker(1).start();
    expect(await after).toMatchObject({ backend: 'cpu' });
    expect(host.status(0)).toMatchObject({ state: 'ready', backend: 'cpu' });
  });

  it('is not made anew by the choice that it runs with', async () => {
    await wake();
    wish('auto');
    expect(worker().isTerminated).toBe(false);
  });

  it('that fails stands for a while, then is tried anew', async () => {
    vi.mocked(readModelFiles).mockRejectedValueOnce(new Error('no model'));
    await expect(host.ready()).rejects.toThrow(EngineUnavailableError);
    const until = Date.now() + 10_000;
    expect(host.status(0)).toEqual({ state: 'failed', why: 'no model', until });
    expect(host.resting?.outcome).toMatchObject({ reason: 'engine-unavailable', again: 10_000 });
    expect(worker(0).isTerminated).toBe(true);

    await vi.advanceTimersByTimeAsync(9_999);
    await expect(host.ready()).rejects.toThrow('no model');
    expect(FakeEngineWorker.made).toHaveLength(1);

    await vi.advanceTimersByTimeAsync(1);
    expect(host.resting).toBeUndefined();
    await wake(1);
    expect(host.status(0)).toMatchObject({ state: 'ready' });
  });

  it('that fails again and again rests ever longer, until a picture is classified', async () => {
    vi.mocked(readModelFiles).mockRejectedValue(new Error('no model'));
    for (const rest of [10_000, 30_000, 60_000, 120_000, 300_000, 300_000]) {
      await expect(host.ready()).rejects.toThrow('no model');
      expect(host.resting?.outcome.again).toBe(rest);
      await vi.advanceTimersByTimeAsync(rest);
    }
    vi.mocked(readModelFiles).mockResolvedValue(modelFiles);
    await wake(FakeEngineWorker.made.length);
    const answer = classify();
    await settle();
    FakeEngineWorker.made.at(-1)?.batch.finish();
    await answer;

    vi.mocked(readModelFiles).mockRejectedValue(new Error('no model'));
    // What was read is kept for a while.
    await vi.advanceTimersByTimeAsync(10_000);
    wish('cpu');
    await expect(host.ready()).rejects.toThrow('no model');
    expect(host.resting?.outcome.again).toBe(10_000);
  });

  it('that rests is made at once for who wants it so, and for another choice', async () => {
    vi.mocked(readModelFiles).mockRejectedValue(new Error('no model'));
    await expect(host.ready()).rejects.toThrow('no model');
    const attempts = () => vi.mocked(readModelFiles).mock.calls.length;
    expect(attempts()).toBe(1);
    await expect(host.wake()).rejects.toThrow('no model');
    expect(attempts()).toBe(2);
    wish('cpu');
    await expect(host.ready()).rejects.toThrow('no model');
    expect(attempts()).toBe(3);
  });

  it('whose workers do not load fails with the reason', async () => {
    const failure = expect(host.ready()).rejects.toThrow('wasm: no such file; cpu: no such file');
    await settle();
    worker(0).onerror?.({ message: 'no such file' });
    await settle();
    worker(1).onerror?.({ message: 'no such file' });
    await failure;
  });

  it('that never ends is given up', async () => {
    const failure = expect(host.ready()).rejects.toThrow(EngineUnavailableError);
    await vi.advanceTimersByTimeAsync(60_000);
    await failure;
    expect(host.status(0)).toMatchObject({ state: 'failed' });
    expect(FakeEngineWorker.made.every(({ isTerminated }) => isTerminated)).toBe(true);
  });
});

describe('a picture', () => {
  beforeEach(() => wake());

  it('comes back with what the engine says', async () => {
    const answer = classify();
    await settle();
    worker().batch.finish(12);
    expect(await answer).toMatchObject({ milliseconds: 12, tensors: 120 });
    expect(host.status(0)).toMatchObject({ millisecondsPerPicture: 12, tensors: 120 });
  });

  it('goes to the engine with how soft its answer is to be', async () => {
    void classify(3, 1.5);
    await settle();
    const pictures = [{ pixels: Uint8ClampedArray.of(3), softening: 1.5 }];
    expect(worker().batch.pictures).toEqual(pictures);
  });

  it('that hangs has the worker replaced, and the next one works', async () => {
    const hangs = expect(classify()).rejects.toThrow('No answer');
    await vi.advanceTimersByTimeAsync(20_000);
    await hangs;
    expect(worker(0).isTerminated).toBe(true);
    expect(host.status(0)).toEqual({ state: 'asleep' });

    const next = classify();
    await wake(1);
    await settle();
    worker(1).batch.finish(9);
    expect(await next).toMatchObject({ milliseconds: 9 });
  });

  it('that crashes has the worker replaced', async () => {
    const crashes = expect(classify()).rejects.toThrow('context lost');
    await settle();
    worker().batch.answer.reject(new Error('context lost'));
    await crashes;
    expect(worker(0).isTerminated).toBe(true);
  });

  it('that breaks one engine after another ends in a rest, which is over by itself', async () => {
    for (const index of [0, 1, 2]) {
      if (index > 0) await wake(index);
      const breaks = expect(classify()).rejects.toThrow('out of memory');
      await settle();
      worker(index).batch.answer.reject(new Error('out of memory'));
      await breaks;
    }
    const until = Date.now() + 10_000;
    expect(host.status(0)).toEqual({ state: 'failed', why: 'out of memory', until });
    await expect(classify()).rejects.toThrow(EngineUnavailableError);
    expect(FakeEngineWorker.made).toHaveLength(3);
    const lost = ['engine-lost', 'out of memory'];
    expect(onEvent.mock.calls).toEqual([lost, lost, lost, ['engine-paused', 'out of memory']]);

    await vi.advanceTimersByTimeAsync(10_000);
    const next = classify();
    await wake(3);
    await settle();
    worker(3).batch.finish(9);
    expect(await next).toMatchObject({ milliseconds: 9 });
  });

  it('that waits when another backend is chosen is told at once', async () => {
    const waits = [1, 2, 3].map((mark) =>
      expect(classify(mark)).rejects.toThrow(EngineReplacedError),
    );
    await settle();
    wish('cpu');
    await Promise.all(waits);
    expect(FakeEngineWorker.made.every(({ isTerminated }) => isTerminated)).toBe(true);
  });

  it('is timed by the median of the latest, the warm-up standing in before there are any', async () => {
    expect(host.status(0)).toMatchObject({ millisecondsPerPicture: engineReady.warm });
    for (const milliseconds of [100, 10, 20, 30, 5]) {
      const answer = classify();
      await settle();
      worker().batch.finish(milliseconds);
      await answer;
    }
    expect(host.status(0)).toMatchObject({ millisecondsPerPicture: 20 });
  });
});

describe('on two cores', () => {
  beforeEach(() => wake());

  /** Keeps the first worker busy for long enough that another is worth its start, while so many pictures wait. */
  async function press(waiting: number) {
    for (let n = 0; n < 9; n++) void classify(0);
    const answers = Array.from({ length: waiting }, (_, n) => classify(n + 1));
    await settle();
    for (let n = 0; n < 9; n++) {
      worker(0).batch.finish();
      await settle();
    }
    return { answers };
  }

  it('a second worker comes when pictures keep waiting, with the model that was read already', async () => {
    expect(host.lanes).toBe(3);
    const { answers } = await press(3);
    expect(worker(1)).toMatchObject({ backend: 'wasm', model: modelFiles });
    worker(1).start();
    await settle();
    expect(host.status(0)).toMatchObject({ workers: 2 });
    expect(readModelFiles).toHaveBeenCalledTimes(1);

    worker(0).batch.finish();
    worker(1).batch.finish();
    await settle();
    worker(0).batch.finish();
    await Promise.all(answers);
    expect([worker(0), worker(1)].map(({ batches }) => batches.length)).toEqual([9 + 2, 1]);
  });

  it('a worker that does not start is stopped, and the first goes on alone', async () => {
    const { answers } = await press(2);
    worker(1).loaded.reject(new Error('out of memory'));
    await settle();
    expect(worker(1).isTerminated).toBe(true);
    for (const answer of answers) {
      worker(0).batch.finish();
      await answer;
    }
    expect(host.status(0)).toMatchObject({ state: 'ready', workers: 1 });
  });

  it('one that dies is lost, and the other goes on', async () => {
    const { answers } = await press(2);
    const dies = expect(answers[1]).rejects.toThrow('out of memory');
    worker(1).start();
    await settle();
    worker(1).onerror?.({ message: 'out of memory' });
    await dies;
    expect(host.status(0)).toMatchObject({ state: 'ready', workers: 1 });
    expect(worker(0).isTerminated).toBe(false);
  });
});

describe('on a graphics card', () => {
  const speeds: Speed[] = [1, 4, 8].map((batch) => ({ batch, millisecondsPerPicture: 8 / batch }));

  beforeEach(() => {
    const unfit = noGpu.unfit.slice(0, 1);
    vi.mocked(surveyMachine).mockResolvedValue({ ...noGpu, unfit });
  });

  /** Has WebGL started beside WASM, and both measured. */
  async function compare(): Promise<void> {
    await wake();
    await settle();
    worker(0).measured.resolve([{ batch: 1, millisecondsPerPicture: 20 }]);
    worker(1).start();
    worker(1).warmedUp.resolve([1, 4, 8]);
    worker(1).measured.resolve(speeds);
    await settle();
  }

  const measured = [
    { backend: 'webgl', batch: 8, millisecondsPerPicture: 1 },
    { backend: 'wasm', batch: 1, millisecondsPerPicture: 10 },
  ];

  it('pictures are answered before the card is ready', async () => {
    await wake();
    const answer = classify();
    await settle();
    worker(0).batch.finish(20);
    expect(await answer).toMatchObject({ milliseconds: 20 });
    expect(worker(1).backend).toBe('webgl');
    expect(host.status(0)).toMatchObject({ backend: 'wasm', measured: [] });
  });

  it('the card takes over, and what was found out is told', async () => {
    await compare();
    expect(host.status(0)).toMatchObject({ backend: 'webgl', batch: 8, workers: 1, measured });
    expect(host.lanes).toBe(16);
    expect(worker(0).isTerminated).toBe(true);
    const found = { machine: here, measured, rejected: [noGpu.unfit[0]] };
    expect(onMeasured.mock.calls).toEqual([[found]]);
    expect(onChange).toHaveBeenCalledTimes(3);
  });

  it('what WASM has taken it finishes, and then goes', async () => {
    await wake();
    const answers = [classify(1), classify(2)];
    await settle();
    worker(1).start();
    worker(1).warmedUp.resolve([1]);
    worker(1).measured.resolve([{ batch: 1, millisecondsPerPicture: 1 }]);
    worker(0).measured.resolve([{ batch: 1, millisecondsPerPicture: 20 }]);
    await settle();
    // The measuring waits for the picture in hand, and the next picture for the measuring.
    expect(worker(0).sizes).toBeUndefined();
    worker(0).batch.finish();
    await settle();
    expect(worker(0).sizes).toEqual([1]);
    expect(host.status(0)).toMatchObject({ backend: 'wasm' });
    worker(0).batch.finish();
    await Promise.all(answers);
    await settle();
    expect(host.status(0)).toMatchObject({ backend: 'webgl' });
    expect(worker(0).isTerminated).toBe(true);
    expect(worker(1).batches).toEqual([]);
  });

  it('WASM stays where the card does not work, and the reasons are told', async () => {
    await wake();
    await settle();
    worker(1).loaded.reject(new Error('It gives wrong answers here'));
    worker(0).measured.resolve([{ batch: 1, millisecondsPerPicture: 20 }]);
    await settle();
    expect(worker(0).isTerminated).toBe(false);
    expect(host.status(0)).toMatchObject({
      backend: 'wasm',
      measured: [{ backend: 'wasm' }],
      rejected: [{ backend: 'webgl', why: 'It gives wrong answers here' }, noGpu.unfit[0]],
    });
    expect(onMeasured).toHaveBeenCalledOnce();
  });

  it("what WASM finishes after the card has taken over is not taken for the card's", async () => {
    await wake();
    await settle();
    worker(1).start();
    worker(1).warmedUp.resolve([1]);
    worker(1).measured.resolve([{ batch: 1, millisecondsPerPicture: 1 }]);
    worker(0).measured.resolve([{ batch: 1, millisecondsPerPicture: 20 }]);
    const late = classify();
    await settle();
    worker(0).batch.finish(99);
    await late;
    await settle();
    expect(host.status(0)).toMatchObject({ backend: 'webgl' });
    expect(host.status(0)).not.toMatchObject({ millisecondsPerPicture: 99 });
  });

  it('another choice ends the search, without a word', async () => {
    const complain = vi.spyOn(console, 'error');
    await wake();
    wish('cpu');
    await settle();
    expect(worker(1).isTerminated).toBe(true);
    await wake(2);
    expect(host.status(0)).toMatchObject({ backend: 'cpu' });
    expect(complain).not.toHaveBeenCalled();
  });

  it('what was found out is not sought again after a lost context', async () => {
    await compare();
    const lost = expect(classify()).rejects.toThrow('context lost');
    await settle();
    worker(1).batch.answer.reject(new Error('context lost'));
    await lost;
    await wake(2);
    await settle();
    expect(host.status(0)).toMatchObject({ backend: 'wasm', measured });
    worker(3).start();
    worker(3).warmedUp.resolve([1, 4, 8]);
    await settle();
    expect(worker(3)).toMatchObject({ backend: 'webgl', sizes: undefined });
    expect(host.status(0)).toMatchObject({ backend: 'webgl', batch: 8, measured });
    expect(onMeasured).toHaveBeenCalledOnce();
  });

  it('a card that fails twice over pictures gives way to WASM, and its reason is told', async () => {
    await compare();
    /** Has the card's worker of that number fail, and the next WASM engine start. */
    const fail = async (card: number) => {
      const fails = expect(classify()).rejects.toThrow('The graphics card was lost');
      await settle();
      worker(card).batch.answer.reject(new Error('The graphics card was lost'));
      await fails;
      await wake(card + 1);
      await settle();
    };
    await fail(1);
    worker(3).start();
    worker(3).warmedUp.resolve([1, 4, 8]);
    await settle();
    expect(host.status(0)).toMatchObject({ backend: 'webgl' });

    await fail(3);
    expect(FakeEngineWorker.made).toHaveLength(5);
    const why = 'The graphics card was lost';
    expect(host.status(0)).toMatchObject({
      backend: 'wasm',
      rejected: expect.arrayContaining([{ backend: 'webgl', why }]),
    });
    expect(onEvent.mock.calls).toEqual([
      ['engine-lost', why],
      ['engine-lost', why],
      ['card-left', why],
    ]);
    // What failed today may serve another day.
    expect(onMeasured).toHaveBeenCalledOnce();
  });

  it('one that was chosen gives way likewise', async () => {
    wish('webgl');
    for (const card of [0, 1]) {
      const fails = expect(classify()).rejects.toThrow('The graphics card was lost');
      await settle();
      worker(card).start();
      worker(card).warmedUp.resolve([1]);
      worker(card).measured.resolve([{ batch: 1, millisecondsPerPicture: 1 }]);
      await settle();
      worker(card).batch.answer.reject(new Error('The graphics card was lost'));
      await fails;
    }
    await wake(2);
    expect(worker(2).backend).toBe('wasm');
    expect(host.status(0)).toMatchObject({
      backend: 'wasm',
      rejected: [{ backend: 'webgl', why: 'The graphics card was lost' }, { backend: 'webgpu' }],
    });
  });

  it('what was found out by an earlier document is believed', async () => {
    const known = [{ backend: 'webgl', batch: 4, millisecondsPerPicture: 2 }] as const;
    host.wish({ choice: 'auto', known: { machine: here, measured: known, rejected: [] } });
    await wake();
    await settle();
    worker(1).start();
    worker(1).warmedUp.resolve([1, 4]);
    await settle();
    expect(host.status(0)).toMatchObject({ backend: 'webgl' });
    expect(host.lanes).toBe(8);
    expect(onMeasured).not.toHaveBeenCalled();
  });

  it('pictures that wait go as one batch, to one worker', async () => {
    await compare();
    const answers = Array.from({ length: 5 }, (_, mark) => classify(mark));
    await settle();
    worker(1).batch.finish();
    await settle();
    worker(1).batch.finish();
    await Promise.all(answers);
    expect(worker(1).batches.map(({ pictures }) => pictures.length)).toEqual([1, 4]);
    expect(FakeEngineWorker.made).toHaveLength(2);
  });
});

it('sleeps until it is asked', () => {
  expect(host.status(0)).toEqual({ state: 'asleep' });
  expect(FakeEngineWorker.made).toEqual([]);
  expect(readModelFiles).not.toHaveBeenCalled();
});
