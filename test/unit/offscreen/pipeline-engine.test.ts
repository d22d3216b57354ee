import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failed } from '../../../src/core/outcome';
import { decode } from '../../../src/offscreen/decode';
import { EngineUnavailableError } from '../../../src/offscreen/engine-unavailable-error';
import { EngineReplacedError } from '../../../src/offscreen/engine-worker';
import { job, remoteJob } from '../fakes/jobs';
import { decodeMark, label, leadPipeline } from '../fakes/led-pipeline';
import { png } from '../fakes/pictures';

vi.mock('../../../src/offscreen/decode');

let led: ReturnType<typeof leadPipeline>;

beforeEach(() => {
  vi.mocked(decode).mockImplementation(decodeMark);
  led = leadPipeline();
});

describe('the engine', () => {
  it('is woken while the first picture is downloaded', async () => {
    vi.stubGlobal('fetch', () => new Promise(() => undefined));
    void led.pipeline.classify(remoteJob(1));
    await vi.waitFor(() => expect(led.host.wakes).toBe(1));
  });

  it.each([
    ['an address that is not fetched', 'http://192.168.1.1/cam.png'],
    ['what is no address', 'nothing'],
  ])('is not woken for %s', async (_, url) => {
    await led.pipeline.classify(job(1, { picture: { kind: 'address', url } }));
    const bytes = new Blob(['no picture']);
    await led.pipeline.classify(job(2, { picture: { kind: 'bytes', bytes } }));
    expect(led.host.wakes).toBe(0);
  });

  it('gets as many pictures at once as it wants, more when it wants more', async () => {
    await led.fillLanes();
    await led.queueUp(job(3), job(4));
    led.host.lanes = 3;
    led.host.finish(1);
    await vi.waitFor(() => expect(led.host.begun).toEqual([1, 2, 3, 4]));
  });

  it('gets no two of the largest pictures and a third, whatever it wants', async () => {
    led.host.lanes = 8;
    const large = (mark: number) =>
      job(mark, { picture: { kind: 'bytes', bytes: png(8_000, 8_000, mark) } });
    void led.pipeline.classify(large(1));
    await vi.waitFor(() => expect(led.host.begun).toEqual([1]));
    void led.pipeline.classify(large(2));
    await vi.waitFor(() => expect(led.host.begun).toEqual([1, 2]));
    await led.queueUp(large(3));
    led.host.finish(1);
    await vi.waitFor(() => expect(led.host.begun).toEqual([1, 2, 3]));
  });
});

describe('scores', () => {
  it.each([
    [1, true],
    [80, true],
    [81, false],
  ])('hold for every size only where the model had all detail (%i of 80)', async (most, holds) => {
    led.host.isFast = true;
    led.host.fullDetail = most;
    expect(await led.pipeline.classify(job(1))).toMatchObject({
      outcome: { isFullDetail: holds },
    });
  });
});

describe('an engine in trouble', () => {
  it('that rests has no picture fetched or decoded', async () => {
    led.host.resting = new EngineUnavailableError('no model', 10_000);
    const { outcome } = await led.pipeline.classify(job(1));
    expect(outcome).toMatchObject({ reason: 'engine-unavailable', retryable: true });
    expect([led.host.wakes, led.host.begun]).toEqual([0, []]);
  });

  it('that is not to be had fails the picture, and the next is tried anew', async () => {
    led.host.isFast = true;
    led.host.unavailable = new EngineUnavailableError('no model', 0);
    const { outcome } = await led.pipeline.classify(job(1));
    expect(outcome).toEqual({ ...failed('engine-unavailable', 'no model'), again: 0 });

    led.host.unavailable = undefined;
    expect(await led.pipeline.classify(job(2))).toMatchObject(label(2));
  });

  it('that crashes once is given the picture once more', async () => {
    led.host.isFast = true;
    led.host.crashes.push(new Error('context lost'));
    expect(await led.pipeline.classify(job(1))).toMatchObject(label(1));
    expect(led.host.begun).toEqual([1, 1]);
  });

  it('that is replaced, however often, is no failure of the picture', async () => {
    led.host.isFast = true;
    for (let n = 0; n < 5; n++) led.host.crashes.push(new EngineReplacedError('replaced'));
    expect(await led.pipeline.classify(job(1))).toMatchObject(label(1));
  });

  it('is told what to run on before it is asked for anything', async () => {
    led.host.isFast = true;
    await led.pipeline.classify(job(1, { engine: { choice: 'cpu', idleMinutes: 5 } }));
    expect(led.host.chosen).toEqual(['cpu']);
  });

  it('that crashes over a further view is given the whole picture once more', async () => {
    led.host.isFast = true;
    led.host.probability = 0.4;
    led.host.crashes.push(undefined, new Error('context lost'));
    expect((await led.pipeline.classify(job(1))).outcome).toMatchObject({
      kind: 'scored',
      views: 3,
    });
    expect(led.host.begun).toEqual([1, 1, 1, 1, 1]);
  });

  it('that crashes three times fails the picture, and the next one works', async () => {
    led.host.isFast = true;
    led.host.crashes.push(new Error('first'), new Error('second'), new Error('third'));
    const { outcome } = await led.pipeline.classify(job(1));
    expect(outcome).toEqual(failed('interrupted', 'third'));
    expect(await led.pipeline.classify(job(2))).toMatchObject(label(2));
  });
});
