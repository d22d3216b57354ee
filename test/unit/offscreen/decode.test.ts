import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failed, skipped } from '../../../src/core/outcome';
import { DeadlineError } from '../../../src/messaging/deadline';
import { type DecodedPicture, withDecoded } from '../../../src/offscreen/decode';
import { firstFrameWithContent } from '../../../src/offscreen/first-frame';
import { reducedFrame } from '../../../src/offscreen/reduced-frame';
import { svgWeight } from '../../../src/offscreen/svg-weight';
import { defer } from '../fakes/deferred';
import { endLoading, loadedImages, stubImages } from '../fakes/pictures';

vi.mock('../../../src/offscreen/first-frame');
vi.mock('../../../src/offscreen/reduced-frame');
// Node knows no XML.
vi.mock('../../../src/offscreen/svg-weight', () => ({ svgWeight: vi.fn(() => 1) }));

interface Drawing {
  readonly side: number;
  /** What was filled or drawn, in order. */
  readonly steps: unknown[];
}

const drawings: Drawing[] = [];

const draw = vi.fn((_: unknown) => {});

/** What the browser draws, and lets nobody read afterwards, nor what it was drawn on. */
const unreadable = new WeakSet<object>();

/** Canvases are drawn on more than once: each drawing begins by filling, or is the only one. */
class FakeCanvas {
  readonly width: number;

  constructor(side: number) {
    this.width = side;
  }

  getContext() {
    const canvas = this;
    const side = this.width;
    let steps: unknown[] | undefined;
    const begin = () => {
      steps = [];
      drawings.push({ side, steps });
      return steps;
    };
    return {
      canvas: this,
      fillStyle: '',
      imageSmoothingQuality: 'low',
      fillRect(...box: number[]) {
        begin().push([this.fillStyle, ...box]);
      },
      drawImage(image: unknown, ...boxes: number[]) {
        draw(image);
        if (unreadable.has(image as object)) unreadable.add(canvas);
        (steps ?? begin()).push([image, this.imageSmoothingQuality, ...boxes]);
      },
      getImageData: () => {
        if (unreadable.has(canvas)) throw new DOMException('It has been tainted', 'SecurityError');
        return { data: new Uint8ClampedArray(side * side * 4) };
      },
    };
  }

  convertToBlob = async ({ type }: { type: string }) => new Blob([type]);
}

class FakeVideoFrame {
  readonly displayWidth = 400;
  readonly displayHeight = 200;
  readonly close = vi.fn();
}

const bitmapOf = (width: number, height: number) => ({ width, height, close: vi.fn() });
const createBitmap = vi.fn();
const revoke = vi.fn();
const picture = { bytes: new Blob(['bytes']), format: 'gif', width: 400, height: 200 };
const svg = { bytes: new Blob(['<svg/>']), format: 'svg', width: 0, height: 0 };
const sizeOf = async ({ width, height }: DecodedPicture) => [width, height];
const isLetGo = (raster: { close: () => void }) =>
  vi.waitFor(() => expect(raster.close).toHaveBeenCalledOnce());

beforeEach(() => {
  drawings.length = 0;
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
  vi.stubGlobal('VideoFrame', FakeVideoFrame);
  vi.stubGlobal('createImageBitmap', createBitmap);
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:svg');
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(revoke);
  stubImages();
  vi.mocked(firstFrameWithContent).mockResolvedValue(undefined);
  vi.mocked(reducedFrame).mockResolvedValue(undefined);
});

/** Loads the SVG that is being opened. */
async function loadSvg(width: number, height: number): Promise<void> {
  await vi.waitFor(() => expect(loadedImages()).toEqual(['blob:svg']));
  endLoading('blob:svg', width, height);
}

describe('a picture that nobody may read once it is drawn', () => {
  const look = async ({ look }: DecodedPicture) => look({ x: 0, y: 0, width: 9, height: 9 }, 224);

  it('is undecodable where it is an SVG, before anything else is drawn with it', async () => {
    const opened = withDecoded(svg, '#ffffff', look);
    await vi.waitFor(() => expect(loadedImages()).toEqual(['blob:svg']));
    draw.mockImplementationOnce((image) => unreadable.add(image as object));
    endLoading('blob:svg', 300, 150);
    expect(await opened).toMatchObject({ reason: 'undecodable', detail: 'It has been tainted' });
    expect(drawings.map(({ side }) => side)).toEqual([1024]);
  });

  it('spoils none that comes after it', async () => {
    const bitmap = bitmapOf(400, 200);
    createBitmap.mockResolvedValue(bitmap);
    unreadable.add(bitmap);
    expect(await withDecoded(picture, '#ffffff', look)).toMatchObject({ reason: 'undecodable' });
    createBitmap.mockResolvedValue(bitmapOf(400, 200));
    expect(await withDecoded(picture, '#ffffff', look)).toHaveLength(224 * 224 * 4);
  });
});

