import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type FrameDecoder,
  type FrameEdges,
  firstFrame,
  isOneColour,
  reductionOf,
} from '../../../src/offscreen/first-frame';
import { defer } from '../fakes/deferred';

interface FakeFrame {
  /** Its pixels, RGBA. */
  readonly look: readonly number[];
  readonly close: () => void;
}

const clear = [0, 0, 0, 0, 0, 0, 0, 0];
const red = [255, 0, 0, 255, 255, 0, 0, 255];
const drawing = [255, 0, 0, 255, 255, 255, 255, 255];

/** An animation of frames that look like this; a broken one does not decode. */
class FakeAnimation implements FrameDecoder<FakeFrame> {
  readonly decoded: number[] = [];
  readonly frames: readonly FakeFrame[];
  readonly tracks;
  readonly close = vi.fn(() => this.closed.reject(new Error('Closed')));
  readonly closed = defer<never>();
  readonly #looks: readonly (readonly number[] | 'broken' | 'endless')[];

  constructor(
    looks: readonly (readonly number[] | 'broken' | 'endless')[],
    { animated = true, isWhole = true } = {},
  ) {
    this.#looks = looks;
    this.tracks = {
      ready: isWhole ? Promise.resolve() : Promise.reject(new Error('Cut short')),
      selectedTrack: { animated, frameCount: looks.length },
    };
    this.frames = looks.map((look) => ({
      look: look === 'broken' || look === 'endless' ? [] : look,
      close: vi.fn(),
    }));
    this.closed.promise.catch(() => undefined);
  }

  async decode({ frameIndex }: { frameIndex: number }) {
    this.decoded.push(frameIndex);
    if (this.#looks[frameIndex] === 'broken') throw new Error('Damaged');
    if (this.#looks[frameIndex] === 'endless') return this.closed.promise;
    return { image: this.frames[frameIndex] as FakeFrame };
  }

  /** Indexes of the frames that were decoded and are still held. */
  get held(): number[] {
    return this.decoded.filter((index) => {
      const close = this.frames[index]?.close;
      return (
        this.#looks[index] !== 'broken' && vi.mocked(close as () => void).mock.calls.length === 0
      );
    });
  }
}

let life: AbortController;
const opened = vi.fn<FrameEdges<FakeFrame>['open']>();

beforeEach(() => {
  life = new AbortController();
});

function search(
  animation: FakeAnimation,
  { format = 'gif', width = 400, height = 300 } = {},
  sample: FrameEdges<FakeFrame>['sample'] = ({ look }) => Uint8ClampedArray.from(look),
) {
  opened.mockReturnValue(animation);
  const picture = { bytes: new Blob(['bytes']), format, width, height };
  return firstFrame(picture, life.signal, { open: opened, sample });
}

describe('an animation', () => {
  it.each([
    ['gif', 'image/gif'],
    ['png', 'image/png'],
    ['webp', 'image/webp'],
    ['avif', 'image/avif'],
  ])('that begins blank is told by its first frame with content: %s', async (format, type) => {
    const animation = new FakeAnimation([clear, red, drawing, drawing]);
    expect(await search(animation, { format })).toBe(animation.frames[2]);
    expect(animation.held).toEqual([2]);
    expect(animation.close).toHaveBeenCalled();
    expect(opened).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ type, data: expect.any(ArrayBuffer) }),
    );
  });

  it('that begins with content is drawn as any other picture', async () => {
    const animation = new FakeAnimation([drawing, red, drawing]);
    expect(await search(animation)).toBeUndefined();
    expect(animation.decoded).toEqual([0]);
    expect(animation.held).toEqual([]);
    expect(animation.close).toHaveBeenCalled();
  });

  it('with nothing to be seen in any frame is drawn as any other picture', async () => {
    const animation = new FakeAnimation([clear, red, clear]);
    expect(await search(animation)).toBeUndefined();
    expect(animation.held).toEqual([]);
  });

  it('is searched so far and no further', async () => {
    const animation = new FakeAnimation([...new Array(60).fill(clear), drawing]);
    expect(await search(animation)).toBeUndefined();
    expect(animation.decoded).toHaveLength(60);
    expect(animation.held).toEqual([]);
  });

  it.each([
    ['broken frame', () => new FakeAnimation([clear, 'broken', drawing])],
    ['broken header', () => new FakeAnimation([clear, drawing], { isWhole: false })],
  ])('with a %s is left to whoever draws it', async (_, make) => {
    const animation = make();
    expect(await search(animation)).toBeUndefined();
    expect(animation.held).toEqual([]);
    expect(animation.close).toHaveBeenCalled();
  });

