import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findBrowser } from '../scripts/browser';
import { quietArguments } from '../scripts/extension-browser';
import { calibrationPath } from '../scripts/model/calibration-file';
import { LocalSite } from '../test/e2e/support/local-site';
import type { Photograph } from './labels/answer';
import { type BuiltExtension, builtExtension } from './labels/built-extension';
import { expectedCalibrationError, mean } from './labels/calibration-error';
import { openWorkbench } from './labels/open-workbench';
import { pathOf, putPhotograph } from './labels/put-photograph';
import { photographsFolder, readTruth } from './labels/read-truth';
import {
  bestTrial,
  crossValidate,
  type Trial,
  type Trials,
  temperatures,
} from './labels/temperature';
import { tryTemperature } from './labels/try-temperature';

/*
 * Fits the one temperature of the model to photographs of which it is known what they show: that at which the true
 * classes are most likely, given what the extension looks at. Cross-validation tells what such a fit is worth on
 * photographs that it has not seen.
 */

/** At most; of fewer photographs each is held out by itself, for how they are divided would decide too much. */
const FOLDS = 100;

/** Fewer photographs say nothing of a temperature. */
const LEAST = 20;

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { write: { type: 'boolean' } },
  });
  const folder = photographsFolder(positionals[0]);
  const photographs = await readTruth(folder);
  if (photographs.length < LEAST) throw new Error(`Give at least ${LEAST} photographs.`);
  const folds = Math.min(FOLDS, photographs.length);
  const extension = await builtExtension();
  const trials = await tryAll(extension, folder, photographs);

  const temperature = temperatures[bestTrial(trials, () => true)] ?? 1;
  const { fits, heldOut } = crossValidate(trials, folds);
  const asItIs = trials[temperatures.indexOf(1)] ?? [];
  const spread = fits.map((fit) => temperatures[fit] ?? Number.NaN).sort((a, b) => a - b);
  const range = `${spread[0]?.toFixed(2)}-${spread.at(-1)?.toFixed(2)}`;
  const how = `The temperature of least negative log likelihood over ${photographs.length} photographs, each looked at as the extension does; in ${folds}-fold cross-validation the folds' fits lay in ${range}, with a held-out negative log likelihood of ${lossOf(heldOut)} and a calibration error of the likeliest class of ${errorOf(heldOut)}, against ${lossOf(asItIs)} and ${errorOf(asItIs)} at temperature 1.`;
  console.log(
    `Temperature ${temperature.toFixed(2)}\n\n${how}\n\nFits of the folds: ${spread.map((fit) => fit.toFixed(2)).join(' ')}`,
  );

  if (!values.write) return;
  const { modelId, calibration } = extension;
  const fitted = { ...calibration, model: modelId, temperature, how };
  await writeFile(calibrationPath(modelId), `${JSON.stringify(fitted, null, 2)}\n`);
  console.log(
    `\nWritten to ${calibrationPath(modelId)}; \`npm run setup && npm run build\` takes it over.`,
  );
}

/** What comes of all photographs at all temperatures. */
async function tryAll(
  { model, calibration }: BuiltExtension,
  folder: string,
  photographs: readonly Photograph[],
): Promise<Trials> {
  const { path } = await findBrowser();
  const browser = await chromium.launch({ executablePath: path, args: [...quietArguments] });
  const site = await LocalSite.open();
  try {
    const context = await browser.newContext();
    const plain = { ...calibration, temperature: 1 };
    const { page, engine } = await openWorkbench(context, site, model, plain);
    const trials: Trial[][] = temperatures.map(() => []);
    for (const [index, photograph] of photographs.entries()) {
      await putPhotograph(site, index, folder, photograph);
      const address = site.url(pathOf(index));
      const glances = await page.evaluate((url) => window.workbench.glances(url), address);
      for (const [step, temperature] of temperatures.entries()) {
        trials[step]?.push(await tryTemperature(glances, engine, temperature, photograph.class));
      }
      if ((index + 1) % 20 === 0) console.log(`Looked at ${index + 1} of ${photographs.length}`);
    }
    return trials;
  } finally {
    await browser.close();
    await site.close();
  }
}

function lossOf(trials: readonly Trial[]): string {
  return (mean(trials.map(({ loss }) => loss)) ?? Number.NaN).toFixed(3);
}

function errorOf(trials: readonly Trial[]): string {
  return (expectedCalibrationError(trials) ?? Number.NaN).toFixed(3);
}
