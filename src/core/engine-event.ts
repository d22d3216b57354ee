/** What may befall the engine, as it is noted for the diagnosis. */
export const engineEvents = [
  // It did not start.
  'engine-failed',
  // The graphics card, or the worker with the engine, was lost.
  'engine-lost',
  // The graphics card failed too often, and the processor took over.
  'card-left',
  // It fails again and again, and is left alone for a while.
  'engine-paused',
  // A page of the extension hung, and the process of all of them was ended.
  'extension-restarted',
] as const;
export type EngineEvent = (typeof engineEvents)[number];
