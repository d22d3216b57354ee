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
