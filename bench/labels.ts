import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { builtExtension } from './labels/built-extension';
import { errorsPage } from './labels/errors-page';
import { measureFolder } from './labels/measure-folder';
import { photographsFolder, readTruth } from './labels/read-truth';
import { reportOf, textOf, titleOf } from './labels/report';

/*
 * How good the labels are that Sightline shows, over any folder of photographs of which it is known what they show:
 * through the extension as it is built, in a browser, at default settings; beside it what a flat threshold and a
 * squashed picture would come to.
 */

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, html: { type: 'string' } },
  });
  const folder = photographsFolder(positionals[0]);
  const photographs = await readTruth(folder);
  const extension = await builtExtension();
  // On standard output there may be a program.
  const findings = await measureFolder(extension, folder, photographs, console.error);

  const report = reportOf(extension, findings);
  const page = resolve(values.html ?? resolve(import.meta.dirname, '../.cache/labels.html'));
  await mkdir(dirname(page), { recursive: true });
  await writeFile(page, await errorsPage(folder, titleOf(report), findings.ways[0].answers));
  if (values.json) console.log(JSON.stringify(report, undefined, 2));
  else console.log(`\n${textOf(report)}`);
  console.error(`\nThe worst errors, with their pictures: ${page}`);
}
