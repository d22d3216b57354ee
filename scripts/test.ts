import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findBrowser } from './browser';

/** What a part of the tests came to. */
interface Tally {
  readonly passed: number;
  /** Names of those that failed. */
  readonly failed: readonly string[];
  /** The tests that could not run, each with its reason. */
  readonly skipped: readonly string[];
}

/** The parts of Vitest's report that are read here. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** The parts of Playwright's report that are read here. */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
  };
  readonly suites: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
}

const root = resolve(import.meta.dirname, '..');
const reports = join(root, '.cache/reports');
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'e2e.json');

await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });
// Found once, for all the browsers that the tests start.
process.env.CHROME_PATH = (await findBrowser()).path;

const tallies = [
  await check('Types', 'tsc', ['-b']),
  await check('Lint', 'biome', ['ci', '.']),
  await check('Build', 'tsx', ['scripts/build.ts']),
  await suite(
    'Unit, model and repository tests',
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    vitestReport,
    tallyVitest,
  ),
  await suite(
    'Browser tests',
    'playwright',
    ['test', '--config', 'test/e2e/playwright.config.ts'],
    playwrightReport,
    tallyPlaywright,
  ),
];

const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.flatMap((tally) => tally.failed);
const skipped = tallies.flatMap((tally) => tally.skipped);
console.log('');
for (const reason of skipped) console.log(`Skipped: ${reason}`);
for (const name of failed) console.log(`Failed: ${name}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** Runs a tool that either finds fault or does not: one test. */
async function check(title: string, tool: string, args: readonly string[]): Promise<Tally> {
  const ok = await runTool(title, tool, args);
  return { passed: ok ? 1 : 0, failed: ok ? [] : [title], skipped: [] };
}

/** Runs a tool that writes a report of its tests. */
async function suite<R>(
  title: string,
  tool: string,
  args: readonly string[],
  report: string,
  tally: (report: R) => Tally,
): Promise<Tally> {
  const ok = await runTool(title, tool, args);
  const text = await readFile(report, 'utf8').catch(() => undefined);
  const result =
    text === undefined ? { passed: 0, failed: [], skipped: [] } : tally(JSON.parse(text) as R);
  // A tool can fail without a failed test: it did not start, or something broke around the tests.
  return ok || result.failed.length > 0
    ? result
    : { ...result, failed: [`${title}: not a test, but something around them`] };
}

function tallyVitest(report: VitestReport): Tally {
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const named = (...wanted: readonly string[]) =>
    tests.filter(({ status }) => wanted.includes(status)).map(({ fullName }) => fullName);
  return {
    passed: report.numPassedTests,
    failed: named('failed'),
    skipped: named('pending', 'skipped'),
  };
}

function tallyPlaywright({ stats, suites }: PlaywrightReport): Tally {
  const specs = suites.flatMap(specsOf);
  return {
    passed: stats.expected,
    failed: specs
      // A test that passes only sometimes is a failed one.
      .filter(({ tests }) => tests.some(({ status }) => /unexpected|flaky/.test(status)))
      .map(({ title }) => title),
    skipped: specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === 'skipped')
        .map(({ annotations }) => {
          const reason = annotations.find(({ type }) => type === 'skip')?.description;
          return reason ? `${title}: ${reason}` : title;
        }),
    ),
  };
}

function specsOf(suiteReport: PlaywrightSuite): PlaywrightSuite['specs'] {
  return [...suiteReport.specs, ...(suiteReport.suites ?? []).flatMap(specsOf)];
}

function runTool(title: string, tool: string, args: readonly string[]): Promise<boolean> {
  console.log(`\n${title}`);
  const program = join(root, 'node_modules/.bin', tool);
  return new Promise((resolveRun) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: 'inherit',
      // The programs in .bin are scripts of the shell on Windows.
      shell: process.platform === 'win32',
    });
    child.once('error', (error) => {
      console.error(error.message);
      resolveRun(false);
    });
    child.once('close', (code) => {
      console.log(`${title}: ${code === 0 ? 'ok' : 'failed'}`);
      resolveRun(code === 0);
    });
  });
}
