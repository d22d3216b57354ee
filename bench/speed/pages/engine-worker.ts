import { expose } from 'comlink';
import type { Backend } from '../../../src/core/settings';
import { OwnEngine } from './own-engine';

/** Batches before the measuring, until all is compiled. */
const WARM_UP = 10;

const engine = new OwnEngine();

const bench = {
  async start(folder: string, backend: Backend, batch: number): Promise<void> {
    await engine.start(folder, backend, batch);
    for (let n = 0; n < WARM_UP; n++) await engine.infer();
  },
  /** @returns inferences a second, one batch after another, over so many milliseconds */
  async rate(milliseconds: number): Promise<number> {
    const begin = performance.now();
    let count = 0;
    while (performance.now() - begin < milliseconds) {
      count += await engine.infer();
    }
    return (count * 1_000) / (performance.now() - begin);
  },
};

export type EngineBench = typeof bench;

expose(bench);
