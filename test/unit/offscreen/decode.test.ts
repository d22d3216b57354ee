import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failed, skipped } from '../../../src/core/outcome';
import { type DecodedPicture, decode } from '../../../src/offscreen/decode';
import { firstFrame } from '../../../src/offscreen/first-frame';
import { svgWeight } from '../../../src/offscreen/svg-weight';
import { defer } from '../fakes/deferred';
import { endLoading, loadedImages, stubImages } from '../fakes/pictures';
import { bitmapOf, frameOf, stubRasters } from '../fakes/rasters';

vi.mock('../../../src/offscreen/first-frame', async (load) => ({
  ...(await load<typeof import('../../../src/offscreen/first-frame')>()),
  firstFrame: vi.fn(),
}));
// Node knows no XML.
vi.mock('../../../src/offscreen/svg-weight', () => ({ svgWeight: vi.fn(() => 1) }));

let rasters: ReturnType<typeof stubRasters>;
const createBitmap = vi.fn();
const revoke = vi.fn();
const picture = { bytes: new Blob(['bytes']), format: 'gif', width: 400, height: 200 };
const svg = { bytes: new Blob(['<svg/>']), format: 'svg', width: 0, height: 0 };
const centre = { x: 150, y: 50, width: 100, height: 100 };

beforeEach(() => {
  rasters = stubRasters();
  vi.stubGlobal('createImageBitmap', createBitmap);
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:svg');
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(revoke);
  stubImages();
  vi.mocked(firstFrame).mockReset().mockResolvedValue(undefined);
  createBitmap.mockReset();
});

/** @throws Error where it cannot be decoded */
async function decoded(...given: Parameters<typeof decode>): Promise<DecodedPicture> {
  const made = await decode(...given);
  if ('kind' in made) throw new Error(made.reason);
  return made;
}

/** Loads the SVG that is being opened. */
async function loadSvg(width: number, height: number): Promise<void> {
  await vi.waitFor(() => expect(loadedImages()).toEqual(['blob:svg']));
  endLoading('blob:svg', width, height);
}

/** The colour of all of a square's pixels. */
function colourOf(pixels: Uint8ClampedArray): number[] {
  const [first] = [[...pixels.subarray(0, 4)]];
  for (let at = 0; at < pixels.length; at += 4) {
    expect([...pixels.subarray(at, at + 4)]).toEqual(first);
  }
  return first as number[];
}

