import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failed, skipped } from '../../../src/core/outcome';
import { decode } from '../../../src/offscreen/decode';
import { firstFrameWithContent } from '../../../src/offscreen/first-frame';
import { defer } from '../fakes/deferred';

vi.mock('../../../src/offscreen/first-frame');

interface Drawing {
  readonly side: number;
  /** What was filled or drawn, in order. */
  readonly steps: unknown[];
}

const drawings: Drawing[] = [];

class FakeCanvas {
  readonly #drawing: Drawing;

  constructor(side: number) {
    this.#drawing = { side, steps: [] };
    drawings.push(this.#drawing);
  }

  getContext() {
    const { steps, side } = this.#drawing;
    return {
      canvas: this,
      fillStyle: '',
      fillRect(...box: number[]) {
        steps.push([this.fillStyle, ...box]);
      },
      drawImage(image: unknown, ...boxes: number[]) {
        steps.push([image, ...boxes]);
      },
      getImageData: () => ({ data: new Uint8ClampedArray(side * side * 4) }),
    };
  }

  convertToBlob = async () => new Blob(['small']);
}

class FakeVideoFrame {
  readonly displayWidth = 400;
  readonly displayHeight = 200;
  readonly close = vi.fn();
}

const bitmapOf = (width: number, height: number) => ({ width, height, close: vi.fn() });
const createBitmap = vi.fn();
const picture = { bytes: new Blob(['bytes']), format: 'gif' };
const wishes = { backdrop: '#102030', thumbnail: true };

beforeEach(() => {
  drawings.length = 0;
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
  vi.stubGlobal('VideoFrame', FakeVideoFrame);
  vi.stubGlobal('createImageBitmap', createBitmap);
  vi.mocked(firstFrameWithContent).mockResolvedValue(undefined);
});

describe('a picture', () => {
  it('is drawn on the colour that shows through it, for the model and for the thumbnail', async () => {
    const bitmap = bitmapOf(400, 200);
    createBitmap.mockResolvedValue(bitmap);
    const decoded = await decode(picture, 224, wishes);
    expect(decoded).toMatchObject({ pixels: { length: 224 * 224 * 4 } });
    expect(drawings).toEqual([
      {
        side: 224,
        steps: [
          ['#102030', 0, 0, 224, 224],
          [bitmap, 112.5, 12.5, 175, 175, 0, 0, 224, 224],
        ],
      },
      {
        side: 96,
        steps: [
          ['#102030', 0, 0, 96, 96],
          [bitmap, 100, 0, 200, 200, 0, 0, 96, 96],
        ],
      },
    ]);
    expect(bitmap.close).toHaveBeenCalled();
  });

  it('that begins blank is drawn by its first frame with content, which is let go then', async () => {
    const frame = new FakeVideoFrame();
    vi.mocked(firstFrameWithContent).mockResolvedValue(frame as unknown as VideoFrame);
    await decode(picture, 224, { ...wishes, thumbnail: false });
    expect(drawings[0]?.steps[1]).toEqual([frame, 112.5, 12.5, 175, 175, 0, 0, 224, 224]);
    expect(createBitmap).not.toHaveBeenCalled();
    expect(frame.close).toHaveBeenCalledOnce();
  });

  it('of no size is empty', async () => {
    createBitmap.mockResolvedValue(bitmapOf(0, 0));
    expect(await decode(picture, 224, wishes)).toEqual(skipped('empty'));
  });

  it('that does not decode says why', async () => {
    createBitmap.mockRejectedValue(new Error('Damaged'));
    expect(await decode(picture, 224, wishes)).toEqual(failed('undecodable', 'Damaged'));
  });
});

describe('a picture that takes too long', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    return () => vi.useRealTimers();
  });

  it('is given up, and let go when it comes after all', async () => {
    const late = defer<ReturnType<typeof bitmapOf>>();
    createBitmap.mockReturnValue(late.promise);
    const answer = decode(picture, 224, wishes);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toEqual(failed('timed-out', 'No answer in 15 s'));
    const bitmap = bitmapOf(400, 200);
    late.resolve(bitmap);
    await vi.waitFor(() => expect(bitmap.close).toHaveBeenCalled());
  });

  it('over the search for a frame ends that too, and is not decoded once more', async () => {
    const found = defer<VideoFrame | undefined>();
    vi.mocked(firstFrameWithContent).mockImplementation((_bytes, _format, signal) => {
      signal.addEventListener('abort', () => found.resolve(undefined));
      return found.promise;
    });
    const answer = decode(picture, 224, wishes);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toEqual(failed('timed-out', 'No answer in 15 s'));
    await found.promise;
    expect(createBitmap).not.toHaveBeenCalled();
  });
});
