import { expect, it } from 'vitest';
import { failed, failureReasons, skipped, skipReasons } from '../../../src/core/outcome';

it.each(skipReasons)('a picture is left alone because: %s', (reason) => {
  expect(skipped(reason)).toEqual({ kind: 'skipped', reason });
});

it('only a picture that is damaged, gone or protected will not get a better answer later', () => {
  const lasting = failureReasons.filter((reason) => !failed(reason).retryable);
  expect(lasting).toEqual(['undecodable', 'gone', 'unreadable']);
});

it('a failure carries its detail, and none where there is none', () => {
  expect(failed('http-status', '404')).toEqual({
    kind: 'failed',
    reason: 'http-status',
    retryable: true,
    detail: '404',
  });
  expect(failed('busy')).not.toHaveProperty('detail');
});
