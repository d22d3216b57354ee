import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import type { LocalSite } from '../../../test/e2e/support/local-site';
import type {} from '../pages/mediapipe';
import { servePage } from '../serve-module';
import type { Peer } from './peer';

const root = resolve(import.meta.dirname, '../../..');

/**
 * MediaPipe's ImageClassifier in a plain loop on a page, started; undefined where its model is not at hand. Its
 * page runs its script and WebAssembly from this machine.
 */
export async function openMediaPipe(
  context: BrowserContext,
  site: LocalSite,
  env = process.env,
): Promise<Peer | undefined> {
  const folder = resolve(root, env.SIGHTLINE_SHARED ?? '../shared', 'peers');
  const model = join(folder, 'mobilenet_v2_1.0_224_quant.tflite');
  if (!existsSync(model)) return undefined;
  site.put('/mediapipe/model.tflite', 'application/octet-stream', await readFile(model));
  const code = join(root, 'node_modules/@mediapipe/tasks-vision/wasm');
  for (const [file, type] of [
    ['vision_wasm_internal.js', 'text/javascript'],
    ['vision_wasm_internal.wasm', 'application/wasm'],
  ] as const) {
    site.put(`/mediapipe/${file}`, type, await readFile(join(code, file)));
  }
  const page = await context.newPage();
  await page.goto(site.url(await servePage(site, 'mediapipe')));
  await page.evaluate(() => window.mediapipe.start());
  return {
    classifyAll: async (urls) => {
      await page.bringToFront();
      return page.evaluate((all) => window.mediapipe.classifyAll(all), urls);
    },
  };
}
