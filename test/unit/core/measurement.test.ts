import { describe, expect, it } from 'vitest';
import { bestSpeed, type Measurement, repairMeasurement } from '../../../src/core/measurement';

const measurement: Measurement = {
  machine: 'Chromium 156; 8 cores; a graphics card; mobilenet',
  measured: [
    { backend: 'webgpu', millisecondsPerPicture: 2, batch: 8 },
    { backend: 'wasm', millisecondsPerPicture: 5, batch: 1 },
  ],
  rejected: [{ backend: 'webgl', why: 'It gives wrong answers here' }],
};

describe('a stored measurement', () => {
  it('comes back as it was', () => {
    expect(repairMeasurement(structuredClone(measurement))).toEqual(measurement);
  });

  it('loses what does not belong to it', () => {
    const [first] = measurement.measured;
    const stored = { ...measurement, more: 1, measured: [{ ...first, more: 2 }] };
    expect(repairMeasurement(stored)).toEqual({ ...measurement, measured: [first] });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'measurement'],
    ['a list', [measurement]],
    ['no machine', { ...measurement, machine: undefined }],
    ['nothing measured', { ...measurement, measured: [] }],
    ['figures that are no list', { ...measurement, measured: {} }],
    ['reasons that are no list', { ...measurement, rejected: undefined }],
    ['no figures in the list', { ...measurement, measured: [null] }],
    ['a backend that there is not', { ...measurement, rejected: [{ backend: 'gpu', why: '' }] }],
    ['no reason', { ...measurement, rejected: [{ backend: 'webgl' }] }],
  ])('that is %s is none', (_, stored) => {
    expect(repairMeasurement(stored)).toBeUndefined();
  });

  it.each([
    { backend: 'constructor' },
    { millisecondsPerPicture: 0 },
    { millisecondsPerPicture: Number.NaN },
    { millisecondsPerPicture: Number.POSITIVE_INFINITY },
    { millisecondsPerPicture: '5' },
    { batch: 0 },
    { batch: 3 },
    { batch: 1e9 },
  ])('with %o in a figure is none', (wrong) => {
    const stored = { ...measurement, measured: [{ ...measurement.measured[0], ...wrong }] };
    expect(repairMeasurement(stored)).toBeUndefined();
  });
});

describe('the speed that serves best', () => {
  const speeds = (...times: number[]) =>
    times.map((millisecondsPerPicture, at) => ({
      batch: [1, 4, 8][at] ?? 0,
      millisecondsPerPicture,
    }));

  it.each([
    ['the fastest', speeds(10, 5, 2), 8],
    ['a smaller batch that is nearly as fast', speeds(10, 5.4, 5), 4],
    ['a single picture where batches gain nothing', speeds(5, 5, 5), 1],
    ['the only one', speeds(5), 1],
  ])('is %s', (_, measured, batch) => {
    expect(bestSpeed(measured).batch).toBe(batch);
  });
});
