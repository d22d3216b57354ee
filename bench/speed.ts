import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findBrowser } from '../scripts/browser';
import { builtExtension } from './labels/built-extension';
import { parseArguments } from './speed/arguments';
import { parts } from './speed/parts';
import { findPictures } from './speed/pictures';
import { markdownOf, type Report, textOf, thisMachine } from './speed/report';
import { runPart } from './speed/run-part';

/*
 * How fast and how light Sightline is: the extension as it is built, at default settings, in a browser on this
 * machine; beside it the raw rate of its engine, and peers in the same browser with the same pictures.
 */

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const names = parts.map(({ name }) => name);
  const { only, isQuick, backend, flags, form, save } = parseArguments(
    process.argv.slice(2),
    names,
  );
  const { folder, model } = await builtExtension();
  const browser = await findBrowser();
  const pictures = await findPictures();
  const given = {
    isQuick,
    browser: browser.path,
    backend,
    flags,
    extension: folder,
    model,
    pictures,
  };

  const at = new Date().toISOString();
  const results = [];
  for (const part of parts.filter(({ name }) => only.includes(name))) {
    // On standard output there may be a program.
    results.push(await runPart(part, given, console.error));
  }
  const report: Report = {
    at,
    machine: thisMachine(),
    browser: [browser.name, ...flags].join(' '),
    backend,
    isQuick,
    pictures: pictures.what,
    parts: results,
  };

  const json = JSON.stringify(report, undefined, 2);
  if (save) console.error(`Kept: ${await keep(report, json)}`);
  if (form === 'json') console.log(json);
  else console.log(form === 'markdown' ? markdownOf(report) : `\n${textOf(report)}`);
  if (results.some(({ error }) => error !== undefined)) process.exitCode = 1;
}

/** @returns the file */
async function keep({ at, machine }: Report, json: string): Promise<string> {
  const folder = resolve(import.meta.dirname, 'results');
  const name = `${machine.processor} ${machine.cores} cores`.toLowerCase();
  const file = join(folder, `${at.slice(0, 10)}-${name.replaceAll(/[^a-z0-9]+/g, '-')}.json`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${json}\n`);
  return file;
}
