import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineHost, EngineUnavailableError } from '../../../src/offscreen/engine-host';
import { EngineReplacedError } from '../../../src/offscreen/engine-worker';
import { defer } from '../fakes/deferred';
import { engineReady, FakeEngineWorker } from '../fakes/engine-worker';

vi.mock('comlink', async () => (await import('../fakes/engine-worker')).fakeComlink);

const onChange = vi.fn();
let host: EngineHost;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('Worker', FakeEngineWorker);
  FakeEngineWorker.made.length = 0;
  onChange.mockClear();
  host = new EngineHost('model/', onChange);
  return () => vi.useRealTimers();
});

const worker = (index = 0): FakeEngineWorker => {
  const made = FakeEngineWorker.made[index];
  if (!made) throw new Error(`Worker ${index} was never made`);
  return made;
};
const classify = (softening = 1) => host.classify(new Uint8ClampedArray(4), softening);
const classified = (milliseconds: number) => ({
  probabilities: Float32Array.of(0.75, 0.25),
  milliseconds,
  tensors: 120,
});

describe('start', () => {
  it('happens once for all who wait', async () => {
    const waiting = [host.ready(), host.ready()];
    expect(host.status(3)).toEqual({ state: 'loading' });
    worker().started.resolve(engineReady);

    expect(await Promise.all(waiting)).toEqual([engineReady, engineReady]);
    expect(FakeEngineWorker.made).toHaveLength(1);
    expect(worker().startedWith).toEqual(['model/', 'auto']);
    expect(host.status(3)).toMatchObject({ state: 'ready', model: 'Tiny', waiting: 3 });
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('with another choice of backend replaces the worker', async () => {
    const before = host.ready();
    worker().started.resolve(engineReady);
    await before;
    host.choose('webgl');
    const after = host.ready();
    expect(worker(0).isTerminated).toBe(true);
    worker(1).started.resolve({ ...engineReady, backend: 'webgl' });
    await after;
    expect(worker(1).startedWith).toEqual(['model/', 'webgl']);
    expect(host.status(0)).toMatchObject({ backend: 'webgl' });
  });

  it('that another choice has overtaken says nothing any more', async () => {
    const before = expect(host.ready()).rejects.toThrow(EngineReplacedError);
    await vi.advanceTimersByTimeAsync(1_000);
    host.choose('webgl');
    const after = host.ready();
    await before;
    await vi.advanceTimersByTimeAsync(99_000);
    expect(host.status(0)).toEqual({ state: 'loading' });

    worker(1).started.resolve({ ...engineReady, backend: 'webgl' });
    expect(await after).toMatchObject({ backend: 'webgl' });
    expect(host.status(0)).toMatchObject({ state: 'ready', backend: 'webgl' });
  });

  it('is not made anew by the choice that it runs with', async () => {
    const before = host.ready();
    worker().started.resolve(engineReady);
    await before;
    host.choose('auto');
    expect(worker().isTerminated).toBe(false);
  });

  it('that fails stands for a while, then is tried anew', async () => {
    const first = host.ready();
    worker().started.reject(new Error('no model'));
    await expect(first).rejects.toThrow(EngineUnavailableError);
    expect(host.status(0)).toEqual({ state: 'failed', why: 'no model' });

    await vi.advanceTimersByTimeAsync(9_999);
    await expect(host.ready()).rejects.toThrow('no model');
    expect(FakeEngineWorker.made).toHaveLength(1);

    await vi.advanceTimersByTimeAsync(1);
    const second = host.ready();
    worker(1).started.resolve(engineReady);
    expect(await second).toEqual(engineReady);
  });

  it('whose worker does not load fails with the reason', async () => {
    const ready = host.ready();
    worker().onerror?.({ message: 'no such file' });
    await expect(ready).rejects.toThrow('no such file');
  });

  it('that never ends is given up', async () => {
    const failure = expect(host.ready()).rejects.toThrow(EngineUnavailableError);
    await vi.advanceTimersByTimeAsync(100_000);
    await failure;
    expect(host.status(0)).toMatchObject({ state: 'failed' });
  });
});

describe('a picture', () => {
  beforeEach(() => {
    void host.ready();
    worker().started.resolve(engineReady);
  });

  it('comes back with what the engine says', async () => {
    worker().classified.resolve(classified(12));
    expect(await classify()).toEqual(classified(12));
    expect(host.status(0)).toMatchObject({ millisecondsPerPicture: 12, tensors: 120 });
  });

  it('goes to the engine with how soft its answer is to be', async () => {
    worker().classified.resolve(classified(12));
    await classify(1.5);
    expect(worker().classifiedWith).toEqual([new Uint8ClampedArray(4), 1.5]);
  });

  it('that hangs has the worker replaced, and the next one works', async () => {
    const hangs = expect(classify()).rejects.toThrow('No answer');
    await vi.advanceTimersByTimeAsync(20_000);
    await hangs;
    expect(worker(0).isTerminated).toBe(true);

    const next = classify();
    worker(1).started.resolve(engineReady);
    worker(1).classified.resolve(classified(9));
    expect(await next).toMatchObject({ milliseconds: 9 });
  });

  it('that crashes has the worker replaced', async () => {
    worker().classified.reject(new Error('context lost'));
    await expect(classify()).rejects.toThrow('context lost');
    expect(worker(0).isTerminated).toBe(true);
  });

  it('that waits when another backend is chosen is told at once', async () => {
    await host.ready();
    const waits = expect(classify()).rejects.toThrow(EngineReplacedError);
    host.choose('cpu');
    await waits;
  });

  it('is timed by the median of the latest, the warm-up standing in before there are any', async () => {
    await host.ready();
    expect(host.status(0)).toMatchObject({ millisecondsPerPicture: engineReady.warm });
    for (const milliseconds of [100, 10, 20, 30, 5]) {
      worker().classified = defer();
      worker().classified.resolve(classified(milliseconds));
      await classify();
    }
    expect(host.status(0)).toMatchObject({ millisecondsPerPicture: 20 });
  });
});

it('sleeps until it is asked', () => {
  expect(host.status(0)).toEqual({ state: 'asleep' });
  expect(FakeEngineWorker.made).toEqual([]);
});
