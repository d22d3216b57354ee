import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EnginePool, type PoolOptions } from '../../../src/offscreen/engine-pool';
import { EngineReplacedError, EngineWorker } from '../../../src/offscreen/engine-worker';
import { type Deferred, defer } from '../fakes/deferred';
import { FakeEngineWorker } from '../fakes/engine-worker';

vi.mock('comlink', async () => (await import('../fakes/engine-worker')).fakeComlink);

const onChange = vi.fn();
/** The further workers that the pool asked for. */
let recruits: Deferred<EngineWorker>[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('Worker', FakeEngineWorker);
  FakeEngineWorker.made.length = 0;
  recruits = [];
  onChange.mockClear();
  return () => vi.useRealTimers();
});

const engineWorker = () => new EngineWorker(new AbortController().signal);
const worker = (index = 0) => FakeEngineWorker.at(index);
const settle = () => vi.advanceTimersByTimeAsync(0);

function poolOf(options: Partial<PoolOptions> = {}): EnginePool {
  const recruit = () => {
    const recruited = defer<EngineWorker>();
    recruits.push(recruited);
    return recruited.promise;
  };
  return new EnginePool(engineWorker(), { most: 1, sizes: [1], recruit, onChange, ...options });
}

const picture = (mark: number) => ({ pixels: Uint8ClampedArray.of(mark), softening: 1 });
/** The marks of the pictures that a worker was given, batch by batch. */
const given = (index = 0) =>
  worker(index).batches.map(({ pictures }) => pictures.map(({ pixels }) => pixels[0]));

async function recruit(): Promise<void> {
  recruits.at(-1)?.resolve(engineWorker());
  await settle();
}

describe('a single worker', () => {
  it('takes pictures one after another, in the order that they came', async () => {
    const pool = poolOf();
    const answers = [1, 2, 3].map((mark) => pool.classify(picture(mark)));
    expect(given()).toEqual([[1]]);
    for (const [at, answer] of answers.entries()) {
      worker().batch.finish(10 + at);
      expect(await answer).toMatchObject({ milliseconds: 10 + at });
    }
    expect(given()).toEqual([[1], [2], [3]]);
    expect(recruits).toEqual([]);
  });

  it('tells those that wait when it was the last and is lost', async () => {
    const pool = poolOf();
    const taken = pool.classify(picture(1));
    const waiting = pool.classify(picture(2));
    worker().batch.answer.reject(new Error('context lost'));
    await expect(taken).rejects.toThrow('context lost');
    await expect(waiting).rejects.toThrow(EngineReplacedError);
    expect(pool.size).toBe(0);
    expect(worker().isTerminated).toBe(true);
    await expect(pool.classify(picture(3))).rejects.toThrow(EngineReplacedError);
  });
});

describe('batches', () => {
  it('are of what waits, in the sizes that there are', async () => {
    const pool = poolOf({ sizes: [1, 4] });
    const answers = Array.from({ length: 8 }, (_, mark) => pool.classify(picture(mark)));
    for (let n = 0; n < 5; n++) {
      worker().batch.finish();
      await settle();
    }
    await Promise.all(answers);
    expect(given()).toEqual([[0], [1, 2, 3, 4], [5], [6], [7]]);
  });

  it('give each picture its own answer', async () => {
    const pool = poolOf({ sizes: [1, 4] });
    void pool.classify(picture(0));
    const answers = [1, 2, 3, 4].map((mark) => pool.classify(picture(mark)));
    worker().batch.finish();
    await settle();
    const one = (value: number) => ({
      probabilities: Float32Array.of(value),
      milliseconds: 1,
      tensors: 1,
    });
    worker().batch.answer.resolve([1, 2, 3, 4].map(one));
    expect(await Promise.all(answers)).toEqual([1, 2, 3, 4].map(one));
  });

  it('that hang are given up, each of their pictures', async () => {
    const pool = poolOf({ sizes: [1, 4] });
    void pool.classify(picture(0));
    const answers = [1, 2, 3, 4].map((mark) =>
      expect(pool.classify(picture(mark))).rejects.toThrow('No answer'),
    );
    worker().batch.finish();
    await vi.advanceTimersByTimeAsync(20_000);
    await Promise.all(answers);
    expect(pool.size).toBe(0);
  });
});

/** Keeps the first worker busy for long enough that another is worth its start; pictures from 1 on wait. */
async function press(pool: EnginePool, ...waiting: number[]): Promise<Promise<unknown>[]> {
  for (let n = 0; n < 9; n++) void pool.classify(picture(0));
  const answers = waiting.map((mark) => pool.classify(picture(mark)));
  for (let n = 0; n < 9; n++) {
    worker().batch.finish();
    await settle();
  }
  return answers;
}

/** The marks of the pictures that a worker was given one by one, but those that only kept it busy. */
const taken = (index = 0) =>
  given(index)
    .flat()
    .filter((mark) => mark !== 0);

