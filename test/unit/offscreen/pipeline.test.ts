import { beforeEach, describe, expect, it, vi } from 'vitest';
import { viewsOf } from '../../../src/core/crop';
import { failed, skipped } from '../../../src/core/outcome';
import type { Job } from '../../../src/messaging/protocol';
import { decode } from '../../../src/offscreen/decode';
import { defer } from '../fakes/deferred';
import { job, remoteJob } from '../fakes/jobs';
import { decodeMark, drawn, label, leadPipeline, letGo } from '../fakes/led-pipeline';
import { png, responseFrom } from '../fakes/pictures';

vi.mock('../../../src/offscreen/decode');

let led: ReturnType<typeof leadPipeline>;

beforeEach(() => {
  vi.mocked(decode).mockImplementation(decodeMark);
  letGo.mockReset();
  led = leadPipeline();
});

/** One of many pictures that the fake engine need not tell apart. */
const uniqueJob = (index: number): Job => {
  const bytes = new Blob([png(10, 10), `${index}`]);
  return job(9, { key: `many ${index}`, picture: { kind: 'bytes', bytes } });
};

describe('a picture', () => {
  it('gets its scores, the model that gave them and what each step took', async () => {
    led.host.isFast = true;
    const { outcome, thumbnail } = await led.pipeline.classify(job(1));
    expect(outcome).toMatchObject(label(1).outcome);
    expect(outcome).toHaveProperty('timings.infer', 7);
    expect(thumbnail).toBeUndefined();
  });

  it('is decoded on the colour that shows through it, and drawn at the size of the model', async () => {
    led.host.isFast = true;
    await led.pipeline.classify(job(1, { backdrop: '#123456' }));
    expect(decode).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ format: 'png' }),
      '#123456',
    );
    expect(drawn.mock.calls).toEqual([[viewsOf(100, 80).centre, 224]]);
  });

  it('is shown to the engine three times where that is unsure, and decoded once', async () => {
    led.host.isFast = true;
    led.host.probability = 0.4;
    const { outcome } = await led.pipeline.classify(job(1));
    expect(outcome).toMatchObject({ views: 3, timings: { infer: 21 } });
    expect(led.host.begun).toEqual([1, 1, 1]);
    expect(decode).toHaveBeenCalledOnce();
  });

  it('is let go when it is done with', async () => {
    const result = led.pipeline.classify(job(1));
    await vi.waitFor(() => expect(led.host.begun).toEqual([1]));
    expect(letGo).not.toHaveBeenCalled();
    led.host.finish(1);
    await result;
    expect(letGo).toHaveBeenCalledOnce();
  });

  it('gets a thumbnail where one is wanted', async () => {
    led.host.isFast = true;
    const { thumbnail } = await led.pipeline.classify(job(1, { thumbnail: true }));
    expect(new TextDecoder().decode(thumbnail)).toBe('small');
  });

  it('has its thumbnail made once, while the engine is at work on its first view', async () => {
    led.host.probability = 0.4;
    const thumbnail = vi.fn(() => new TextEncoder().encode('small'));
    vi.mocked(decode).mockImplementation(async (picture) => ({
      ...(await decodeMark(picture)),
      thumbnail,
    }));
    const result = led.pipeline.classify(job(1, { thumbnail: true }));
    await vi.waitFor(() => expect(led.host.begun).toEqual([1]));
    await vi.waitFor(() => expect(thumbnail).toHaveBeenCalledOnce());
    for (const views of [
      [1, 1],
      [1, 1, 1],
    ]) {
      led.host.finish(1);
      await vi.waitFor(() => expect(led.host.begun).toEqual(views));
    }
    led.host.finish(1);
    expect(await result).toMatchObject({
      outcome: { views: 3 },
      thumbnail: expect.any(Uint8Array),
    });
    expect(thumbnail).toHaveBeenCalledOnce();
  });

  it.each([
    ['empty', new Blob([])],
    ['not-a-picture', new Blob(['<!doctype html><title>404</title>'])],
    ['too-large', png(20_000, 100)],
  ])('that is %s is left alone before it is decoded', async (reason, bytes) => {
    const result = await led.pipeline.classify(job(1, { picture: { kind: 'bytes', bytes } }));
    expect(result).toEqual({ outcome: skipped(reason as 'empty') });
    expect(decode).not.toHaveBeenCalled();
  });

  it('that cannot be decoded fails with its reason, and the next one is classified', async () => {
    led.host.isFast = true;
    vi.mocked(decode).mockResolvedValueOnce(failed('undecodable', 'damaged'));
    const { outcome } = await led.pipeline.classify(job(1));
    expect(outcome).toEqual(failed('undecodable', 'damaged'));
    expect(await led.pipeline.classify(job(2))).toMatchObject(label(2));
  });
});

