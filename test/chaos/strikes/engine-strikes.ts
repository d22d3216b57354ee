import { EngineTargets } from '../../e2e/support/engine-targets';
import { onOwnPage, type World } from '../world';
import type { Strike } from './strike';

const stopWorker: Strike = {
  name: 'the service worker is stopped',
  async strike({ sightline, galleries }) {
    await sightline.stopWorker();
    await galleries.bringToFront();
    return undefined;
  },
};

const closeDocument: Strike = {
  name: 'the offscreen document is closed',
  async strike(world) {
    await onOwnPage(world, (page) => page.evaluate(() => chrome.offscreen.closeDocument()));
    return undefined;
  },
};

/** Has the engine's worker run something that it does not come back from as before. */
async function upset({ sightline }: World, expression: string): Promise<undefined> {
  const targets = await EngineTargets.open(sightline);
  try {
    const worker = targets.lastWorker;
    if (!worker) throw new Error('No engine runs');
    await worker.order('Runtime.evaluate', { expression });
  } finally {
    await targets.close();
  }
}

/** The first two cost the engine the time that it waits for a picture, 20 s. */
const ends = [
  'close()',
  'for (;;);',
  'for (const end = Date.now() + 3_000; Date.now() < end;);',
] as const;

const upsetEngine: Strike = {
  name: "the engine's worker ends or hangs",
  strike: (world, dice) => upset(world, dice.pick(ends)),
};

export const engineStrikes: readonly Strike[] = [stopWorker, closeDocument, upsetEngine];
