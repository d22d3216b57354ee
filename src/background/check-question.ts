import { type Priority, priorities } from '../core/priority-queue';
import type { PictureReference, Question, Srcset } from '../messaging/protocol';

/** What shows through a picture where nobody knows better. */
const BACKDROP = '#ffffff';

/** Characters of a srcset by which its pictures are known again. */
const MAX_SRCSET = 4_096;

/** Characters of a question's id. */
const MAX_ID = 100;

/**
 * What a content script asks, with what is wrong in it mended where that costs nothing.
 *
 * @throws Error when it is no question
 */
export function checkQuestion(message: unknown): Question {
  const { id, picture, priority, backdrop, srcset } = fieldsOf(message);
  return {
    id: checkId(id),
    picture: checkPicture(picture),
    priority: checkPriority(priority),
    backdrop: typeof backdrop === 'string' && /^#[0-9a-f]{6}$/.test(backdrop) ? backdrop : BACKDROP,
    ...srcsetOf(srcset),
  };
}

export function checkId(id: unknown): string {
  if (typeof id !== 'string' || id.length > MAX_ID) throw new Error('A question has no id');
  return id;
}

export function checkPriority(found: unknown): Priority {
  const priority = priorities.find((each) => each === found);
  if (!priority) throw new Error('A question has no priority');
  return priority;
}

const fieldsOf = (message: unknown): Record<string, unknown> =>
  typeof message === 'object' && message !== null ? { ...message } : {};

function checkPicture(found: unknown): PictureReference {
  const { kind, url, bytes, referrer, box } = fieldsOf(found);
  if (kind === 'bytes' && bytes instanceof Blob) return { kind, bytes };
  if (kind === 'address' && typeof url === 'string') {
    return typeof referrer === 'string' ? { kind, url, referrer } : { kind, url };
  }
  const { x, y, width, height } = fieldsOf(box);
  const isBox = [x, y, width, height].every((each) => typeof each === 'number');
  if (kind !== 'screen' || !isBox) throw new Error('A question is about no picture');
  return {
    kind,
    box: { x, y, width, height } as { [side in 'x' | 'y' | 'width' | 'height']: number },
  };
}

function srcsetOf(found: unknown): { srcset?: Srcset } {
  const { text, base } = fieldsOf(found);
  const isText = (part: unknown): part is string =>
    typeof part === 'string' && part.length <= MAX_SRCSET;
  return isText(text) && isText(base) ? { srcset: { text, base } } : {};
}
