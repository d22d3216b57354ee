import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type Rolldown } from 'vite';
import { assemblyScript } from '../../scripts/assembly-script';
import { parseModelCard } from '../../src/core/model-card';
import type { LocalSite } from '../../test/e2e/support/local-site';

const root = resolve(import.meta.dirname, '../..');

/**
 * Bundles one of the pages' scripts and puts it on a site.
 *
 * @param name of its file in the folder of pages, without ".ts"
 * @returns path of an empty page that runs it
 */
export async function servePage(site: LocalSite, name: string): Promise<string> {
  const built = (await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    worker: { format: 'es', plugins: () => [assemblyScript()] },
    build: {
      write: false,
      target: 'chrome148',
      rolldownOptions: { input: join(import.meta.dirname, 'pages', `${name}.ts`) },
    },
  })) as Rolldown.RolldownOutput;
  for (const file of built.output) {
    const content = file.type === 'chunk' ? file.code : file.source;
    site.put(`/${file.fileName}`, typeOf(file.fileName), content);
  }
  site.putPage(`/${name}`, `<script type="module" src="/${built.output[0].fileName}"></script>`);
  return `/${name}`;
}

/** Browsers run scripts, and compile WebAssembly while it arrives, only under their own types. */
function typeOf(file: string): string {
  if (file.endsWith('.js')) return 'text/javascript';
  return file.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
}

/** Puts the model on a site, under /model/. */
export async function serveModel(site: LocalSite, folder: string): Promise<void> {
  const card = parseModelCard(JSON.parse(await readFile(join(folder, 'card.json'), 'utf8')));
  const neighbours = ['card.json', 'known-answer.json', 'calibration.json'];
  for (const file of [...Object.keys(card.sha256), ...neighbours]) {
    site.put(`/model/${file}`, 'application/octet-stream', await readFile(join(folder, file)));
  }
}