  it('lets its frame go when that cannot be looked at', async () => {
    const animation = new FakeAnimation([clear, drawing]);
    const sample = () => {
      throw new Error('No canvas');
    };
    expect(await search(animation, {}, sample)).toBeUndefined();
    expect(animation.held).toEqual([]);
    expect(animation.close).toHaveBeenCalled();
  });

  it('whose search is ended lets its decoder go at once', async () => {
    const animation = new FakeAnimation([clear, 'endless']);
    const found = search(animation);
    await vi.waitFor(() => expect(animation.decoded).toEqual([0, 1]));
    expect(animation.close).not.toHaveBeenCalled();
    life.abort();
    expect(animation.close).toHaveBeenCalled();
    expect(await found).toBeUndefined();
  });

  it('is not even opened after its end', async () => {
    life.abort();
    expect(await search(new FakeAnimation([clear, drawing]))).toBeUndefined();
    expect(opened).not.toHaveBeenCalled();
  });
});

describe('a still picture', () => {
  const stillOf = (...looks: ConstructorParameters<typeof FakeAnimation>[0]) =>
    new FakeAnimation(looks, { animated: false });

  it.each(['jpg', 'gif', 'png', 'webp', 'avif'])(
    'is its only frame, also where that is blank: %s',
    async (format) => {
      const still = stillOf(clear);
      expect(await search(still, { format })).toBe(still.frames[0]);
      expect(still.held).toEqual([0]);
      expect(still.close).toHaveBeenCalled();
    },
  );

  it('that is large is left to the browser, which makes smaller copies of it', async () => {
    const still = stillOf(drawing);
    expect(await search(still, { format: 'png', width: 2001, height: 2000 })).toBeUndefined();
    expect(still.decoded).toEqual([]);
    expect(still.close).toHaveBeenCalled();
  });

  it('that is a large JPEG is decoded small', async () => {
    const still = stillOf(drawing);
    const size = { width: 4000, height: 3001 };
    expect(await search(still, { format: 'jpg', ...size })).toBe(still.frames[0]);
    expect(opened).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ type: 'image/jpeg', desiredWidth: 1000, desiredHeight: 751 }),
    );
  });

  it.each([
    ['png', 2048, 1024],
    ['jpg', 1000, 700],
  ])('that is no large JPEG is decoded in its size: %s', async (format, width, height) => {
    await search(stillOf(drawing), { format, width, height });
    expect(opened.mock.calls[0]?.[0]).not.toHaveProperty('desiredWidth');
  });

  it('that is damaged is left to whoever draws it', async () => {
    const still = stillOf('broken');
    expect(await search(still, { format: 'jpg' })).toBeUndefined();
    expect(still.close).toHaveBeenCalled();
  });

  it('that is given up ends its decoder', async () => {
    const still = stillOf('endless');
    const answer = search(still, { format: 'jpg' });
    await vi.waitFor(() => expect(still.decoded).toEqual([0]));
    life.abort();
    expect(await answer).toBeUndefined();
    expect(still.close).toHaveBeenCalled();
  });

  it('that is given up while its bytes are read is not opened at all', async () => {
    const answer = search(stillOf(drawing), { format: 'jpg' });
    life.abort();
    expect(await answer).toBeUndefined();
    expect(opened).not.toHaveBeenCalled();
  });

  it.each(['bmp', 'ico', 'heif'])('of another format is not opened: %s', async (format) => {
    expect(await search(stillOf(drawing), { format })).toBeUndefined();
    expect(opened).not.toHaveBeenCalled();
  });
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

describe('one colour', () => {
  it.each([
    ['is one colour', red, true],
    ['is transparency', clear, true],
    ['is transparency of whatever colour', [255, 0, 0, 0, 0, 255, 0, 0], true],
    ['may be off by two', [100, 100, 100, 255, 102, 100, 98, 255], true],
    ['is not a faint drawing', [100, 100, 100, 255, 103, 100, 100, 255], false],
    ['is not in two degrees of transparency', [0, 0, 0, 255, 0, 0, 0, 250], false],
    ['is not two colours', drawing, false],
  ])('%s', (_, pixels, isOne) => {
    expect(isOneColour(Uint8ClampedArray.from(pixels))).toBe(isOne);
  });
});
