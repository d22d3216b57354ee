import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };

export default defineConfig({
  // CRXJS' manifest type knows neither message_serialization nor match_origin_as_fallback.
  plugins: [crx({ manifest: manifest as unknown as ManifestV3Export })],
  build: {
    target: 'chrome148',
    // The offscreen document stands in no manifest, so Vite must be told of it.
    rollupOptions: { input: { offscreen: 'src/offscreen/offscreen.html' } },
    // The one large chunk is TensorFlow.js, read from disk by one worker.
    chunkSizeWarningLimit: 2_000,
  },
  worker: {
    format: 'es',
    // 700 kB of licence comments otherwise; THIRD-PARTY-NOTICES.md carries the notices.
    rolldownOptions: { output: { comments: false } },
  },
});
