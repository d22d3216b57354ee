import { defineConfig } from 'vitest/config';

const suite = (name: string) => ({
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
