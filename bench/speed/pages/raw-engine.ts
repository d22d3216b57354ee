import { type Remote, wrap } from 'comlink';
import type { Backend } from '../../../src/core/settings';
import { surveyMachine } from '../../../src/offscreen/engine-machine';
import type { EngineBench } from './engine-worker';

declare global {
  interface Window {
    rawEngine: {
      /** Starts so many engines, each in a worker of its own, that take batches of so many pictures. */
      start(backend: Backend, engines: number, batch: number): Promise<void>;
      /** @returns inferences a second of one engine, with so many other cores kept busy */
      rate(milliseconds: number, busy: number): Promise<number>;
      /** @returns inferences a second of all engines at once */
      rateOfAll(milliseconds: number): Promise<number>;
    };
  }
}

let engines: Remote<EngineBench>[] = [];

window.rawEngine = {
  start: async (backend, count, batch) => {
    // While Chromium still looks at the graphics card, a worker that asks first is told that there is no fast one.
    await surveyMachine();
    engines = Array.from({ length: count }, () =>
      wrap(new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' })),
    );
    const folder = new URL('/model/', location.href).href;
    await Promise.all(engines.map((engine) => engine.start(folder, backend, batch)));
  },
  rate: async (milliseconds, busy) => {
    const [engine] = engines;
    if (!engine) throw new Error('No engine was started');
    const others = Array.from(
      { length: busy },
      () => new Worker(new URL('./busy-worker.ts', import.meta.url), { type: 'module' }),
    );
    const rate = await engine.rate(milliseconds);
    for (const other of others) other.terminate();
    return rate;
  },
  rateOfAll: async (milliseconds) => {
    const rates = await Promise.all(engines.map((engine) => engine.rate(milliseconds)));
    return rates.reduce((sum, rate) => sum + rate, 0);
  },
};
