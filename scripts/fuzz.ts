import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { aligned } from '../bench/speed/table';
import { LocalSite } from '../test/e2e/support/local-site';
import { OutsideWatch } from '../test/e2e/support/outside-watch';
import prepareExtensions, { tinyExtension } from '../test/e2e/support/prepare-extensions';
import { Sightline } from '../test/e2e/support/sightline';
import type { Finding } from '../test/fuzz/finding';
import { type Condition, type FuzzReport, runFuzz } from '../test/fuzz/fuzz-run';
import { findBrowser } from './browser';

/*
 * Feeds the built extension, in a real browser, pictures and messages that are broken in every way: the same for the
 * same seed. Whatever it does wrong over one is written down, and the run fails.
 */

const root = resolve(import.meta.dirname, '..');

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const options = readOptions();
  await prepareExtensions();
  const { path } = await findBrowser();
  const outside = await OutsideWatch.open();
  const site = await LocalSite.open();
  const sightline = await Sightline.launch({
    browser: path,
    extension: tinyExtension,
    args: outside.browserArguments,
  });
  try {
    const report = await runFuzz(sightline, site, { ...options, onProgress: console.log });
    const leaks = outside.requests.map((what) => ({ what: `It asked the outside: ${what}` }));
    const findings = [...report.findings, ...leaks];
    console.log(`\n${aligned(rowsOf(report))}\n`);
    await tell(findings, options.seed);
    if (findings.length > 0) process.exitCode = 1;
  } finally {
    await sightline.context.close();
    await site.close();
    await outside.close();
  }
}

/** @throws Error when something is no whole number */
function readOptions(): { seed: number; pictures: number; messages: number } {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      pictures: { type: 'string', default: '5000' },
      messages: { type: 'string', default: '5000' },
    },
  });
  const read = (name: keyof typeof values) => {
    const value = Number(values[name]);
    if (Number.isSafeInteger(value) && value >= 0) return value;
    throw new Error(`--${name} wants a whole number.`);
  };
  return { seed: read('seed'), pictures: read('pictures'), messages: read('messages') };
}

function rowsOf({ before, after, pictures, doors }: FuzzReport): string[][] {
  const sum = [...pictures.outcomes.values()].reduce((one, other) => one + other, 0);
  const { name, milliseconds } = pictures.slowest;
  return [
    ['pictures', String(sum)],
    ...[...pictures.outcomes]
      .sort(([, one], [, other]) => other - one)
      .map(([outcome, count]) => [`  ${outcome}`, String(count)]),
    ['slowest picture', `${(milliseconds / 1_000).toFixed(1)} s`, name],
    ...[...doors].map(([door, replies]) => {
      const parts = Object.entries(replies).map(([came, count]) => `${count} ${came}`);
      const count = Object.values(replies).reduce((one, other) => one + other, 0);
      return [`messages to ${door}`, String(count), parts.join(', ')];
    }),
    ['tensors before', String(before.tensors)],
    ['tensors after', String(after.tensors)],
    ['memory before', ...memoryIn(before)],
    ['memory after', ...memoryIn(after)],
    ['a good picture after it', after.label],
  ];
}

/** How much the extension holds, and what of it is JavaScript's. */
function memoryIn({ memory: { own, heap } }: Condition): string[] {
  const mebi = (size: number) => `${size.toFixed(1)} MiB`;
  const parts = `JavaScript ${mebi(heap.javaScript)}, DOM ${mebi(heap.dom)}, buffers ${mebi(heap.buffers)}`;
  return [own === undefined ? 'unknown' : mebi(own), parts];
}

/** Says what was found, and keeps the examples. */
async function tell(findings: readonly Finding[], seed: number): Promise<void> {
  const folder = join(root, '.cache/fuzz', `seed-${seed}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [index, { what, example }] of findings.entries()) {
    const file = example && join(folder, `${index}.${example.extension}`);
    if (file) await writeFile(file, example.content);
    const where = file ? ` (${relative(root, file)})` : '';
    console.log(`Found: ${what.slice(0, 300)}${where}`);
  }
  console.log(findings.length === 0 ? 'Nothing was found.' : `${findings.length} found.`);
}
