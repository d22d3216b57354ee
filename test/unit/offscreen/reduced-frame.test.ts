import { beforeEach, describe, expect, it, vi } from 'vitest';
import { reducedFrame, reductionOf } from '../../../src/offscreen/reduced-frame';
import { defer } from '../fakes/deferred';

const decoders: FakeDecoder[] = [];
const decoded = vi.fn<() => Promise<unknown>>();

class FakeDecoder {
  readonly options: ImageDecoderInit;
  readonly close = vi.fn(() => this.closed.reject(new Error('Closed')));
  readonly closed = defer<never>();

  constructor(options: ImageDecoderInit) {
    this.options = options;
    this.closed.promise.catch(() => undefined);
    decoders.push(this);
  }

  decode = () => Promise.race([decoded(), this.closed.promise]);
}

const frame = { close: vi.fn() };
const photograph = { bytes: new Blob(['bytes']), format: 'jpg', width: 4000, height: 3001 };
const never = new AbortController().signal;

beforeEach(() => {
  decoders.length = 0;
  decoded.mockResolvedValue({ image: frame });
  vi.stubGlobal('ImageDecoder', FakeDecoder);
});

describe('the reduction of a picture', () => {
  it.each([
    [500, 400, 1],
    [1023, 4000, 1],
    [1024, 1024, 2],
    [3000, 2047, 2],
    [2048, 9000, 4],
    [4096, 4096, 8],
    [16_000, 16_000, 8],
    [1, 1, 1],
  ])('of %i by %i leaves its short side 512 pixels or more: %i', (width, height, reduction) => {
    expect(reductionOf(width, height)).toBe(reduction);
  });
});

describe('a large JPEG', () => {
  it('is decoded small', async () => {
    expect(await reducedFrame(photograph, never)).toBe(frame);
    expect(decoders[0]?.options).toMatchObject({
      type: 'image/jpeg',
      desiredWidth: 1000,
      desiredHeight: 751,
    });
    expect(decoders[0]?.close).toHaveBeenCalled();
    expect(frame.close).not.toHaveBeenCalled();
  });

  it.each([90, 270])(
    'that is turned by %i degrees is left to be decoded whole',
    async (rotation) => {
      const turned = { close: vi.fn(), rotation };
      decoded.mockResolvedValue({ image: turned });
      expect(await reducedFrame(photograph, never)).toBeUndefined();
      expect(turned.close).toHaveBeenCalledOnce();
    },
  );

  it('that is damaged is left to be decoded whole', async () => {
    decoded.mockRejectedValue(new Error('Damaged'));
    expect(await reducedFrame(photograph, never)).toBeUndefined();
    expect(decoders[0]?.close).toHaveBeenCalled();
  });

  it('that is given up ends its decoder', async () => {
    const { promise } = defer<unknown>();
    decoded.mockReturnValue(promise);
    const life = new AbortController();
    const answer = reducedFrame(photograph, life.signal);
    await vi.waitFor(() => expect(decoded).toHaveBeenCalled());
    life.abort();
    expect(await answer).toBeUndefined();
    expect(decoders[0]?.close).toHaveBeenCalled();
  });

  it('that is given up while its bytes are read is not decoded at all', async () => {
    const life = new AbortController();
    const answer = reducedFrame(photograph, life.signal);
    life.abort();
    expect(await answer).toBeUndefined();
    expect(decoders).toEqual([]);
  });
});

it.each([
  { ...photograph, format: 'png' },
  { ...photograph, width: 1000, height: 700 },
])('a picture that is $format, $width by $height, is left to be decoded whole', async (picture) => {
  expect(await reducedFrame(picture, never)).toBeUndefined();
  expect(decoders).toEqual([]);
});
