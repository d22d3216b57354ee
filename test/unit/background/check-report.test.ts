import { expect, it } from 'vitest';
import { checkReport } from '../../../src/background/check-report';
import type { PageReport, Trouble } from '../../../src/core/page-report';
import { Background } from '../fakes/background';

const trouble: Trouble = { address: 'https://a.example/', reason: 'http-status', detail: '404' };
const report: PageReport = {
  labelled: 3,
  unsure: 2,
  waiting: 1,
  troubles: [trouble, { address: '', reason: 'too-large' }],
  unlabelled: 2,
  leftOut: { icon: 4 },
};

it('takes a report as it is, without what does not belong to it', () => {
  const leftOut = { ...report.leftOut, elephant: 7 };
  expect(checkReport({ ...report, leftOut, more: 1 }, 'report')).toEqual(report);
});

it('cuts what is longer than people read', () => {
  const long = 'x'.repeat(1e6);
  const { troubles } = checkReport(
    { ...report, troubles: [{ ...trouble, address: long, detail: long }] },
    'report',
  );
  expect(JSON.stringify(troubles).length).toBeLessThan(500);
});

const wrong: readonly [unknown, string][] = [
  [null, 'report is no record'],
  [{ ...report, labelled: '3' }, 'report.labelled is no count'],
  [{ ...report, labelled: Number.NaN }, 'report.labelled is no count'],
  [{ ...report, waiting: -1 }, 'report.waiting is no count'],
  [{ ...report, troubles: Array(51).fill(trouble) }, 'report.troubles has more than 50 items'],
  [{ ...report, troubles: [{ ...trouble, reason: 'whim' }] }, 'report.troubles[0].reason is none'],
  [{ ...report, troubles: undefined }, 'report.troubles is no list'],
  [{ ...report, leftOut: { icon: '4' } }, 'report.leftOut.icon is no count'],
  [{ ...report, leftOut: null }, 'report.leftOut is no record'],
];

it.each(wrong)('says what is wrong with a report (%#)', (found, why) => {
  expect(() => checkReport(found, 'report')).toThrow(why);
});

it('keeps and counts nothing of what is no report', async () => {
  const background = await Background.start();
  const page = background.extension.frame('https://site.example/');
  for (const [found, why] of wrong) {
    await expect(background.send(page, 'report', found)).rejects.toThrow(why);
  }
  expect(background.kept('report')).toEqual([]);
  expect(background.extension.badges.size).toBe(0);
});
