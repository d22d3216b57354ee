import { defineConfig } from 'vitest/config';

const suite = (name: string) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    clearMocks: true,
    restoreMocks: true,
    unstubGlobals: true,
  },
});

export default defineConfig({
  test: { projects: ['unit', 'model', 'repo'].map(suite) },
});
