import { appendFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { aligned } from '../bench/speed/table';
import { type ChaosReport, runChaos } from '../test/chaos/chaos-run';
import { makeDeveloperProfile } from '../test/chaos/developer-profile';
import { FaultySite } from '../test/chaos/faulty-site';
import { galleryWindow } from '../test/chaos/galleries';
import { OutsideWatch } from '../test/e2e/support/outside-watch';
import prepareExtensions, { tinyExtension } from '../test/e2e/support/prepare-extensions';
import { Sightline } from '../test/e2e/support/sightline';
import { findBrowser } from './browser';
import { removeUsedFolder } from './remove-used-folder';

/*
 * Has galleries scroll and change in a real browser with the built extension while faults strike, the same for the same
 * seed. It fails when a picture gets neither label nor reason, or when something is shown wrongly.
 */

const root = resolve(import.meta.dirname, '..');

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { seed, minutes, isVerbose } = readOptions();
  const log = await openLog(seed, isVerbose);
  await prepareExtensions();
  const { path } = await findBrowser();
  const outside = await OutsideWatch.open();
  const sites = [await FaultySite.open(), await FaultySite.open()] as const;
  const profile = await makeDeveloperProfile();
  const sightline = await Sightline.launch({
    browser: path,
    extension: tinyExtension,
    profile,
    viewport: galleryWindow,
    args: outside.browserArguments,
  });
  try {
    const end = Date.now() + minutes * 60_000;
    const goesOn = () => Date.now() < end;
    const report = await runChaos(sightline, sites, { seed, goesOn, note: log.note });
    console.log(`\n${aligned(rowsOf(report))}\n`);
    const found = [
      ...report.settled.lost.map((source) => `Lost: ${source}`),
      ...report.wrong.map((what) => `Shown wrongly: ${what}`),
      ...outside.requests.map((what) => `It asked the outside: ${what}`),
    ];
    for (const each of found) console.log(each);
    if (found.length > 0) process.exitCode = 1;
  } finally {
    console.log(`What was done, and when: ${relative(root, log.file)}`);
    await sightline.context.close();
    for (const site of sites) await site.close();
    await outside.close();
    await removeUsedFolder(profile);
  }
}

/** @throws Error when something is no number that it can be */
function readOptions(): { seed: number; minutes: number; isVerbose: boolean } {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '2' },
      verbose: { type: 'boolean', default: false },
    },
  });
  const [seed, minutes] = [Number(values.seed), Number(values.minutes)];
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error('--seed wants a whole number.');
  if (!(minutes > 0)) throw new Error('--minutes wants a number above 0.');
  return { seed, minutes, isVerbose: values.verbose };
}

/** Takes down line by line, so that nothing is lost where the run breaks off. */
async function openLog(seed: number, isVerbose: boolean) {
  const folder = join(root, '.cache/chaos', `seed-${seed}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'steps.log');
  const start = Date.now();
  const note = (line: string) => {
    const text = `${((Date.now() - start) / 1_000).toFixed(1).padStart(6)} s  ${line}`;
    appendFileSync(file, `${text}\n`);
    if (isVerbose) console.log(text);
  };
  return { file, note };
}

function rowsOf(report: ChaosReport): string[][] {
  const { settled, faults, before, after, wrong } = report;
  const reasoned = [...settled.reasons.values()].reduce((one, other) => one + other, 0);
  const mebi = (memory: number | undefined) => (memory ? `${memory.toFixed(0)} MiB` : 'unknown');
  return [
    ['steps', String(report.steps)],
    ['pictures asked', String(report.seen), `in view at a look, of ${report.pictures} on pages`],
    ['labelled', String(report.labelled), 'while they were in view'],
    ['checked', String(settled.labelled + reasoned + settled.lost.length), 'in view, faults ended'],
    ['  labelled', String(settled.labelled)],
    ['  reasoned', String(reasoned)],
    ...[...settled.reasons].map(([reason, count]) => [`    ${reason}`, String(count)]),
    ['  lost', String(settled.lost.length)],
    ['shown wrongly', String(wrong.length)],
    ['tensors before', String(before.tensors ?? 'unknown')],
    ['tensors after', String(after.tensors ?? 'unknown')],
    ['memory before', mebi(before.memory)],
    ['memory after', mebi(after.memory)],
    ...[...faults].map(([name, { struck, missed }]) => [
      name,
      String(struck),
      missed > 0 ? `and ${missed} times nothing to strike` : '',
    ]),
  ];
}
