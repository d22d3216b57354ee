// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, expect, it, vi } from 'vitest';
import { readCanvas } from '../../../src/content/read-canvas';
import { paint, stubCanvas } from '../fakes/canvas';

beforeEach(() => stubCanvas());

const canvasOf = (width: number, height: number) =>
  Object.assign(document.createElement('canvas'), { width, height });

async function read(source: CanvasImageSource & Element): Promise<unknown> {
  const reading = await readCanvas(source);
  return reading.kind === 'bytes' ? new Response(reading.bytes).json() : reading;
}

it('a canvas is read as it is now', async () => {
  const canvas = paint(canvasOf(30, 20), [1, 2, 3, 1]);
  expect(await read(canvas)).toEqual({ width: 30, height: 20, colour: [1, 2, 3, 1] });
});

it('what is read of one is not taken for what it shows the next time', async () => {
  expect(await readCanvas(paint(canvasOf(30, 20), [1, 2, 3, 1]))).toMatchObject({
    isFleeting: true,
  });
});

it('a large one is read in a copy of 1,024 pixels on its longer side', async () => {
  const canvas = paint(canvasOf(4_096, 1_000), [1, 2, 3, 1]);
  expect(await read(canvas)).toMatchObject({ width: 1_024, height: 250 });
});

it('a video is read at the size of its frames', async () => {
  const video = paint(document.createElement('video'), [1, 2, 3, 1]);
  Object.assign(video, { videoWidth: 64, videoHeight: 48 });
  expect(await read(video)).toMatchObject({ width: 64, height: 48 });
});

it('the canvas itself is never asked for a context', async () => {
  const getContext = vi.spyOn(HTMLCanvasElement.prototype, 'getContext');
  await read(paint(canvasOf(30, 20), [1, 2, 3, 1]));
  expect(getContext).not.toHaveBeenCalled();
});

it.each([
  ['its site protects', undefined],
  ['has nothing drawn on it', [0, 0, 0, 0]],
] as const)('one that %s is unreadable', async (_, colour) => {
  const reading = await read(paint(canvasOf(30, 20), colour));
  expect(reading).toMatchObject({ kind: 'failed', reason: 'unreadable', retryable: false });
});

it('one of no size is unreadable', async () => {
  expect(await read(paint(canvasOf(0, 0), [0, 0, 0, 0]))).toMatchObject({ reason: 'unreadable' });
});