describe('a picture', () => {
  it('is its frame, whose pixels are copied, and which is let go', async () => {
    const frame = frameOf(400, 200, [10, 20, 30, 255]);
    vi.mocked(firstFrame).mockResolvedValue(frame);
    const { width, height, look } = await decoded(picture, '#ffffff');
    expect([width, height]).toEqual([400, 200]);
    expect(colourOf(look(centre, 8))).toEqual([10, 20, 30, 255]);
    expect(frame.close).toHaveBeenCalledOnce();
    expect(rasters.drawings).toEqual([]);
    expect(createBitmap).not.toHaveBeenCalled();
  });

  it('is decoded into the memory of one that was let go, and of no other', async () => {
    const frames = [1, 2, 3].map((tone) => frameOf(400, 200, [tone, tone, tone, 255]));
    const decodedFrame = (at: number) => {
      vi.mocked(firstFrame).mockResolvedValueOnce(frames[at]);
      return decoded(picture, '#ffffff');
    };
    const first = await decodedFrame(0);
    const second = await decodedFrame(1);
    expect(frames[1]?.target).not.toBe(frames[0]?.target);
    first.letGo();
    const third = await decodedFrame(2);
    expect(frames[2]?.target).toBe(frames[0]?.target);
    expect(colourOf(second.look(centre, 8))).toEqual([2, 2, 2, 255]);
    expect(colourOf(third.look(centre, 8))).toEqual([3, 3, 3, 255]);
  });

  it('that is a large frame is drawn smaller', async () => {
    const frame = frameOf(3000, 2000, [1, 2, 3, 255]);
    vi.mocked(firstFrame).mockResolvedValue(frame);
    const made = await decoded(picture, '#ffffff');
    expect([made.width, made.height]).toEqual([1500, 1000]);
    expect(rasters.drawings).toEqual([{ image: frame, width: 1500, height: 1000 }]);
  });

  it('that is too large for kept memory has its own', async () => {
    const large = frameOf(2000, 1000, [1, 1, 1, 255]);
    vi.mocked(firstFrame).mockResolvedValueOnce(large);
    (await decoded(picture, '#ffffff')).letGo();
    const next = frameOf(2000, 1000, [1, 1, 1, 255]);
    vi.mocked(firstFrame).mockResolvedValueOnce(next);
    await decoded(picture, '#ffffff');
    expect(large.target?.byteLength).toBe(8_000_000);
    expect(next.target).not.toBe(large.target);
  });

  it('whose frame cannot be copied is drawn', async () => {
    const frame = frameOf(400, 200, [1, 2, 3, 255]);
    vi.spyOn(frame, 'copyTo').mockRejectedValue(new Error('Of no known colours'));
    vi.mocked(firstFrame).mockResolvedValue(frame);
    const { look } = await decoded(picture, '#ffffff');
    expect(colourOf(look(centre, 8))).toEqual([1, 2, 3, 255]);
    expect(rasters.drawings).toEqual([{ image: frame, width: 400, height: 200 }]);
    expect(frame.close).toHaveBeenCalledOnce();
  });

  it('without one is what the browser makes of it, which is drawn and let go', async () => {
    const bitmap = bitmapOf(400, 200, [10, 20, 30, 255]);
    createBitmap.mockResolvedValue(bitmap);
    const { width, height, look } = await decoded(picture, '#ffffff');
    expect([width, height]).toEqual([400, 200]);
    expect(colourOf(look(centre, 8))).toEqual([10, 20, 30, 255]);
    expect(rasters.drawings).toEqual([{ image: bitmap, width: 400, height: 200 }]);
    expect(bitmap.close).toHaveBeenCalledOnce();
  });

  it('has the colour in it that shows through', async () => {
    createBitmap.mockResolvedValue(bitmapOf(400, 200, [255, 0, 0, 51]));
    const { look } = await decoded(picture, '#00ff00');
    expect(colourOf(look(centre, 8))).toEqual([51, 204, 0, 255]);
  });

  it.each([
    // Pixels of a large picture that are kept: its short side is 512 at least.
    [3000, 2000, 1500, 1000],
    [4097, 4099, 513, 513],
    [4000, 1000, 4000, 1000],
  ])('of %i by %i is drawn smaller where it can be: %i by %i', async (...row) => {
    const [width, height, ...kept] = row;
    createBitmap.mockResolvedValue(bitmapOf(width, height, [1, 2, 3, 255]));
    const made = await decoded({ ...picture, width, height }, '#ffffff');
    expect([made.width, made.height]).toEqual(kept);
  });

  it.each([{ rotation: 90 }, { rotation: 180 }, { flip: true }])(
    'that is turned upright by the browser is drawn whole: %j',
    async (turn) => {
      const frame = frameOf(400, 200, [10, 20, 30, 255], turn);
      vi.mocked(firstFrame).mockResolvedValue(frame);
      const { look } = await decoded(picture, '#ffffff');
      expect(colourOf(look(centre, 8))).toEqual([10, 20, 30, 255]);
      expect(rasters.drawings).toEqual([{ image: frame, width: 400, height: 200 }]);
    },
  );

  it('has a thumbnail of the square in its middle', async () => {
    createBitmap.mockResolvedValue(bitmapOf(400, 200, [10, 20, 30, 255]));
    const { thumbnail } = await decoded(picture, '#ffffff');
    expect(thumbnail()).toEqual(new TextEncoder().encode('image/jpeg'));
    expect(rasters.written).toMatchObject([{ width: 96, height: 96 }]);
    expect(colourOf(rasters.written[0]?.data as Uint8ClampedArray)).toEqual([10, 20, 30, 255]);
  });

  it('without a thumbnail to be had is there all the same', async () => {
    createBitmap.mockResolvedValue(bitmapOf(400, 200, [10, 20, 30, 255]));
    const log = vi.spyOn(console, 'error').mockReturnValue();
    rasters.write.mockImplementationOnce(() => {
      throw new Error('Out of memory');
    });
    const { thumbnail } = await decoded(picture, '#ffffff');
    expect(thumbnail()).toBeUndefined();
    expect(log).toHaveBeenCalledOnce();
  });

  it('is not drawn where it would be drawn without end', async () => {
    vi.mocked(svgWeight).mockReturnValueOnce(1e9);
    expect(await decode(svg, '#ffffff')).toEqual(skipped('too-large'));
    expect(svgWeight).toHaveBeenCalledExactlyOnceWith('<svg/>', 200_000);
    expect(loadedImages()).toEqual([]);
  });

  it('that is an SVG is drawn as the text that was weighed, whatever its bytes say of themselves', async () => {
    const marked = '\ufeff<?xml version="1.0" encoding="ISO-2022-JP"?><svg/>';
    const bytes = new Blob([Buffer.from(marked, 'utf16le')]);
    const opened = decode({ ...svg, bytes }, '#ffffff');
    await loadSvg(300, 150);
    await opened;
    const [drawn] = vi.mocked(URL.createObjectURL).mock.calls[0] ?? [];
    expect(svgWeight).toHaveBeenCalledExactlyOnceWith('<svg/>', 200_000);
    expect(await (drawn as Blob).text()).toBe('<svg/>');
  });

  it.each([
    // The short side becomes 512, or the long one 2048, and no side less than 1.
    [300, 150, 1024, 512],
    [16, 16, 512, 512],
    [100, 8000, 26, 2048],
    [9_000_000, 1, 2048, 1],
  ])('that is an SVG of %i by %i is drawn once by an image element, %i by %i', async (...row) => {
    const [width, height, ...drawn] = row;
    const opened = decoded(svg, '#ffffff');
    await loadSvg(width, height);
    const made = await opened;
    expect([made.width, made.height]).toEqual(drawn);
    expect(rasters.drawings).toEqual([
      { image: expect.any(Image), width: drawn[0], height: drawn[1] },
    ]);
    expect(vi.mocked(URL.createObjectURL).mock.calls).toMatchObject([
      [{ type: 'image/svg+xml;charset=utf-8' }],
    ]);
    expect(createBitmap).not.toHaveBeenCalled();
    expect(revoke).toHaveBeenCalledExactlyOnceWith('blob:svg');
  });

  it.each([
    ['a side too long', 16_385, 1],
    ['too many pixels', 8_001, 8_000],
  ])('that turns out to have %s, whatever its header says, is let go', async (_, ...size) => {
    const bitmap = bitmapOf(...size, [0, 0, 0, 255]);
    createBitmap.mockResolvedValue(bitmap);
    expect(await decode(picture, '#ffffff')).toEqual(skipped('too-large'));
    expect(bitmap.close).toHaveBeenCalledOnce();
    expect(rasters.drawings).toEqual([]);
  });

  it('of no size is empty, and let go', async () => {
    const bitmap = bitmapOf(0, 0, [0, 0, 0, 255]);
    createBitmap.mockResolvedValue(bitmap);
    expect(await decode(picture, '#ffffff')).toEqual(skipped('empty'));
    expect(bitmap.close).toHaveBeenCalledOnce();
  });

  it('that does not decode says why', async () => {
    createBitmap.mockRejectedValue(new Error('Damaged'));
    expect(await decode(picture, '#ffffff')).toEqual(failed('undecodable', 'Damaged'));
  });

  it('that decodes and cannot be drawn says why, and is let go', async () => {
    const bitmap = bitmapOf(400, 200, [0, 0, 0, 255]);
    createBitmap.mockResolvedValue(bitmap);
    rasters.draw.mockImplementationOnce(() => {
      throw new Error('Out of memory');
    });
    expect(await decode(picture, '#ffffff')).toEqual(failed('undecodable', 'Out of memory'));
    expect(bitmap.close).toHaveBeenCalledOnce();
  });

  it('that nobody may read once it is drawn is undecodable', async () => {
    const opened = decode(svg, '#ffffff');
    rasters.read.mockImplementationOnce(() => {
      throw new DOMException('It has been tainted', 'SecurityError');
    });
    await loadSvg(300, 150);
    expect(await opened).toEqual(failed('undecodable', 'It has been tainted'));
  });

  it('that is a damaged SVG says so, and its address is let go', async () => {
    const opened = decode(svg, '#ffffff');
    await loadSvg(0, 0);
    expect(await opened).toEqual(failed('undecodable', 'The SVG is damaged'));
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
    const answer = decode(picture, '#ffffff');
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toEqual(tooLate);
    const bitmap = bitmapOf(400, 200, [0, 0, 0, 255]);
    late.resolve(bitmap);
    await vi.waitFor(() => expect(bitmap.close).toHaveBeenCalledOnce());
    expect(rasters.drawings).toEqual([]);
  });

  it('over its frame ends that too, and is not decoded once more', async () => {
    const found = defer<VideoFrame | undefined>();
    vi.mocked(firstFrame).mockImplementation((_picture, signal) => {
      signal.addEventListener('abort', () => found.resolve(undefined));
      return found.promise as ReturnType<typeof firstFrame>;
    });
    const answer = decode(picture, '#ffffff');
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toEqual(tooLate);
    await found.promise;
    expect(createBitmap).not.toHaveBeenCalled();
  });

  it('though it is an SVG is given up, and its address let go', async () => {
    const answer = decode(svg, '#ffffff');
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toEqual(tooLate);
    expect(revoke).toHaveBeenCalledExactlyOnceWith('blob:svg');
    expect(loadedImages()).toEqual(['']);
  });
});