describe('the queue', () => {
  it('gives the engine what presses most, and of equals what came first', async () => {
    await led.fillLanes();
    await led.queueUp(
      job(3, { priority: 'near' }),
      job(4, { priority: 'on-screen' }),
      job(5, { priority: 'asked' }),
      job(6, { priority: 'on-screen' }),
    );
    for (const next of [5, 4, 6, 3]) {
      led.host.finish(led.host.begun.at(-2) ?? 0);
      await vi.waitFor(() => expect(led.host.begun.at(-1)).toBe(next));
    }
    expect(led.host.begun).toEqual([1, 2, 5, 4, 6, 3]);
  });

  it('moves a waiting picture up and down', async () => {
    await led.fillLanes();
    await led.queueUp(job(3, { priority: 'near' }), job(4), job(5));
    led.pipeline.prioritise({ key: 'key 3', priority: 'asked' });
    led.pipeline.prioritise({ key: 'key 4', priority: 'near' });
    led.pipeline.prioritise({ key: 'nobody', priority: 'asked' });
    for (const next of [3, 5, 4]) {
      led.host.finish(led.host.begun.at(-2) ?? 0);
      await vi.waitFor(() => expect(led.host.begun.at(-1)).toBe(next));
    }
  });

  it('remembers how pressing a picture has become while its bytes were on their way', async () => {
    await led.fillLanes();
    const arrive = defer<Response>();
    vi.stubGlobal('fetch', () => arrive.promise);
    void led.pipeline.classify(remoteJob(3, { priority: 'near' }));
    led.pipeline.prioritise({ key: 'key 3', priority: 'asked' });
    await led.queueUp(job(4));
    arrive.resolve(responseFrom('https://pictures.example/3.png', png(10, 10, 3)));
    await vi.waitFor(() => expect(led.pipeline.waiting).toBe(2));
    led.host.finish(1);
    await vi.waitFor(() => expect(led.host.begun).toEqual([1, 2, 3]));
  });

  it('turns a picture away when it is full, as one that may be asked about again', async () => {
    await led.fillLanes();
    await led.queueUp(...Array.from({ length: 510 }, (_, index) => uniqueJob(index)));
    const least = led.pipeline.classify(job(3, { priority: 'near' }));
    expect(await least).toEqual({ outcome: failed('busy') });
    expect(led.pipeline.waiting).toBe(510);

    // One that somebody asked for takes the place of the last that nobody did.
    const last = led.pipeline.classify(uniqueJob(509));
    void led.pipeline.classify(job(4, { priority: 'asked' }));
    expect(await last).toEqual({ outcome: failed('busy') });
    await vi.waitFor(() => expect(led.pipeline.waiting).toBe(510));
  });
});

describe('the same key', () => {
  it('is one picture, on its way only once', async () => {
    const results = [led.pipeline.classify(job(1)), led.pipeline.classify(job(1))];
    await vi.waitFor(() => expect(led.host.begun).toEqual([1]));
    results.push(led.pipeline.classify(job(1)));
    led.host.finish(1);
    expect(await Promise.all(results)).toMatchObject([label(1), label(1), label(1)]);
    expect(led.host.begun).toEqual([1]);
  });
});

describe('downloads', () => {
  it('wait while much of what was downloaded waits, but for what was asked for by hand', async () => {
    await led.fillLanes();
    const bytes = new Blob([new Uint8Array(64 * 2 ** 20)]);
    const heavy = new Blob([png(10, 10), bytes, new Uint8Array([3])]);
    await led.queueUp(job(3, { picture: { kind: 'bytes', bytes: heavy } }));
    const fetched = vi.fn((_: string) => new Promise(() => undefined));
    vi.stubGlobal('fetch', fetched);
    for (const mark of [4, 5]) void led.pipeline.classify(remoteJob(mark));
    await vi.waitFor(() => expect(led.pipeline.waiting).toBe(3));
    led.pipeline.prioritise({ key: 'key 5', priority: 'asked' });
    const urls = () => fetched.mock.calls.map(([url]) => url.slice(-6));
    expect(urls()).toEqual(['/5.png']);
    led.host.finish(1);
    await vi.waitFor(() => expect(urls()).toEqual(['/5.png', '/4.png']));
  });
});