describe('a picture', () => {
  it('is drawn so that the part that is asked for fills the square, over the colour that shows through it', async () => {
    const bitmap = bitmapOf(400, 200);
    createBitmap.mockResolvedValue(bitmap);
    const pixels = await withDecoded(picture, '#102030', async (decoded) => [
      decoded.look({ x: 50, y: 20, width: 112, height: 56 }, 224),
      decoded.look({ x: 75, y: 12.5, width: 32, height: 32 }, 40),
    ]);
    expect(pixels).toMatchObject([{ length: 224 * 224 * 4 }, { length: 40 * 40 * 4 }]);
    expect(drawings).toEqual([
      {
        side: 224,
        steps: [
          ['#102030', 0, 0, 224, 224],
          [bitmap, 'high', 50, 20, 112, 56, 0, 0, 224, 224],
        ],
      },
      {
        side: 40,
        steps: [
          ['#102030', 0, 0, 40, 40],
          [bitmap, 'high', 75, 12.5, 32, 32, 0, 0, 40, 40],
        ],
      },
    ]);
  });

  it('has a thumbnail of the square in its middle, over the same colour', async () => {
    const bitmap = bitmapOf(400, 200);
    createBitmap.mockResolvedValue(bitmap);
    const small = await withDecoded(picture, '#102030', (decoded) => decoded.thumbnail());
    expect(small).toEqual(new TextEncoder().encode('image/webp'));
    expect(drawings).toEqual([
      {
        side: 96,
        steps: [
          ['#102030', 0, 0, 96, 96],
          [bitmap, 'medium', 100, 0, 200, 200, 0, 0, 96, 96],
        ],
      },
    ]);
  });

  it('that is shrunk is drawn twice as large first, and then halved', async () => {
    const bitmap = bitmapOf(1000, 1000);
    createBitmap.mockResolvedValue(bitmap);
    await withDecoded(picture, '#ffffff', async (decoded) =>
      decoded.look({ x: 0, y: 0, width: 225, height: 225 }, 224),
    );
    expect(drawings.map((drawing) => drawing.side)).toEqual([448, 224]);
    expect(drawings[0]?.steps[1]).toEqual([bitmap, 'high', 0, 0, 225, 225, 0, 0, 448, 448]);
    const halved = [expect.any(FakeCanvas), 'low', 0, 0, 448, 448, 0, 0, 224, 224];
    expect(drawings[1]?.steps[1]).toEqual(halved);
  });

  it('is not drawn where nobody asks for it', async () => {
    createBitmap.mockResolvedValue(bitmapOf(400, 200));
    expect(await withDecoded(picture, '#ffffff', sizeOf)).toEqual([400, 200]);
    expect(drawings).toEqual([]);
  });

  it('that begins blank is its first frame with content', async () => {
    const frame = new FakeVideoFrame();
    vi.mocked(firstFrameWithContent).mockResolvedValue(frame as unknown as VideoFrame);
    const size = await withDecoded(picture, '#ffffff', async (decoded) => {
      decoded.look({ x: 7, y: 14, width: 56, height: 56 }, 224);
      return sizeOf(decoded);
    });
    expect(size).toEqual([400, 200]);
    expect(drawings[0]?.steps[1]).toEqual([frame, 'high', 7, 14, 56, 56, 0, 0, 224, 224]);
    expect(createBitmap).not.toHaveBeenCalled();
    await isLetGo(frame);
  });

  it('is not drawn where it would be drawn without end', async () => {
    vi.mocked(svgWeight).mockReturnValueOnce(1e9);
    expect(await withDecoded(svg, '#ffffff', sizeOf)).toEqual(skipped('too-large'));
    expect(svgWeight).toHaveBeenCalledExactlyOnceWith('<svg/>', 200_000);
    expect(loadedImages()).toEqual([]);
  });

  it('that is an SVG is drawn as the text that was weighed, whatever its bytes say of themselves', async () => {
    const marked = '\ufeff<?xml version="1.0" encoding="ISO-2022-JP"?><svg/>';
    const bytes = new Blob([Buffer.from(marked, 'utf16le')]);
    const opened = withDecoded({ ...svg, bytes }, '#ffffff', sizeOf);
    await loadSvg(300, 150);
    await opened;
    const [drawn] = vi.mocked(URL.createObjectURL).mock.calls[0] ?? [];
    expect(svgWeight).toHaveBeenCalledExactlyOnceWith('<svg/>', 200_000);
    expect(await (drawn as Blob).text()).toBe('<svg/>');
  });

  it('that is decoded small is that, and nothing else of it is decoded', async () => {
    const frame = new FakeVideoFrame();
    vi.mocked(reducedFrame).mockResolvedValue(frame as unknown as VideoFrame);
    expect(await withDecoded(picture, '#ffffff', sizeOf)).toEqual([400, 200]);
    expect(firstFrameWithContent).not.toHaveBeenCalled();
    expect(createBitmap).not.toHaveBeenCalled();
    await isLetGo(frame);
  });

  it.each([
    // The short side becomes 512, or the long one 2048, and no side less than 1.
    [300, 150, 1024, 512],
    [16, 16, 512, 512],
    [100, 8000, 26, 2048],
    [9_000_000, 1, 2048, 1],
  ])('that is an SVG of %i by %i is drawn once by an image element, %i by %i', async (...row) => {
    const [width, height, ...drawn] = row;
    const opened = withDecoded(svg, '#ffffff', sizeOf);
    await loadSvg(width, height);
    expect(await opened).toEqual(drawn);
    expect(drawings).toEqual([
      { side: drawn[0], steps: [[expect.any(Image), 'low', 0, 0, ...drawn]] },
    ]);
    expect(vi.mocked(URL.createObjectURL).mock.calls).toMatchObject([
      [{ type: 'image/svg+xml;charset=utf-8' }],
    ]);
    expect(createBitmap).not.toHaveBeenCalled();
  });

  it.each([
    ['a side too long', 16_385, 1],
    ['too many pixels', 8_001, 8_000],
  ])('that turns out to have %s, whatever its header says, is let go', async (_, ...size) => {
    const use = vi.fn();
    const bitmap = bitmapOf(...size);
    createBitmap.mockResolvedValue(bitmap);
    expect(await withDecoded(picture, '#ffffff', use)).toEqual(skipped('too-large'));
    await isLetGo(bitmap);
    expect(use).not.toHaveBeenCalled();
  });

  it('of no size is empty, and let go', async () => {
    const use = vi.fn();
    const bitmap = bitmapOf(0, 0);
    createBitmap.mockResolvedValue(bitmap);
    expect(await withDecoded(picture, '#ffffff', use)).toEqual(skipped('empty'));
    await isLetGo(bitmap);
    expect(use).not.toHaveBeenCalled();
  });

  it('that does not decode says why', async () => {
    createBitmap.mockRejectedValue(new Error('Damaged'));
    const use = vi.fn();
    expect(await withDecoded(picture, '#ffffff', use)).toEqual(failed('undecodable', 'Damaged'));
    expect(use).not.toHaveBeenCalled();
  });

  it('that decodes and is not drawn says why, and is let go', async () => {
    const bitmap = bitmapOf(400, 200);
    createBitmap.mockResolvedValue(bitmap);
    draw.mockImplementationOnce(() => {
      throw new Error('Out of memory');
    });
    const opened = withDecoded(picture, '#ffffff', async (decoded) =>
      decoded.look({ x: 0, y: 0, width: 10, height: 10 }, 224),
    );
    expect(await opened).toEqual(failed('undecodable', 'Out of memory'));
    await isLetGo(bitmap);
  });

  it('without a thumbnail to be had is there all the same', async () => {
    createBitmap.mockResolvedValue(bitmapOf(400, 200));
    const log = vi.spyOn(console, 'error').mockReturnValue();
    draw.mockImplementationOnce(() => {
      throw new Error('Out of memory');
    });
    const thumbnail = await withDecoded(picture, '#ffffff', async (decoded) => [
      await decoded.thumbnail(),
    ]);
    expect(thumbnail).toEqual([undefined]);
    expect(log).toHaveBeenCalledOnce();
  });

  it('that makes a canvas unreadable spoils no other picture', async () => {
    class SpoiltCanvas extends FakeCanvas {
      override getContext() {
        const getImageData = () => {
          throw new DOMException('The canvas has been tainted', 'SecurityError');
        };
        return { ...super.getContext(), getImageData };
      }
    }
    createBitmap.mockResolvedValue(bitmapOf(400, 200));
    // A side that no other test has a canvas for.
    const side = 77;
    const look = async (decoded: DecodedPicture) =>
      decoded.look({ x: 0, y: 0, width: side, height: side }, side).length;
    vi.stubGlobal('OffscreenCanvas', SpoiltCanvas);
    const spoilt = await withDecoded(picture, '#ffffff', look);
    expect(spoilt).toEqual(failed('undecodable', 'The canvas has been tainted'));
    vi.stubGlobal('OffscreenCanvas', FakeCanvas);
    expect(await withDecoded(picture, '#ffffff', look)).toBe(side * side * 4);
  });

  it('that is a damaged SVG says so, and its address is let go', async () => {
    const opened = withDecoded(svg, '#ffffff', sizeOf);
    await loadSvg(0, 0);
    expect(await opened).toEqual(failed('undecodable', 'The SVG is damaged'));
    expect(revoke).toHaveBeenCalledExactlyOnceWith('blob:svg');
  });
});

