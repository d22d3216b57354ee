import { Dice } from './dice';
import type { Door } from './doors';
import type { Finding } from './finding';
import { malform, misdirect } from './malform';
import type { LineOf, Reply } from './pages/tools';
import type { RecordRecipe } from './recipe';
import type { Sender } from './sender';

/** Milliseconds for a reply: as long as the slowest of the messages that are right after all may take. */
const PATIENCE = 60_000;

/** Messages that are handed over to the browser at once. */
const BATCH = 500;

/** How often a message is to nobody. */
const ASTRAY = 0.05;

interface Knock {
  readonly message: RecordRecipe;
  readonly isAnswered: boolean;
}

/** How many of each reply there were. */
export type Replies = Readonly<Partial<Record<Reply['came'], number>>>;

const isLine = (door: Door): door is Door & { readonly from: LineOf } =>
  door.from.startsWith('line');

/** Malformed messages for a door, the same for the same seed. */
export function knocks(door: Door, count: number, seed: number): Knock[] {
  return Array.from({ length: count }, (_, index) => {
    const dice = new Dice(seed * 1e6 + index);
    const sound = dice.pick(door.messages);
    // At the other end of a line there is nobody else.
    return !isLine(door) && dice.happens(ASTRAY)
      ? { message: misdirect(sound, dice), isAnswered: false }
      : { message: malform(sound, dice), isAnswered: door.isOpen };
  });
}

/** @param tab whose content script is meant, where one is */
export async function fuzzDoor(
  door: Door,
  sender: Sender,
  { count, seed, tab }: { readonly count: number; readonly seed: number; readonly tab: number },
): Promise<{ readonly replies: Replies; readonly findings: Finding[] }> {
  const replies: Partial<Record<Reply['came'], number>> = {};
  const findings: Finding[] = [];
  const all = knocks(door, count, seed);
  for (let begin = 0; begin < all.length; begin += BATCH) {
    const batch = all.slice(begin, begin + BATCH);
    const messages = batch.map(({ message }) => message);
    const line = isLine(door) ? door.from : undefined;
    const target = door.to === 'content' ? tab : line;
    const came = await sender.call('send', messages, PATIENCE, target);
    for (const [index, reply] of came.entries()) {
      replies[reply.came] = (replies[reply.came] ?? 0) + 1;
      const { message, isAnswered } = batch[index] as Knock;
      const wanted = isAnswered ? ['value', 'error'] : ['nothing'];
      if (wanted.includes(reply.came)) continue;
      findings.push({
        what: `${door.name}: ${reply.came} came, ${wanted.join(' or ')} was due. ${reply.why}`,
        example: { extension: 'json', content: JSON.stringify(message) },
      });
    }
  }
  return { replies, findings };
}
