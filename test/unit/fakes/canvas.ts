import { vi } from 'vitest';

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** What is drawn on elements of the page: one colour each; undefined where the site protects it. */
const drawn = new WeakMap<object, Colour | undefined>();

export function paint<E extends Element>(element: E, colour: Colour | undefined): E {
  drawn.set(element, colour);
  return element;
}

/** Red, green and blue 0..255 and alpha 0..1 of #rrggbb, rgb() or rgba(). */
function parse(colour: string): Colour {
  const hex = /^#(..)(..)(..)$/.exec(colour)?.slice(1);
  const [red = 0, green = 0, blue = 0, alpha = 1] = hex
    ? hex.map((digits) => Number.parseInt(digits, 16))
    : [...colour.matchAll(/[\d.]+/g)].map(Number);
  return [red, green, blue, alpha];
}

/** A canvas of one colour at a time, whose blobs tell, as JSON, what size it has. */
class FakeOffscreenCanvas {
  readonly width: number;
  readonly height: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    drawn.set(this, [0, 0, 0, 0]);
  }

  getContext() {
    const canvas = this;
    return {
      fillStyle: '',
      fillRect() {
        const [below, [red, green, blue, alpha]] = [canvas.#pixel(), parse(this.fillStyle)];
        const mix = (over: number, under: number) => over * alpha + under * (1 - alpha);
        const [r, g, b, a] = below;
        drawn.set(canvas, [mix(red, r), mix(green, g), mix(blue, b), Math.max(alpha, a)]);
      },
      drawImage: (source: object) => void drawn.set(canvas, drawn.get(source)),
      getImageData: (_x: number, _y: number, width: number, height: number) => {
        const [red, green, blue, alpha] = canvas.#pixel();
        const pixel = [red, green, blue, alpha * 255];
        const bytes = Array.from({ length: width * height }, () => pixel).flat();
        return { data: Uint8ClampedArray.from(bytes) };
      },
    };
  }

  #pixel(): Colour {
    const colour = drawn.get(this);
    if (!colour) throw new DOMException('The canvas has been tainted.', 'SecurityError');
    return colour;
  }

  async convertToBlob(): Promise<Blob> {
    const { width, height } = this;
    return new Blob([JSON.stringify({ width, height, colour: this.#pixel() })]);
  }
}

/** Puts canvases into place that happy-dom has not. */
export const stubCanvas = (): void => void vi.stubGlobal('OffscreenCanvas', FakeOffscreenCanvas);
