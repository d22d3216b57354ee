/** What may befall the engine, as it is noted for the diagnosis. */
export const engineEvents = [
  // It did not start.
  'engine-failed',
  // The graphics card, or the worker with the engine, was lost.
  'engine-lost',
  // Another took its place.
  'engine-restarted',
  // The graphics card failed too often, and the processor took over.
  'card-left',
  // It fails again and again, and is left alone for a while.
  'engine-paused',
  // The offscreen document died, and another was made.
  'document-replaced',
] as const;
export type EngineEvent = (typeof engineEvents)[number];
