import browser from 'webextension-polyfill';
import { type Measurement, repairMeasurement } from '../core/measurement';

export const measurementKey = 'measurement';

/** What was found out about this machine, if anything was. */
export async function loadMeasurement(): Promise<Measurement | undefined> {
  const stored = await browser.storage.local.get(measurementKey);
  return repairMeasurement(stored[measurementKey]);
}

export async function saveMeasurement(measurement: Measurement): Promise<void> {
  await browser.storage.local.set({ [measurementKey]: measurement });
}
