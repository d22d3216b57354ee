import { palette } from '../fixtures/tiny-model';
import { runFuzz } from '../fuzz/fuzz-run';
import { expect, test } from './support/fixtures';

// The short form of `npm run fuzz`.
test('answers every broken picture and every malformed message, and works on as before', async ({
  sightline,
  site,
}) => {
  test.setTimeout(600_000);
  const report = await runFuzz(sightline, site, { seed: 7, pictures: 300, messages: 300 });
  expect(report.findings.map(({ what }) => what)).toEqual([]);
  expect(report.after.label).toBe(palette.red.className);
  expect(report.after.tensors).toBe(report.before.tensors);

  // It has done what it says: something came through, something did not, and every door was knocked at.
  const outcomes = [...report.pictures.outcomes];
  expect(outcomes.reduce((sum, [, count]) => sum + count, 0)).toBe(300);
  const kinds = outcomes.map(([kind]) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['scored', 'failed: undecodable']));
  for (const replies of report.doors.values()) {
    expect(Object.values(replies).reduce((sum, count) => sum + count, 0)).toBe(300);
  }
  expect([...report.doors.values()].filter(({ error }) => error !== undefined)).toHaveLength(6);
});
