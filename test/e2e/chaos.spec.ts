import { removeUsedFolder } from '../../scripts/remove-used-folder';
import { runChaos } from '../chaos/chaos-run';
import { makeDeveloperProfile } from '../chaos/developer-profile';
import { strikes } from '../chaos/faults';
import { FaultySite } from '../chaos/faulty-site';
import { galleryWindow } from '../chaos/galleries';
import { expect, test } from './support/fixtures';

// The short form of `npm run chaos`: each fault once.
test('loses no picture and shows none wrongly, whatever strikes', async ({ launch }) => {
  test.setTimeout(400_000);
  const profile = await makeDeveloperProfile();
  const sites = [await FaultySite.open(), await FaultySite.open()] as const;
  const lines: string[] = [];
  try {
    const report = await runChaos(await launch({ profile, viewport: galleryWindow }), sites, {
      seed: 1,
      goesOn: (faults) => faults < strikes.length,
      note: (line) => lines.push(line),
    });
    expect(report.wrong, 'shown wrongly').toEqual([]);
    expect(report.settled.lost, 'with neither label nor reason').toEqual([]);
    expect(report.after.tensors).toBe(report.before.tensors);

    // It has done what it says: everything has struck, and pictures were labelled all the same.
    expect([...report.faults.keys()].sort()).toEqual(strikes.map(({ name }) => name).sort());
    const missed = [...report.faults].filter(([, { struck }]) => struck === 0);
    expect(missed).toEqual([]);
    expect(report.labelled).toBeGreaterThan(report.seen / 2);
  } finally {
    await test.info().attach('steps', { body: lines.join('\n'), contentType: 'text/plain' });
    for (const site of sites) await site.close();
    await removeUsedFolder(profile);
  }
});
