import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import packageJson from './package.json' with { type: 'json' };
import { assemblyScript } from './scripts/assembly-script.ts';
import { leanContentScript } from './scripts/lean-content-script.ts';
import { thirdPartyNotices } from './scripts/third-party-notices.ts';

const notices = thirdPartyNotices('THIRD-PARTY-NOTICES.txt');

/**
 * Of TensorFlow.js only what is used: its own entry takes training, layers, data sets and two backends in for their
 * side effects. Each backend is loaded by itself, when it is tried.
 */
const unused =
  /@tensorflow\/(tfjs\/|tfjs-layers\/|tfjs-data\/|tfjs-backend-(webgl|cpu)\/dist\/index|tfjs-core\/dist\/(register_all_gradients|public\/chained_ops))/;

export default defineConfig({
  // The version stands in package.json alone. CRXJS' manifest type knows neither message_serialization nor match_origin_as_fallback.
  plugins: [
    crx({ manifest: { ...manifest, version: packageJson.version } as unknown as ManifestV3Export }),
    assemblyScript(),
    leanContentScript(),
    notices.bundle,
  ],
  build: {
    target: 'chrome148',
    // Icons stay files: the pages' policy lets no data: address in.
    assetsInlineLimit: (file) => (file.endsWith('.svg') ? false : undefined),
    // These stand in no manifest, so Vite must be told of them.
    rollupOptions: {
      input: {
        offscreen: 'src/offscreen/offscreen.html',
        diagnostics: 'src/diagnostics/diagnostics.html',
        correction: 'src/correction/correction.html',
        welcome: 'src/welcome/welcome.html',
      },
    },
  },
  worker: {
    format: 'es',
    plugins: () => [assemblyScript(), notices.worker],
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: unused, sideEffects: false }] },
      // 700 kB of licence comments otherwise; the notices file has them.
      output: { comments: false },
    },
  },
});
