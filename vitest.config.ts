import { defineConfig } from 'vitest/config';
import { assemblyScript } from './scripts/assembly-script.ts';

const suite = (name: string) => ({
  plugins: [assemblyScript()],
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    clearMocks: true,
    restoreMocks: true,
    unstubGlobals: true,
    testTimeout: 30_000,
    ...(name === 'unit' ? { setupFiles: ['test/unit/patience.ts'] } : {}),
  },
});

export default defineConfig({
  test: { projects: ['unit', 'model', 'repo'].map(suite) },
});