describe('a picture in use', () => {
  const troubles = [new Error('The engine broke'), new DeadlineError('No answer in 20 s')];

  it('stays open until its user is done, and is let go then', async () => {
    const bitmap = bitmapOf(400, 200);
    createBitmap.mockResolvedValue(bitmap);
    const work = defer<string>();
    const inUse = vi.fn(() => work.promise);
    const answer = withDecoded(picture, '#ffffff', inUse);
    await vi.waitFor(() => expect(inUse).toHaveBeenCalled());
    expect(bitmap.close).not.toHaveBeenCalled();
    work.resolve('tabby');
    expect(await answer).toBe('tabby');
    await isLetGo(bitmap);
  });

  // Also one that looks as if decoding had taken too long.
  it.each(troubles)(
    'is let go when its user fails, whose error is nobody else’s: %s',
    async (error) => {
      const bitmap = bitmapOf(400, 200);
      createBitmap.mockResolvedValue(bitmap);
      const use = () => Promise.reject(error);
      await expect(withDecoded(picture, '#ffffff', use)).rejects.toBe(error);
      await isLetGo(bitmap);
    },
  );

  it.each(troubles)('is let go likewise where it is an SVG: %s', async (error) => {
    const opened = withDecoded(svg, '#ffffff', async () => {
      expect(revoke).not.toHaveBeenCalled();
      throw error;
    });
    const thrown = expect(opened).rejects.toBe(error);
    await loadSvg(300, 150);
    await thrown;
    expect(revoke).toHaveBeenCalledExactlyOnceWith('blob:svg');
    expect(loadedImages()).toEqual(['']);
  });
});