describe('further workers', () => {
  it('are not worth it for a few pictures', async () => {
    const pool = poolOf({ most: 2 });
    const answers = Array.from({ length: 8 }, () => pool.classify(picture(1)));
    for (const answer of answers) {
      worker().batch.finish();
      await answer;
    }
    expect(recruits).toEqual([]);
  });

  it('start one at a time, as long as pictures wait and more pay', async () => {
    const pool = poolOf({ most: 3 });
    void (await press(pool, 1, 2));
    expect(recruits).toHaveLength(1);
    await recruit();
    expect(taken(0)).toEqual([1]);
    expect(taken(1)).toEqual([2]);
    for (let n = 0; n < 7; n++) void pool.classify(picture(n + 3));
    expect(recruits).toHaveLength(1);
    void pool.classify(picture(10));
    expect(recruits).toHaveLength(2);
    await recruit();
    expect(taken(2)).toEqual([3]);
    expect(pool.size).toBe(3);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('that do not start only leave the pool as it is', async () => {
    const pool = poolOf({ most: 2 });
    const answers = await press(pool, 1, 2);
    recruits[0]?.reject(new Error('no memory'));
    await settle();
    for (const answer of answers) {
      worker().batch.finish();
      await answer;
    }
    void (await press(pool, 3, 4));
    expect(recruits).toHaveLength(1);
    expect(pool.size).toBe(1);
  });

  it('that die take only what they were at with them', async () => {
    const pool = poolOf({ most: 2 });
    const [first, second, third] = await press(pool, 1, 2, 3);
    const lost = expect(second).rejects.toThrow('out of memory');
    await recruit();
    worker(1).onerror?.({ message: 'out of memory' });
    await lost;
    expect(worker(1).isTerminated).toBe(true);
    expect(pool.size).toBe(1);

    for (const answer of [first, third]) {
      worker(0).batch.finish();
      await answer;
    }
    expect(taken(0)).toEqual([1, 3]);
    void (await press(pool, 4, 5));
    expect(recruits).toHaveLength(1);
  });

  it('that hang have nobody else wait for them', async () => {
    const pool = poolOf({ most: 2 });
    const [, second] = await press(pool, 1, 2);
    const hangs = expect(second).rejects.toThrow('No answer');
    await recruit();
    for (let mark = 3; mark < 6; mark++) {
      const answer = pool.classify(picture(mark));
      worker(0).batch.finish();
      await settle();
      worker(0).batch.finish();
      await answer;
    }
    await vi.advanceTimersByTimeAsync(20_000);
    await hangs;
    expect(pool.size).toBe(1);
  });
});

describe('work that wants the workers alone', () => {
  it('waits for the pictures in hand, and the others wait for it', async () => {
    const pool = poolOf();
    const answers = [1, 2].map((mark) => pool.classify(picture(mark)));
    const measured = defer<string>();
    const work = vi.fn((_: EngineWorker) => measured.promise);
    const alone = pool.alone(work);
    await settle();
    expect(work).not.toHaveBeenCalled();
    worker().batch.finish();
    await settle();
    expect(work).toHaveBeenCalledExactlyOnceWith(expect.any(EngineWorker));
    expect(given()).toEqual([[1]]);
    measured.resolve('fast');
    expect(await alone).toBe('fast');
    worker().batch.finish();
    await Promise.all(answers);
    expect(given()).toEqual([[1], [2]]);
  });

  it('lets pictures go on when it fails', async () => {
    const pool = poolOf();
    await expect(pool.alone(() => Promise.reject(new Error('slow')))).rejects.toThrow('slow');
    void pool.classify(picture(1));
    expect(given()).toEqual([[1]]);
  });

  it('is told when the last worker is lost before', async () => {
    const pool = poolOf();
    const lost = expect(pool.classify(picture(1))).rejects.toThrow('context lost');
    const alone = expect(pool.alone(async () => 1)).rejects.toThrow(EngineReplacedError);
    worker().batch.answer.reject(new Error('context lost'));
    await Promise.all([lost, alone]);
  });
});

describe('a pool that has made way', () => {
  it('does what it has taken, and stops its workers then', async () => {
    const pool = poolOf();
    const answers = [1, 2].map((mark) => pool.classify(picture(mark)));
    pool.retire();
    expect(worker().isTerminated).toBe(false);
    worker().batch.finish();
    await settle();
    worker().batch.finish();
    await Promise.all(answers);
    await settle();
    expect(given()).toEqual([[1], [2]]);
    expect(worker().isTerminated).toBe(true);
  });

  it('stops at once where there is nothing to do, and a worker that comes late', async () => {
    const pool = poolOf({ most: 2 });
    const answers = Array.from({ length: 10 }, (_, mark) => pool.classify(picture(mark)));
    for (let n = 0; n < 10; n++) {
      worker().batch.finish();
      await settle();
    }
    await Promise.all(answers);
    pool.retire();
    expect(worker().isTerminated).toBe(true);
    expect(recruits).toHaveLength(1);
    await recruit();
    expect(worker(1).isTerminated).toBe(true);
  });
});
