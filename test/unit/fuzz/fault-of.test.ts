import { expect, it } from 'vitest';
import { failed, type Outcome, skipped } from '../../../src/core/outcome';
import { faultOf } from '../../fuzz/fuzz-pictures';
import { scored } from '../fakes/offscreen-document';

const five = scored('tabby', {
  topFive: Array.from({ length: 5 }, () => ({
    className: 'tabby',
    name: 'tabby',
    group: 'cat' as const,
    probability: 0.2,
  })),
});
const fed = (outcome: unknown) => ({ outcome: outcome as Outcome, milliseconds: 1 });

it.each([five, skipped('empty'), failed('undecodable', 'cut short'), failed('timed-out')])(
  'finds no fault with an outcome as it should be: %j',
  (outcome) => {
    expect(faultOf(fed(outcome))).toBeUndefined();
  },
);

it.each([
  ['no answer', { milliseconds: 1 }],
  ['It broke', { milliseconds: 1, thrown: 'It broke' }],
  ['an unknown reason', fed({ kind: 'skipped', reason: 'whim' })],
  ['an unknown reason', fed({ kind: 'failed', reason: 'too-large' })],
  ['it broke something', fed(failed('interrupted', 'The worker died'))],
  ['scores that are none', fed(scored())],
  ['timings that are none', fed({ ...five, timings: { ...five.timings, infer: 1e6 } })],
])('says %s', (fault, found) => {
  expect(faultOf(found)).toContain(fault);
});
