import { describe, expect, it } from 'vitest';
import { checkReport } from '../../../src/background/check-report';
import { emptyReport, maxTroubles, type PageReport } from '../../../src/core/page-report';

const trouble = { address: 'https://a.example/cat.png', reason: 'http-status', detail: '404' };

describe('a report', () => {
  it('is taken as it is', () => {
    const report: PageReport = {
      labelled: 3,
      unsure: 2,
      waiting: 1,
      troubles: [{ ...trouble, reason: 'http-status' }],
      unlabelled: 9,
      leftOut: { icon: 4 },
    };
    expect(checkReport(report)).toEqual(report);
  });

  it.each([undefined, null, 7, 'report', [], {}])('that is none says nothing: %j', (message) => {
    expect(checkReport(message)).toEqual(emptyReport);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '3', {}, 2 ** 60])(
    'counts no %s pictures',
    (count) => {
      expect(checkReport({ labelled: count, leftOut: { icon: count } })).toEqual(emptyReport);
    },
  );

  it('is cut to what is kept, whatever a page that has taken the script over sends', () => {
    const long = 'x'.repeat(10_000_000);
    const { troubles, labelled } = checkReport({
      labelled: Number.MAX_SAFE_INTEGER,
      troubles: Array(10_000).fill({ ...trouble, address: long, detail: long, more: long }),
    });
    expect(labelled).toBe(1_000_000);
    expect(troubles).toHaveLength(maxTroubles);
    expect(JSON.stringify(troubles).length).toBeLessThan(25_000);
  });

  it.each([null, 'trouble', { ...trouble, reason: 'toString' }, { ...trouble, address: 7 }])(
    'loses what is no trouble: %j',
    (found) => {
      expect(checkReport({ troubles: [found] }).troubles).toEqual([]);
    },
  );

  it('loses reasons that there are none of', () => {
    expect(checkReport({ leftOut: { __proto__: 3, toString: 3, whim: 3 } }).leftOut).toEqual({});
  });
});
