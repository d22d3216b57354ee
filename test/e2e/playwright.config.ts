import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

const root = resolve(import.meta.dirname, '../..');

export default defineConfig({
  testDir: '.',
  outputDir: resolve(root, 'test-results'),
  globalSetup: './support/prepare-extensions.ts',
  // Each test starts a browser of its own; the engine in it wants a core to itself.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: resolve(root, '.cache/reports/e2e.json') }]],
});