describe('a picture that takes too long', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    return () => vi.useRealTimers();
  });

  const tooLate = failed('timed-out', 'No answer in 15 s');

  it('is given up, and let go when it comes after all', async () => {
    const late = defer<ReturnType<typeof bitmapOf>>();
    createBitmap.mockReturnValue(late.promise);
    const answer = withDecoded(picture, '#ffffff', sizeOf);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toEqual(tooLate);
    const bitmap = bitmapOf(400, 200);
    late.resolve(bitmap);
    await isLetGo(bitmap);
  });

  it('over the search for a frame ends that too, and is not decoded once more', async () => {
    const found = defer<VideoFrame | undefined>();
    vi.mocked(firstFrameWithContent).mockImplementation((_bytes, _format, signal) => {
      signal.addEventListener('abort', () => found.resolve(undefined));
      return found.promise;
    });
    const answer = withDecoded(picture, '#ffffff', sizeOf);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toEqual(tooLate);
    await found.promise;
    expect(createBitmap).not.toHaveBeenCalled();
  });

  it('though it is an SVG is given up, and its address let go', async () => {
    const answer = withDecoded(svg, '#ffffff', sizeOf);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toEqual(tooLate);
    expect(revoke).toHaveBeenCalledExactlyOnceWith('blob:svg');
    expect(loadedImages()).toEqual(['']);
  });
});
