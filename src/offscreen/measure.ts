import { disableTypes, imageSize } from 'image-size';
import { isHeif, measureHeif } from './measure-heif';
import { isJpeg, measureJpeg } from './measure-jpeg';

/** What a picture's header says. */
export interface Measures {
  /** Name of its format, such as 'png', 'jpg' or 'avif', whatever its server calls it. */
  readonly format: string;
  /** Pixels, before the picture is turned upright. */
  readonly width: number;
  readonly height: number;
}

// It finds an <svg> anywhere, in a web page too: isSvg looks where it has to stand. HEIF and JPEG are measured here.
disableTypes(['svg', 'heif', 'jpg']);

/**
 * Reads a picture's size from its header.
 *
 * @returns nothing when these are no picture's bytes
 * @throws Error when the header is damaged or cut short
 */
export function measure(bytes: Uint8Array<ArrayBuffer>): Measures | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isHeif(view)) return measureHeif(view);
  if (isJpeg(bytes)) return { format: 'jpg', ...measureJpeg(bytes) };
  if (isOldBitmap(view)) {
    return { format: 'bmp', width: view.getUint16(18, true), height: view.getUint16(20, true) };
  }
  try {
    const { type: format = '', width, height } = imageSize(bytes);
    return { format, width, height };
  } catch (error) {
    // image-size throws a TypeError for a format that it does not know, and others for a header cut short.
    const isUnknown =
      error instanceof TypeError && /(unsupported|disabled) file type/.test(error.message);
    if (isUnknown) return undefined;
    throw error;
  }
}

/** A BMP as OS/2 wrote it: 12 bytes of header, with sizes of 16 bits where image-size reads 32. */
const isOldBitmap = (file: DataView): boolean =>
  file.byteLength >= 22 && file.getUint16(0) === 0x424d && file.getUint32(14, true) === 12;
