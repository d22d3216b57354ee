import { describe, expect, it } from 'vitest';
import { badgeText, joinReports, maxTroubles } from '../../../src/core/page-report';

const trouble = (address: string) => ({ address, reason: 'gone' }) as const;

describe('the report of a tab', () => {
  it('is that of all its frames together', () => {
    const reports = [
      { labelled: 2, waiting: 1, troubles: [trouble('a')] },
      { labelled: 3, waiting: 0, troubles: [] },
      { labelled: 0, waiting: 4, troubles: [trouble('b'), trouble('c')] },
    ];
    const troubles = ['a', 'b', 'c'].map(trouble);
    expect(joinReports(reports)).toEqual({ labelled: 5, waiting: 5, troubles });
  });

  it('of no frames is empty', () => {
    expect(joinReports([])).toEqual({ labelled: 0, waiting: 0, troubles: [] });
  });

  it('names no more troubles than fit', () => {
    const troubles = Array.from({ length: maxTroubles - 1 }, (_, index) => trouble(`${index}`));
    const report = { labelled: 0, waiting: 0, troubles };
    expect(joinReports([report, report]).troubles).toHaveLength(maxTroubles);
  });
});

it.each([
  [0, ''],
  [1, '1'],
  [999, '999'],
  [1000, '999+'],
  [123_456, '999+'],
])('the toolbar says of %i pictures %j', (count, text) => {
  expect(badgeText(count)).toBe(text);
});
