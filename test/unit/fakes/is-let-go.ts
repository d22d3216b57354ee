import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Turns of the event loop after each of which rubbish is collected: one is enough, but for what other tasks hold. */
const TURNS = 20;

/**
 * Whether what a piece of work comes to is forgotten by all once it has come.
 *
 * @param work gives an object of its own
 */
export async function isLetGo(work: () => Promise<object>): Promise<boolean> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // In a function of its own, so that nothing here holds the object.
  const result = await (async () => new WeakRef(await work()))();
  for (let left = TURNS; left > 0; left--) {
    await turn();
    collect();
    if (result.deref() === undefined) return true;
  }
  return false;
}
