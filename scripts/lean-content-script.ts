import { resolve } from 'node:path';
import { build, type Plugin, type ResolvedConfig } from 'vite';

const content = resolve(import.meta.dirname, '../src/content');

/**
 * Keeps small what every page has to load. Content scripts are built with the browser's own API in place of
 * webextension-polyfill; and what shows badges is a script of its own, which the worker brings to where there is
 * something to show. CRXJS builds those scripts of the manifest apart, when the rest has been bundled, and takes
 * over nothing but how modules are resolved.
 */
export function leanContentScript(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'lean-content-script',
    configResolved(resolved) {
      config = resolved;
    },
    generateBundle: {
      order: 'pre',
      async handler() {
        const find = 'webextension-polyfill';
        config.resolve.alias.push({ find, replacement: resolve(content, 'native-api.ts') });
        const fileName = 'src/content/overlay.iife.js';
        this.emitFile({ type: 'asset', fileName, source: await buildOverlay(config) });
      },
    },
  };
}

async function buildOverlay({ root, resolve: { alias }, build: options }: ResolvedConfig) {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias },
    build: {
      write: false,
      target: options.target,
      lib: { entry: resolve(content, 'overlay.iife.ts'), formats: ['iife'], name: 'overlay' },
    },
  });
  const [output] = Array.isArray(result) ? result : [];
  const chunk = output?.output[0];
  if (!chunk) throw new Error('There is no script in the build of the overlay');
  return chunk.code;
}
