import { describeCache } from '../interface/describe-cache';
import { text } from '../interface/text';
import { writeCount, writeSize } from '../interface/write';
import { type Fact, fact } from './fact';
import type { Findings } from './findings';

/** What waits, what was spared, and what memory that takes. */
export function loadFacts({ memory, caches, stored }: Findings): Fact[] {
  return [
    ...(memory
      ? [
          fact('factWaiting', writeCount(memory.waiting)),
          fact('factWaitingBytes', writeSize(memory.waitingBytes)),
          fact('factHeap', memory.heap === undefined ? undefined : writeSize(memory.heap)),
        ]
      : [fact('factWaiting', text('factNothingOpen'))]),
    fact('sparedTitle', ...(caches ?? []).map(describeCache)),
    fact('factStored', stored === undefined ? undefined : writeSize(stored)),
  ];
}
