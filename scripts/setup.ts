import { findBrowser } from './browser';
import { ensureModel, type ModelState } from './model/ensure-model';
import { consoleReporter } from './reporter';

/** What Vite, Playwright and `import.meta.dirname` need. */
const OLDEST_NODE = [20, 19] as const;

try {
  await setUp();
} catch (error) {
  console.error(`\nSet-up stopped. ${(error as Error).message}`);
  process.exitCode = 1;
}

async function setUp(): Promise<void> {
  const reporter = consoleReporter();
  checkNode();
  const browser = await findBrowser({ reporter });
  reporter.say(`Browser: ${browser.name} at ${browser.path}`);
  for (const line of describeModel(await ensureModel({ reporter }))) reporter.say(line);
}

function checkNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Error(
    `This is Node ${process.versions.node}, and Sightline needs ${OLDEST_NODE.join('.')} or later: https://nodejs.org`,
  );
}

function describeModel({ card, kind, from }: ModelState): string[] {
  const model = `Model: ${card.name} (from ${from})`;
  if (kind === 'real') return [model];
  return [
    model,
    'This stand-in knows colours, not things: its labels mean nothing, and it is never packaged.',
    'For MobileNet, go online or set SIGHTLINE_MODEL to a folder with it, and run `npm run setup`.',
  ];
}
