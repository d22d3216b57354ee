import { expect, it } from 'vitest';
import { failed, failureReasons, skipped, skipReasons } from '../../../src/core/outcome';

it.each(skipReasons)('a picture is left alone because: %s', (reason) => {
  expect(skipped(reason)).toEqual({ kind: 'skipped', reason });
});

it('only a picture that is damaged, gone or protected will not get a better answer later', () => {
  const lasting = failureReasons.filter((reason) => !failed(reason, '503').retryable);
  expect(lasting).toEqual(['undecodable', 'gone', 'unreadable', 'guarded', 'no-access']);
});

it.each([
  ['408', true],
  ['429', true],
  ['500', true],
  ['404', false],
  ['403', false],
  ['5000', false],
])('a host that answers with %s may answer otherwise later: %s', (status, may) => {
  expect(failed('http-status', status).retryable).toBe(may);
});

it('a failure carries its detail, and none where there is none', () => {
  expect(failed('http-status', '404')).toEqual({
    kind: 'failed',
    reason: 'http-status',
    retryable: false,
    detail: '404',
  });
  expect(failed('busy')).not.toHaveProperty('detail');
});
