import { vi } from 'vitest';

/** The first bytes of a PNG of a size, which is all that is read before decoding; `mark` tells pictures apart. */
export function png(width: number, height: number, mark = 0): Blob {
  const bytes = new Uint8Array(34);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes[33] = mark;
  return new Blob([bytes], { type: 'image/png' });
}

/** The same of a GIF. */
export function gif(width: number, height: number): Blob {
  const size = new Uint8Array(4);
  const view = new DataView(size.buffer);
  view.setUint16(0, width, true);
  view.setUint16(2, height, true);
  return new Blob(['GIF89a', size]);
}

/** What fetch gives for an address; a Response that was made by hand has none. */
export const responseFrom = (url: string, body: BodyInit | null, init?: ResponseInit): Response =>
  Object.defineProperty(new Response(body, init), 'url', { value: url });

/** Stands for images that are loaded out of sight: the test says how that ends. */
class FakeImage {
  static made: FakeImage[] = [];
  onload: (() => void) | null = null;
  onerror: (() => void) | null = null;
  src = '';
  naturalWidth = 0;
  naturalHeight = 0;

  constructor() {
    FakeImage.made.push(this);
  }
}

export function stubImages(): void {
  FakeImage.made = [];
  vi.stubGlobal('Image', FakeImage);
}

/** Addresses of the images that were ever loaded out of sight. */
export const loadedImages = (): string[] => FakeImage.made.map(({ src }) => src);

/** Ends the loading of an image, well where it has a size. */
export function endLoading(url: string, width = 0, height = 0): void {
  for (const image of FakeImage.made.filter(({ src }) => src === url)) {
    Object.assign(image, { naturalWidth: width, naturalHeight: height });
    if (width > 0) image.onload?.();
    else image.onerror?.();
  }
}
