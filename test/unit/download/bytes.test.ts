import { describe, expect, it } from 'vitest';
import { bufferOf, copyOf, sizeOf } from '../../../src/download/bytes';

const whole = new TextEncoder().encode('the bytes').buffer;

describe.each([
  ['as they are', whole],
  ['in a Blob', new Blob([whole])],
])('bytes %s', (_, bytes) => {
  it('have a size and can be read', async () => {
    expect(sizeOf(bytes)).toBe(9);
    expect(new TextDecoder().decode(await bufferOf(bytes))).toBe('the bytes');
  });

  it('are still there when a copy of them has been handed over', async () => {
    const copy = await copyOf(bytes);
    structuredClone(copy, { transfer: [copy] });
    expect(copy.byteLength).toBe(0);
    expect((await bufferOf(bytes)).byteLength).toBe(9);
  });
});
