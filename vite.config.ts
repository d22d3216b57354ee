import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import { thirdPartyNotices } from './scripts/third-party-notices.ts';

const notices = thirdPartyNotices('THIRD-PARTY-NOTICES.txt');

export default defineConfig({
  // CRXJS' manifest type knows neither message_serialization nor match_origin_as_fallback.
  plugins: [crx({ manifest: manifest as unknown as ManifestV3Export }), notices.bundle],
  build: {
    target: 'chrome148',
    // The offscreen document stands in no manifest, so Vite must be told of it.
    rollupOptions: { input: { offscreen: 'src/offscreen/offscreen.html' } },
    // The one large chunk is TensorFlow.js, read from disk by one worker.
    chunkSizeWarningLimit: 2_000,
  },
  worker: {
    format: 'es',
    plugins: () => [notices.worker],
    // 700 kB of licence comments otherwise; the notices file has them.
    rolldownOptions: { output: { comments: false } },
  },
});
