import { vi } from 'vitest';
import type { Size } from '../../../src/core/box';

/** RGBA, 0..255. */
export type Colour = readonly [number, number, number, number];

interface Coloured {
  readonly colour?: Colour;
}

/** Stands for a picture of one colour that createImageBitmap has made. */
export const bitmapOf = (width: number, height: number, colour: Colour) => ({
  width,
  height,
  colour,
  close: vi.fn(),
});

class FakeVideoFrame {
  readonly close = vi.fn();
  readonly displayWidth: number;
  readonly displayHeight: number;
  readonly colour: Colour;
  readonly format = 'I420';
  /** What its pixels were copied to. */
  target: ArrayBufferLike | undefined;

  constructor({ width, height }: Size, colour: Colour) {
    this.displayWidth = width;
    this.displayHeight = height;
    this.colour = colour;
  }

  async copyTo(target: Uint8ClampedArray, options: VideoFrameCopyToOptions): Promise<void> {
    if (options.format !== 'RGBA' || options.colorSpace !== 'srgb')
      throw new Error('Other colours');
    this.target = target.buffer;
    paint(target, this.colour);
  }
}

/** Stands for a frame of one colour that an ImageDecoder has made. */
export const frameOf = (
  width: number,
  height: number,
  colour: Colour,
  turn: { readonly rotation?: number; readonly flip?: boolean } = {},
) =>
  Object.assign(new FakeVideoFrame({ width, height }, colour), turn) as unknown as VideoFrame &
    Pick<FakeVideoFrame, 'target'>;

function paint(target: Uint8ClampedArray, colour: Colour): void {
  for (let at = 0; at < target.length; at += 4) target.set(colour, at);
}

// One for all tests: what is tested keeps a canvas.
const drawings: (Size & { readonly image: unknown })[] = [];
const written: ImageData[] = [];
const draw = vi.fn();
const read = vi.fn();
const write = vi.fn();

/** Puts what makes and draws rasters in place of the browser's. */
export function stubRasters() {
  drawings.length = 0;
  written.length = 0;
  for (const mock of [draw, read, write]) mock.mockReset();

  class FakeCanvas {
    readonly width: number;
    readonly height: number;

    constructor(width: number, height: number) {
      this.width = width;
      this.height = height;
    }

    getContext() {
      let colour: Colour = [0, 0, 0, 0];
      return {
        canvas: this,
        imageSmoothingQuality: 'low',
        drawImage(image: Coloured, _x: number, _y: number, width: number, height: number) {
          draw();
          drawings.push({ image, width, height });
          colour = image.colour ?? colour;
        },
        getImageData: (_x: number, _y: number, width: number, height: number) => {
          read();
          const data = new Uint8ClampedArray(4 * width * height);
          paint(data, colour);
          return { data };
        },
        putImageData: (image: ImageData) => {
          write();
          written.push(image);
        },
      };
    }

    toDataURL = (type: string) => `data:${type};base64,${btoa(type)}`;
  }

  vi.stubGlobal('VideoFrame', FakeVideoFrame);
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
  vi.stubGlobal('document', { createElement: () => new FakeCanvas(0, 0) });
  vi.stubGlobal(
    'ImageData',
    class {
      readonly data: Uint8ClampedArray;
      readonly width: number;
      readonly height: number;

      constructor(data: Uint8ClampedArray, width: number) {
        this.data = data;
        this.width = width;
        this.height = data.length / 4 / width;
      }
    },
  );
  return { drawings, written, draw, read, write };
}
