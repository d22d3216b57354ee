import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { assemblyScript } from '../../scripts/assembly-script';
import type { Calibration } from '../../src/core/calibration';
import { parseModelCard } from '../../src/core/model-card';
import type { Seer } from '../../src/offscreen/look-at';
import type { LocalSite } from '../../test/e2e/support/local-site';

const root = resolve(import.meta.dirname, '../..');

/** The workbench in a page, and what its engine says of itself. */
export interface OpenWorkbench {
  readonly page: Page;
  readonly engine: Seer;
}

/**
 * Opens the workbench on a site, with its engine started.
 *
 * @param model the model's folder
 * @param calibration stands in for the model's own
 */
export async function openWorkbench(
  context: BrowserContext,
  site: LocalSite,
  model: string,
  calibration?: Calibration,
): Promise<OpenWorkbench> {
  const script = await putWorkbench(site);
  await putModel(site, model);
  if (calibration) {
    site.put('/model/calibration.json', 'application/json', JSON.stringify(calibration));
  }
  site.putPage('/workbench', `<script type="module" src="${script}"></script>`);
  const page = await context.newPage();
  await page.goto(site.url('/workbench'));
  const start = (folder: string) => window.workbench.start(folder);
  return { page, engine: await page.evaluate(start, site.url('/model/')) };
}

/** @returns path of the workbench's script */
async function putWorkbench(site: LocalSite): Promise<string> {
  const built = (await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    plugins: [assemblyScript()],
    build: {
      write: false,
      target: 'chrome148',
      rolldownOptions: { input: join(import.meta.dirname, 'workbench-page.ts') },
    },
  })) as Rolldown.RolldownOutput;
  for (const file of built.output) {
    if (file.type === 'chunk') site.put(`/${file.fileName}`, 'text/javascript', file.code);
    else site.put(`/${file.fileName}`, typeOf(file.fileName), file.source);
  }
  return `/${built.output[0].fileName}`;
}

/** WebAssembly is compiled while it arrives only under its own type. */
const typeOf = (file: string): string =>
  file.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';

async function putModel(site: LocalSite, folder: string): Promise<void> {
  const card = parseModelCard(JSON.parse(await readFile(join(folder, 'card.json'), 'utf8')));
  const neighbours = ['card.json', 'known-answer.json', 'calibration.json'];
  for (const file of [...Object.keys(card.sha256), ...neighbours]) {
    site.put(`/model/${file}`, 'application/octet-stream', await readFile(join(folder, file)));
  }
}
