import { expect, it } from 'vitest';
import { type HeldMemory, heldTooMuch } from '../../fuzz/held-memory';

const held = (own: number | undefined, heap: Partial<HeldMemory['heap']> = {}): HeldMemory => ({
  own,
  heap: { javaScript: 2, dom: 1, buffers: 0.5, ...heap },
});

it('lets the engine and its caches come to their full size', () => {
  const after = held(120, { javaScript: 6, dom: 2 });
  expect(heldTooMuch(held(40), after, 300)).toEqual([]);
});

it('finds a process that has grown by more than 100 KiB a picture', () => {
  expect(heldTooMuch(held(40), held(330), 2_000)).toEqual([]);
  expect(heldTooMuch(held(40), held(340), 2_000)).toEqual([
    'It held 40.0 MiB (own), and holds 340.0 after 2000 pictures',
  ]);
});

it.each(['javaScript', 'dom', 'buffers'] as const)('finds what is held in %s', (of) => {
  const found = heldTooMuch(held(40), held(40, { [of]: 10 }), 5_000);
  expect(found).toEqual([expect.stringContaining(`(${of}), and holds 10.0`)]);
});

it('takes what a system does not tell for nothing', () => {
  expect(heldTooMuch(held(undefined), held(undefined), 0)).toEqual([]);
});
