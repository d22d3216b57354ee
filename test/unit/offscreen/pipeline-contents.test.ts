import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failed, skipped } from '../../../src/core/outcome';
import type { Job } from '../../../src/messaging/protocol';
import { decode } from '../../../src/offscreen/decode';
import { job } from '../fakes/jobs';
import { decodeMark, label, leadPipeline } from '../fakes/led-pipeline';
import { png } from '../fakes/pictures';

vi.mock('../../../src/offscreen/decode');

let led: ReturnType<typeof leadPipeline>;

beforeEach(() => {
  vi.mocked(decode).mockImplementation(decodeMark);
  led = leadPipeline();
});

/** A job for the same picture as that of a mark, from elsewhere. */
const alike = (mark: number, key: string, details: Partial<Job> = {}) =>
  job(mark, { key, ...details });

describe('the same bytes under other keys', () => {
  it('are one inference, whose result names what they hold', async () => {
    const results = ['a', 'b', 'c'].map((key) => led.pipeline.classify(alike(1, key)));
    await vi.waitFor(() => expect(led.host.begun).toEqual([1]));
    led.host.finish(1);
    const [one, ...others] = await Promise.all(results);
    expect(one).toMatchObject(label(1));
    expect(one?.content).toMatch(/^[0-9a-f]{64}$/);
    expect(others).toEqual([one, one]);
    expect(led.host.begun).toEqual([1]);
  });

  it('are known later on, without being decoded', async () => {
    led.host.isFast = true;
    const first = await led.pipeline.classify(job(1, { thumbnail: true }));
    const { thumbnail: _, ...scores } = first;
    expect(await led.pipeline.classify(alike(1, 'another', { thumbnail: true }))).toEqual(scores);
    expect(decode).toHaveBeenCalledOnce();
    expect(led.pipeline.cache()).toMatchObject({
      name: 'contents',
      entries: 1,
      hits: 1,
      misses: 1,
    });
    expect(led.pipeline.cache().bytes).toBeGreaterThan(100);
  });

  it('that were named before are known by that name, and not named once more', async () => {
    led.host.isFast = true;
    const digest = vi.spyOn(crypto.subtle, 'digest');
    const named = job(1, { key: 'on its site', content: 'a name' });
    expect(await led.pipeline.classify(named)).toMatchObject({ content: 'a name' });
    expect(await led.pipeline.classify(named)).toMatchObject({ content: 'a name' });
    expect(digest).not.toHaveBeenCalled();
    expect(decode).toHaveBeenCalledOnce();
  });

  it.each<Partial<Job>>([
    { backdrop: '#000000' },
    { isPrivate: true },
    { tabUrl: 'https://other.example/' },
  ])('are other pictures with %j', async (details) => {
    led.host.isFast = true;
    await led.pipeline.classify(job(1));
    await led.pipeline.classify(alike(1, 'another', details));
    expect(led.host.begun).toEqual([1, 1]);
  });

  it('are one inference on all pages of a site', async () => {
    led.host.isFast = true;
    const first = await led.pipeline.classify(job(1));
    const elsewhere = { tabUrl: 'https://www.site.example/other' };
    expect(await led.pipeline.classify(alike(1, 'another', elsewhere))).toEqual(first);
    expect(led.host.begun).toEqual([1]);
  });

  it('have one name on all sites', async () => {
    led.host.isFast = true;
    const first = await led.pipeline.classify(job(1));
    const elsewhere = { tabUrl: 'https://other.example/' };
    const other = await led.pipeline.classify(alike(1, 'another', elsewhere));
    expect(other.content).toBe(first.content);
  });

  it('are told of as not to be kept by those alone whose host has said so', async () => {
    led.host.isFast = true;
    const bytes = png(100, 80, 1);
    const fleeting = alike(1, 'f', { picture: { kind: 'bytes', bytes, isFleeting: true } });
    expect(await led.pipeline.classify(fleeting)).toMatchObject({ isFleeting: true });
    expect(await led.pipeline.classify(alike(1, 'a'))).not.toHaveProperty('isFleeting');
    expect(await led.pipeline.classify(fleeting)).toMatchObject({ isFleeting: true });
    expect(led.host.begun).toEqual([1]);
  });

  it('of private windows are never kept', async () => {
    led.host.isFast = true;
    for (const key of ['a', 'b']) await led.pipeline.classify(alike(1, key, { isPrivate: true }));
    expect(led.host.begun).toEqual([1, 1]);
    expect(led.pipeline.cache().entries).toBe(0);
  });

  it('are tried anew after a failure', async () => {
    led.host.isFast = true;
    vi.mocked(decode).mockResolvedValueOnce(failed('timed-out'));
    expect(await led.pipeline.classify(job(1))).toMatchObject({ outcome: failed('timed-out') });
    expect(await led.pipeline.classify(alike(1, 'another'))).toMatchObject(label(1));
  });

  it('are classified for those who stay when others leave', async () => {
    const [leaves, stays] = ['a', 'b'].map((key) => led.pipeline.classify(alike(1, key)));
    await vi.waitFor(() => expect(led.host.begun).toEqual([1]));
    led.pipeline.cancel('a');
    expect(await leaves).toEqual({ outcome: skipped('cancelled') });
    led.host.finish(1);
    expect(await stays).toMatchObject(label(1));
  });

  it('leave the queue when nobody stays, and are asked about anew', async () => {
    await led.fillLanes();
    await led.queueUp(alike(3, 'a'));
    await led.join(alike(3, 'b'));
    led.pipeline.cancel('a');
    expect(led.pipeline.waiting).toBe(1);
    led.pipeline.cancel('b');
    expect(led.pipeline.waiting).toBe(0);
    const again = led.pipeline.classify(alike(3, 'c'));
    await vi.waitFor(() => expect(led.pipeline.waiting).toBe(1));
    for (const mark of [1, 2]) led.host.finish(mark);
    await vi.waitFor(() => expect(led.host.begun).toEqual([1, 2, 3]));
    led.host.finish(3);
    expect(await again).toMatchObject(label(3));
  });

  it('press as much as they do on whom they press most', async () => {
    await led.fillLanes();
    await led.queueUp(alike(3, 'a', { priority: 'near' }), job(4), job(5));
    await led.join(alike(3, 'b', { priority: 'near' }));
    led.pipeline.prioritise({ key: 'b', priority: 'asked' });
    await led.join(alike(5, 'c', { priority: 'asked' }));
    led.pipeline.cancel('c');
    for (const next of [3, 4, 5]) {
      led.host.finish(led.host.begun.at(-2) ?? 0);
      await vi.waitFor(() => expect(led.host.begun.at(-1)).toBe(next));
    }
  });
});
