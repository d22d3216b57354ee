import { expect, test, vi } from 'vitest';
import { getMessage } from '../fakes/browser';

vi.mock('webextension-polyfill', () => ({ default: { i18n: { getMessage } } }));

const { writeAgo, writeMilliseconds, writePercent } = await import('../../../src/interface/write');

const now = Date.UTC(2026, 10, 20, 12);

test.each([
  [0, 'now'],
  [59_999, 'now'],
  [60_000, '1 min. ago'],
  [59 * 60_000, '59 min. ago'],
  [3_600_000, '1 hr. ago'],
  [86_400_000, 'yesterday'],
  [3 * 86_400_000, '3 days ago'],
  [-5_000, 'now'],
])('%i ms ago is "%s"', (past, words) => {
  expect(writeAgo(now - past, now)).toBe(words);
});

test('little is not written as nothing', () => {
  expect([0, 0.001, 0.005, 0.87, 1].map(writePercent)).toEqual(['0%', '<1%', '1%', '87%', '100%']);
  expect([0.02, 0.25, 9.94, 61.7].map(writeMilliseconds)).toEqual([
    '0.1 ms',
    '0.3 ms',
    '9.9 ms',
    '62 ms',
  ]);
});
