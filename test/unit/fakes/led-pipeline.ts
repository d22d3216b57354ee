import { expect, vi } from 'vitest';
import type { Box } from '../../../src/core/box';
import { bufferOf } from '../../../src/download/bytes';
import type { Job } from '../../../src/messaging/protocol';
import type { DecodedPicture } from '../../../src/offscreen/decode';
import type { Inspected } from '../../../src/offscreen/inspect';
import { Pipeline } from '../../../src/offscreen/pipeline';
import { FakeEngineHost } from './engine-host';
import { job } from './jobs';

/** The parts that were drawn for the engine, and at what size. */
export const drawn = vi.fn();

/** Called when a decoded picture is let go. */
export const letGo = vi.fn();

/** Decodes pictures to their mark, which is their last byte. */
export async function decodeMark({ bytes }: Inspected): Promise<DecodedPicture> {
  const [mark = 0] = new Uint8Array(await bufferOf(bytes.slice(-1)));
  const look = (part: Box, side: number) => {
    drawn(part, side);
    return new Uint8ClampedArray([mark]);
  };
  return {
    width: 100,
    height: 80,
    look,
    thumbnail: () => new TextEncoder().encode('small'),
    letGo,
  };
}

/** What a picture gets of which the engine is sure at its first view. */
export const label = (mark: number) => ({
  outcome: {
    kind: 'scored',
    model: 'tiny',
    views: 1,
    isFullDetail: true,
    scores: {
      topFive: expect.arrayContaining([
        expect.objectContaining({ className: `class ${mark}`, probability: expect.closeTo(0.9) }),
      ]),
      isGraphic: false,
    },
  },
});

/** A pipeline with an engine that the test leads. */
export function leadPipeline() {
  const host = new FakeEngineHost();
  const pipeline = new Pipeline(host.asHost);
  return {
    host,
    pipeline,

    /** Keeps both lanes busy with pictures 1 and 2, so that whatever comes next has to wait. */
    async fillLanes(): Promise<void> {
      void pipeline.classify(job(1));
      await vi.waitFor(() => expect(host.begun).toEqual([1]));
      void pipeline.classify(job(2));
      await vi.waitFor(() => expect(host.begun).toEqual([1, 2]));
    },

    /** Sends jobs and waits until they queue, in this order. */
    async queueUp(...jobs: Job[]): Promise<void> {
      for (const each of jobs) {
        const before = pipeline.waiting;
        void pipeline.classify(each);
        await vi.waitFor(() => expect(pipeline.waiting).toBe(before + 1), { interval: 1 });
      }
    },

    /** Sends a job for bytes that are under way already, and waits until it has joined the others. */
    async join(joining: Job): Promise<void> {
      const { misses } = pipeline.cache();
      void pipeline.classify(joining);
      await vi.waitFor(() => expect(pipeline.cache().misses).toBe(misses + 1));
    },
  };
}
