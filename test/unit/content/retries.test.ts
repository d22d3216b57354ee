// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabelledPicture } from '../../../src/content/labelled-picture';
import { Retries } from '../../../src/content/retries';
import { type Failed, failed, type Outcome, skipped } from '../../../src/core/outcome';
import { scored } from '../fakes/offscreen-document';
import { madeUp } from '../fakes/page';

const again = vi.fn();
let life: AbortController;
let retries: Retries;

beforeEach(() => {
  vi.useFakeTimers();
  again.mockReset();
  life = new AbortController();
  retries = new Retries(again, life.signal);
  return () => {
    life.abort();
    vi.useRealTimers();
  };
});

/** A picture of which nothing but what became of it matters. */
const picture = (): LabelledPicture => ({}) as LabelledPicture;

function note(about: LabelledPicture, outcome: Outcome): void {
  about.outcome = outcome;
  retries.note(about, outcome);
}

/** Seconds after which it was asked about again each time, while it goes on failing. */
function pausesOf(outcome: Failed): number[] {
  const failing = picture();
  const pauses: number[] = [];
  let since = Date.now();
  again.mockImplementation((asked) => {
    pauses.push((Date.now() - since) / 1_000);
    since = Date.now();
    note(asked, outcome);
  });
  note(failing, outcome);
  vi.advanceTimersByTime(3_600_000);
  return pauses;
}

describe('a picture that failed is asked about again', () => {
  it('five times, ever later', () => {
    expect(pausesOf(failed('engine-unavailable'))).toEqual([5, 20, 60, 180, 300]);
    expect(pausesOf(failed('interrupted'))).toEqual([5, 20, 60, 180, 300]);
  });

  it('no sooner than it can be answered', () => {
    expect(pausesOf({ ...failed('engine-unavailable'), again: 30_000 })).toEqual([
      30, 30, 60, 180, 300,
    ]);
  });

  it('twice where that is a request to its host', () => {
    expect(pausesOf(failed('timed-out'))).toEqual([5, 20]);
    expect(pausesOf(failed('unreachable'))).toEqual([5, 20]);
    expect(pausesOf(failed('http-status', '503'))).toEqual([5, 20]);
  });

  it('never where the answer would be the same', () => {
    expect(pausesOf(failed('http-status', '404'))).toEqual([]);
    expect(pausesOf(failed('undecodable'))).toEqual([]);
    expect(pausesOf(failed('unreadable'))).toEqual([]);
  });

  it('without end where its page is over its budget, which comes back', () => {
    expect(pausesOf(failed('over-budget')).slice(0, 7)).toEqual([5, 20, 60, 180, 300, 300, 300]);
  });

  it('at once when the network is back, where it could not be reached, however long ago', () => {
    const [cut, other] = [picture(), picture()];
    again.mockImplementation((asked) => asked === cut && note(asked, failed('unreachable')));
    note(cut, failed('unreachable'));
    vi.advanceTimersByTime(3_600_000);
    expect(again).toHaveBeenCalledTimes(2);
    again.mockReset();
    note(other, failed('interrupted'));
    window.dispatchEvent(madeUp(new Event('online')));
    // A page may make events up.
    expect(again).not.toHaveBeenCalled();
    window.dispatchEvent(new Event('online'));
    expect(again.mock.calls).toEqual([[cut]]);
    vi.advanceTimersByTime(5_000);
    expect(again.mock.calls).toEqual([[cut], [other]]);
  });
});

describe('no timer is left', () => {
  it.each<[string, (of: LabelledPicture) => void]>([
    ['of a picture that has its answer', (of) => note(of, scored())],
    ['of one that is left alone', (of) => note(of, skipped('too-large'))],
    ['of one that has gone', (of) => retries.forget(of)],
    ['when all ends', () => life.abort()],
  ])('%s', (_, end) => {
    const failing = picture();
    note(failing, failed('interrupted'));
    expect(vi.getTimerCount()).toBe(1);
    end(failing);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('what was answered meanwhile begins from the first pause', () => {
  const failing = picture();
  for (const outcome of [failed('interrupted'), failed('interrupted'), scored()]) {
    note(failing, outcome);
  }
  note(failing, failed('interrupted'));
  vi.advanceTimersByTime(5_000);
  expect(again).toHaveBeenCalledOnce();
});
