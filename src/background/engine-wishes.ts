import type { EngineWishes } from '../messaging/protocol';
import { loadMeasurement, measurementKey } from '../storage/measurement';
import { memoOf } from '../storage/memo';
import { loadSettings, settingsKey } from '../storage/settings';

/** The settings as they are now: they are asked for with every picture. */
export const currentSettings = memoOf(settingsKey, loadSettings);

const currentMeasurement = memoOf(measurementKey, loadMeasurement);

/** How the engine is to be run, as settings and this machine have it. */
export async function engineWishes(): Promise<EngineWishes> {
  const [{ backend, workers, idleMinutes }, known] = await Promise.all([
    currentSettings(),
    currentMeasurement(),
  ]);
  return {
    choice: backend,
    idleMinutes,
    ...(workers === 'auto' ? {} : { workers }),
    ...(known ? { known } : {}),
  };
}
