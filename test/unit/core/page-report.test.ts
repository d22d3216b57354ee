import { describe, expect, it } from 'vitest';
import { badgeText, emptyReport, joinReports, maxTroubles } from '../../../src/core/page-report';

const trouble = (address: string) => ({ address, reason: 'gone' }) as const;

describe('the report of a tab', () => {
  it('is that of all its frames together', () => {
    const reports = [
      {
        ...emptyReport,
        labelled: 2,
        unsure: 4,
        waiting: 1,
        troubles: [trouble('a')],
        unlabelled: 1,
        leftOut: { icon: 2, sprite: 1 },
      },
      { ...emptyReport, labelled: 3, unsure: 2, leftOut: { icon: 3 } },
      {
        ...emptyReport,
        waiting: 4,
        troubles: [trouble('b'), trouble('c')],
        unlabelled: 70,
        leftOut: { gradient: 1, spacer: 0 },
      },
    ];
    const troubles = ['a', 'b', 'c'].map(trouble);
    expect(joinReports(reports)).toEqual({
      labelled: 5,
      unsure: 6,
      waiting: 5,
      troubles,
      unlabelled: 71,
      leftOut: { icon: 5, sprite: 1, gradient: 1 },
    });
  });

  it('of no frames is empty', () => {
    expect(joinReports([])).toEqual(emptyReport);
  });

  it('names no more troubles than fit', () => {
    const troubles = Array.from({ length: maxTroubles - 1 }, (_, index) => trouble(`${index}`));
    const report = { ...emptyReport, troubles };
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
