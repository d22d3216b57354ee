import { withDeadline } from '../../src/messaging/deadline';
import type { Bench, Closable, Figure, Part } from './part';

/** What became of a part. */
export interface PartResult {
  readonly name: string;
  readonly title: string;
  readonly seconds: number;
  readonly figures: readonly Figure[];
  /** Why there are no figures. */
  readonly error?: string;
}

/** Milliseconds for something to close. */
const CLOSE_LIMIT = 20_000;

/** Runs a part, within its time, and closes all that it opened. */
export async function runPart(
  { name, title, limit, run }: Part,
  given: Omit<Bench, 'own' | 'say'>,
  say: (what: string) => void,
): Promise<PartResult> {
  const owned: Closable[] = [];
  const bench: Bench = {
    ...given,
    say: (what) => say(`${name}: ${what}`),
    own: (closable) => {
      owned.push(closable);
      return closable;
    },
  };
  const begin = performance.now();
  const seconds = () => Math.round((performance.now() - begin) / 1_000);
  try {
    bench.say(title);
    const figures = await withDeadline(limit * 1_000, run(bench));
    return { name, title, seconds: seconds(), figures };
  } catch (error) {
    bench.say(`failed: ${(error as Error).stack}`);
    // Below the first line there may be a whole log.
    const [why = ''] = (error as Error).message.split('\n');
    return { name, title, seconds: seconds(), figures: [], error: why };
  } finally {
    // A part that took too long still works with what it opened: closing that ends it.
    for (const closable of owned.reverse()) {
      await withDeadline(CLOSE_LIMIT, closable.close()).catch((error: Error) =>
        bench.say(`could not close something: ${error.message}`),
      );
    }
  }
}
