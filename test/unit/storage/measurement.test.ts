import { beforeEach, expect, it } from 'vitest';
import type { Measurement } from '../../../src/core/measurement';
import type * as MeasurementStorage from '../../../src/storage/measurement';
import { FakeExtension } from '../fakes/extension';

let extension: FakeExtension;
let storage: typeof MeasurementStorage;

const measurement: Measurement = {
  machine: 'this one',
  measured: [{ backend: 'wasm', millisecondsPerPicture: 17, batch: 1 }],
  rejected: [{ backend: 'webgl', why: 'software' }],
};

beforeEach(async () => {
  extension = new FakeExtension();
  storage = await extension.run(extension.page(), () => import('../../../src/storage/measurement'));
});

it('what was found out about the machine is kept', async () => {
  expect(await storage.loadMeasurement()).toBeUndefined();
  await storage.saveMeasurement(measurement);
  expect(await storage.loadMeasurement()).toEqual(measurement);
});

it.each(['damaged', 7, { ...measurement, measured: [] }])(
  'what is damaged is none: %j',
  async (stored) => {
    extension.local.put('measurement', stored);
    expect(await storage.loadMeasurement()).toBeUndefined();
  },
);
