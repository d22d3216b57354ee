import { expect, test, vi } from 'vitest';
import type { EngineStatus } from '../../../src/core/engine-status';
import { othersThan } from '../../../src/interface/others-than';

vi.mock('webextension-polyfill', async () => {
  const { getMessage } = await import('../fakes/browser');
  return { default: { i18n: { getMessage } } };
});

const ready: Extract<EngineStatus, { state: 'ready' }> = {
  state: 'ready',
  backend: 'wasm',
  workers: 1,
  batch: 1,
  measured: [{ backend: 'wasm', millisecondsPerPicture: 9, batch: 1 }],
  rejected: [],
  model: 'MobileNet v2',
  millisecondsPerPicture: 9,
  tensors: 1,
  waiting: 0,
};

test('says which ways were slower, and which do not work', () => {
  const measured = [
    ...ready.measured,
    { backend: 'webgl', millisecondsPerPicture: 11.4, batch: 4 },
    { backend: 'webgpu', millisecondsPerPicture: 9.25, batch: 8 },
  ] as const;
  const rejected = [{ backend: 'cpu', why: 'not needed' }] as const;
  expect(othersThan({ ...ready, measured, rejected })).toEqual([
    'WebGL: slower here, 11 ms a picture',
    'WebGPU: slower here, 9.3 ms a picture',
    'JavaScript: not needed',
  ]);
});

test('calls nothing slower that is faster and still made ready, or does not work now', () => {
  const measured = [
    { backend: 'webgpu', millisecondsPerPicture: 2, batch: 8 },
    ...ready.measured,
    { backend: 'webgl', millisecondsPerPicture: 11, batch: 4 },
  ] as const;
  const rejected = [{ backend: 'webgl', why: 'context lost' }] as const;
  expect(othersThan({ ...ready, measured, rejected })).toEqual(['WebGL: context lost']);
});

test('says in its own words what is known of graphics cards that cannot be used', () => {
  const rejected = [
    { backend: 'webgpu', why: 'No graphics card that it may use' },
    { backend: 'webgl', why: 'Software renderer: SwiftShader' },
  ] as const;
  expect(othersThan({ ...ready, rejected })).toEqual([
    'WebGPU: no graphics card that it may use',
    'WebGL: no real graphics card (SwiftShader)',
  ]);
});
