import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Box } from '../../../src/core/box';
import { viewsOf } from '../../../src/core/crop';
import { failed, skipped } from '../../../src/core/outcome';
import type { Job } from '../../../src/messaging/protocol';
import { withDecoded } from '../../../src/offscreen/decode';
import { EngineUnavailableError } from '../../../src/offscreen/engine-host';
import { EngineReplacedError } from '../../../src/offscreen/engine-worker';
import { Pipeline } from '../../../src/offscreen/pipeline';
import { defer } from '../fakes/deferred';
import { FakeEngineHost } from '../fakes/engine-host';
import { job, remoteJob } from '../fakes/jobs';
import { png, responseFrom } from '../fakes/pictures';

vi.mock('../../../src/offscreen/decode');

let host: FakeEngineHost;
let pipeline: Pipeline;

beforeEach(() => {
  host = new FakeEngineHost();
  pipeline = new Pipeline(host.asHost);
  drawn.mockClear();
  vi.mocked(withDecoded).mockImplementation(async ({ bytes }, _backdrop, use) => {
    const [mark = 0] = new Uint8Array(await bytes.slice(-1).arrayBuffer());
    const look = (part: Box, side: number) => {
      drawn(part, side);
      return new Uint8ClampedArray([mark]);
    };
    return use({ width: 100, height: 80, look, thumbnail: async () => new Blob(['small']) });
  });
});

/** The parts that were drawn for the engine, and at what size. */
const drawn = vi.fn();

/** What a picture gets of which the engine is sure at its first view. */
const label = (mark: number) => ({
  outcome: {
    kind: 'scored',
    model: 'tiny',
    views: 1,
    scores: {
      topFive: expect.arrayContaining([
        expect.objectContaining({ className: `class ${mark}`, probability: expect.closeTo(0.9) }),
      ]),
      isGraphic: false,
    },
  },
});

/** Keeps both lanes busy with pictures 1 and 2, so that whatever comes next has to wait. */
async function fillLanes(): Promise<void> {
  for (const mark of [1, 2]) void pipeline.classify(job(mark));
  await vi.waitFor(() => expect(host.begun).toEqual([1, 2]));
}

/** Sends jobs and waits until they queue. */
async function queueUp(...jobs: Job[]): Promise<void> {
  const before = pipeline.waiting;
  for (const each of jobs) void pipeline.classify(each);
  await vi.waitFor(() => expect(pipeline.waiting).toBe(before + jobs.length));
}

describe('a picture', () => {
  it('gets its scores, the model that gave them and what each step took', async () => {
    host.isFast = true;
    const { outcome, thumbnail } = await pipeline.classify(job(1));
    expect(outcome).toMatchObject(label(1).outcome);
    expect(outcome).toHaveProperty('timings.infer', 7);
    expect(thumbnail).toBeUndefined();
  });

  it('is decoded on the colour that shows through it, and drawn at the size of the model', async () => {
    host.isFast = true;
    await pipeline.classify(job(1, { backdrop: '#123456' }));
    expect(withDecoded).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ format: 'png' }),
      '#123456',
      expect.any(Function),
    );
    expect(drawn.mock.calls).toEqual([[viewsOf(100, 80).centre, 224]]);
  });

  it('is shown to the engine three times where that is unsure, and decoded once', async () => {
    host.isFast = true;
    host.probability = 0.4;
    const { outcome } = await pipeline.classify(job(1));
    expect(outcome).toMatchObject({ views: 3, timings: { infer: 21 } });
    expect(host.begun).toEqual([1, 1, 1]);
    expect(withDecoded).toHaveBeenCalledOnce();
  });

  it('gets a thumbnail where one is wanted', async () => {
    host.isFast = true;
    const { thumbnail } = await pipeline.classify(job(1, { thumbnail: true }));
    expect(await thumbnail?.text()).toBe('small');
  });

  it.each([
    ['empty', new Blob([])],
    ['not-a-picture', new Blob(['<!doctype html><title>404</title>'])],
    ['too-large', png(20_000, 100)],
  ])('that is %s is left alone before it is decoded', async (reason, bytes) => {
    const result = await pipeline.classify(job(1, { picture: { kind: 'bytes', bytes } }));
    expect(result).toEqual({ outcome: skipped(reason as 'empty') });
    expect(withDecoded).not.toHaveBeenCalled();
  });

  it('that cannot be decoded fails with its reason, and the next one is classified', async () => {
    host.isFast = true;
    vi.mocked(withDecoded).mockResolvedValueOnce(failed('undecodable', 'damaged'));
    expect(await pipeline.classify(job(1))).toEqual({ outcome: failed('undecodable', 'damaged') });
    expect(await pipeline.classify(job(2))).toMatchObject(label(2));
  });
});

