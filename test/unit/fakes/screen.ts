import { vi } from 'vitest';

/** A screen of a size in device pixels, as a data: address that {@link fakeCanvas} can read. */
export const screenOf = (width: number, height: number): string =>
  `data:image/png;base64,${btoa(JSON.stringify({ width, height }))}`;

/** Puts a canvas into place whose pictures tell, as JSON, which part of the screen is in them. */
export function fakeCanvas() {
  const close = vi.fn();
  vi.stubGlobal('createImageBitmap', async (picture: Blob) => ({
    ...(JSON.parse(await picture.text()) as object),
    close,
  }));
  class FakeCanvas {
    readonly #size: readonly number[];
    #drawn: readonly number[] = [];

    constructor(...size: number[]) {
      this.#size = size;
    }

    getContext() {
      return {
        drawImage: (_: unknown, ...numbers: number[]) => {
          this.#drawn = numbers;
        },
      };
    }

    async convertToBlob({ type }: { type: string }): Promise<Blob> {
      const [x, y, width, height, ...target] = this.#drawn;
      const isWhole = [0, 0, ...this.#size].join() === target.join();
      return new Blob([JSON.stringify({ x, y, width, height, isWhole })], { type });
    }
  }
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
  return { close };
}