describe('a picture that is given up', () => {
  it('while its bytes are on their way ends the download', async () => {
    let signal: AbortSignal | null | undefined;
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      signal = init.signal;
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject()));
    });
    const result = led.pipeline.classify(remoteJob(1));
    await vi.waitFor(() => expect(signal).toBeDefined());
    led.pipeline.cancel('key 1');

    expect(await result).toEqual({ outcome: skipped('cancelled') });
    expect(signal?.aborted).toBe(true);
  });

  it('as soon as it came is not fetched', async () => {
    const fetched = vi.fn();
    vi.stubGlobal('fetch', fetched);
    const result = led.pipeline.classify(remoteJob(1));
    led.pipeline.cancel('key 1');
    expect(await result).toEqual({ outcome: skipped('cancelled') });
    expect([fetched.mock.calls.length, led.pipeline.waiting, led.host.wakes]).toEqual([0, 0, 0]);
  });

  it('while it waits leaves the queue', async () => {
    await led.fillLanes();
    await led.queueUp(job(3), job(4));
    const result = led.pipeline.classify(job(3));
    led.pipeline.cancel('key 3');
    expect(await result).toEqual({ outcome: skipped('cancelled') });
    expect(led.pipeline.waiting).toBe(1);
    led.host.finish(1);
    await vi.waitFor(() => expect(led.host.begun).toEqual([1, 2, 4]));
  });

  it('while the engine is at it is not looked at again, whatever doubt there is', async () => {
    led.host.probability = 0.2;
    const result = led.pipeline.classify(job(1));
    await vi.waitFor(() => expect(led.host.begun).toEqual([1]));
    led.pipeline.cancel('key 1');
    led.host.finish(1);
    expect(await result).toEqual({ outcome: skipped('cancelled') });
    expect(led.host.begun).toEqual([1]);
  });

  it('and asked about again at once is classified', async () => {
    led.host.isFast = true;
    const givenUp = led.pipeline.classify(job(1));
    led.pipeline.cancel('key 1');
    const again = led.pipeline.classify(job(1));

    expect(await givenUp).toEqual({ outcome: skipped('cancelled') });
    expect(await again).toMatchObject(label(1));
  });

  it('though nobody knows it changes nothing', async () => {
    led.host.isFast = true;
    led.pipeline.cancel('key 1');
    expect(await led.pipeline.classify(job(1))).toMatchObject(label(1));
  });
});

describe('the bytes of many heavy pictures', () => {
  it('are read a few at a time, and tabs take turns', async () => {
    led.host.isFast = true;
    const read: string[] = [];
    const ends = new Map<string, () => void>();
    const heavy = (name: string, mark: number, tab: number) => {
      const bytes = png(100, 80, mark);
      const all = bytes.arrayBuffer.bind(bytes);
      Object.defineProperty(bytes, 'size', { value: 30 * 2 ** 20 });
      bytes.arrayBuffer = () => {
        read.push(name);
        return new Promise((resolve) => ends.set(name, () => resolve(all())));
      };
      return led.pipeline.classify(
        job(mark, { key: name, tab, picture: { kind: 'bytes', bytes } }),
      );
    };
    const results = ['a1', 'a2', 'a3', 'a4'].map((name, mark) => heavy(name, mark, 1));
    results.push(heavy('b1', 9, 2));
    await vi.waitFor(() => expect(read).toEqual(['a1', 'a2']));
    ends.get('a1')?.();
    await results[0];
    await vi.waitFor(() => expect(read).toEqual(['a1', 'a2', 'b1']));
    for (const name of ['a2', 'b1', 'a3', 'a4']) {
      await vi.waitFor(() => expect(ends.has(name)).toBe(true));
      ends.get(name)?.();
    }
    expect(await Promise.all(results)).toHaveLength(5);
  });
});