describe('the queue', () => {
  it('gives the engine what presses most, and of equals what came first', async () => {
    await fillLanes();
    await queueUp(
      job(3, { priority: 'near' }),
      job(4, { priority: 'on-screen' }),
      job(5, { priority: 'asked' }),
      job(6, { priority: 'on-screen' }),
    );
    for (const next of [5, 4, 6, 3]) {
      host.finish(host.begun.at(-2) ?? 0);
      await vi.waitFor(() => expect(host.begun.at(-1)).toBe(next));
    }
    expect(host.begun).toEqual([1, 2, 5, 4, 6, 3]);
  });

  it('moves a waiting picture up when somebody asks for it by hand', async () => {
    await fillLanes();
    await queueUp(job(3, { priority: 'near' }), job(4));
    void pipeline.classify(job(3, { priority: 'asked' }));
    host.finish(1);
    await vi.waitFor(() => expect(host.begun).toEqual([1, 2, 3]));
  });

  it('remembers that a picture was asked for by hand while its bytes were on their way', async () => {
    await fillLanes();
    const arrive = defer<Response>();
    vi.stubGlobal('fetch', () => arrive.promise);
    void pipeline.classify(remoteJob(3, { priority: 'near' }));
    void pipeline.classify(remoteJob(3, { priority: 'asked' }));
    await queueUp(job(4));
    arrive.resolve(responseFrom('https://pictures.example/3.png', png(10, 10, 3)));
    await vi.waitFor(() => expect(pipeline.waiting).toBe(2));
    host.finish(1);
    await vi.waitFor(() => expect(host.begun).toEqual([1, 2, 3]));
  });

  it('turns a picture away when it is full, as one that may be asked about again', async () => {
    await fillLanes();
    await queueUp(...Array.from({ length: 256 }, (_, index) => job(9, { key: `many ${index}` })));
    const least = pipeline.classify(job(3, { priority: 'near' }));
    expect(await least).toEqual({ outcome: failed('busy') });
    expect(pipeline.waiting).toBe(256);

    // One that somebody asked for takes the place of the last that nobody did.
    void pipeline.classify(job(4, { priority: 'asked' }));
    const last = pipeline.classify(job(9, { key: 'many 255' }));
    expect(await last).toEqual({ outcome: failed('busy') });
    expect(pipeline.waiting).toBe(256);
  });
});

describe('the same key', () => {
  it('is one picture, on its way only once', async () => {
    const results = [pipeline.classify(job(1)), pipeline.classify(job(1))];
    await vi.waitFor(() => expect(host.begun).toEqual([1]));
    results.push(pipeline.classify(job(1)));
    host.finish(1);
    expect(await Promise.all(results)).toMatchObject([label(1), label(1), label(1)]);
    expect(host.begun).toEqual([1]);
  });

  it('is a new picture once it was answered', async () => {
    host.isFast = true;
    for (let times = 0; times < 3; times++) {
      expect(await pipeline.classify(job(1))).toMatchObject(label(1));
    }
    expect(host.begun).toEqual([1, 1, 1]);
  });
});

describe('a picture that is given up', () => {
  it('while its bytes are on their way ends the download', async () => {
    let signal: AbortSignal | null | undefined;
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      signal = init.signal;
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject()));
    });
    const result = pipeline.classify(remoteJob(1));
    await vi.waitFor(() => expect(signal).toBeDefined());
    pipeline.cancel('key 1');

    expect(await result).toEqual({ outcome: skipped('cancelled') });
    expect(signal?.aborted).toBe(true);
  });

  it('while it waits leaves the queue', async () => {
    await fillLanes();
    await queueUp(job(3), job(4));
    const result = pipeline.classify(job(3));
    pipeline.cancel('key 3');
    expect(await result).toEqual({ outcome: skipped('cancelled') });
    expect(pipeline.waiting).toBe(1);
    host.finish(1);
    await vi.waitFor(() => expect(host.begun).toEqual([1, 2, 4]));
  });

  it('while the engine is at it is not looked at again, whatever doubt there is', async () => {
    host.probability = 0.2;
    const result = pipeline.classify(job(1));
    await vi.waitFor(() => expect(host.begun).toEqual([1]));
    pipeline.cancel('key 1');
    host.finish(1);
    expect(await result).toEqual({ outcome: skipped('cancelled') });
    expect(host.begun).toEqual([1]);
  });

  it('and asked about again at once is classified', async () => {
    host.isFast = true;
    const givenUp = pipeline.classify(job(1));
    pipeline.cancel('key 1');
    const again = pipeline.classify(job(1));

    expect(await givenUp).toEqual({ outcome: skipped('cancelled') });
    expect(await again).toMatchObject(label(1));
  });

  it('though nobody knows it changes nothing', async () => {
    host.isFast = true;
    pipeline.cancel('key 1');
    expect(await pipeline.classify(job(1))).toMatchObject(label(1));
  });
});

describe('an engine', () => {
  it('that is not to be had fails the picture, and the next is tried anew', async () => {
    host.isFast = true;
    host.unavailable = new EngineUnavailableError('no model');
    const { outcome } = await pipeline.classify(job(1));
    expect(outcome).toEqual(failed('engine-unavailable', 'no model'));

    host.unavailable = undefined;
    expect(await pipeline.classify(job(2))).toMatchObject(label(2));
  });

  it('that crashes once is given the picture once more', async () => {
    host.isFast = true;
    host.crashes.push(new Error('context lost'));
    expect(await pipeline.classify(job(1))).toMatchObject(label(1));
    expect(host.begun).toEqual([1, 1]);
  });

  it('that is replaced, however often, is no failure of the picture', async () => {
    host.isFast = true;
    for (let n = 0; n < 5; n++) host.crashes.push(new EngineReplacedError('replaced'));
    expect(await pipeline.classify(job(1))).toMatchObject(label(1));
  });

  it('is told what to run on before it is asked for anything', async () => {
    host.isFast = true;
    await pipeline.classify(job(1, { backend: 'cpu' }));
    expect(host.chosen).toEqual(['cpu']);
  });

  it('that crashes over a further view is given the whole picture once more', async () => {
    host.isFast = true;
    host.probability = 0.4;
    host.crashes.push(undefined, new Error('context lost'));
    expect((await pipeline.classify(job(1))).outcome).toMatchObject({ kind: 'scored', views: 3 });
    expect(host.begun).toEqual([1, 1, 1, 1, 1]);
  });

  it('that crashes twice fails the picture, and the next one works', async () => {
    host.isFast = true;
    host.crashes.push(new Error('first'), new Error('second'));
    const { outcome } = await pipeline.classify(job(1));
    expect(outcome).toEqual(failed('interrupted', 'second'));
    expect(await pipeline.classify(job(2))).toMatchObject(label(2));
  });
});
