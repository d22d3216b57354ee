import { win32 } from 'node:path';
import manifest from '../manifest.json' with { type: 'json' };
import { usualPlaces } from './browser-places';
import { canInstallChromium, installChromium } from './install-chromium';
import { type Machine, thisMachine } from './machine';
import { consoleReporter, type Reporter } from './reporter';

/** A browser that can run the extension. */
export interface Browser {
  /** Its executable. */
  readonly path: string;
  /** Name and version as it gives them, such as "Chromium 156.0.7000.1". */
  readonly name: string;
}

export interface FindBrowserOptions {
  readonly machine: Machine;
  readonly reporter: Reporter;
}

const OLDEST = Number(manifest.minimum_chrome_version);

/** A browser answers --version in well under a second; the first start from a cold disk takes longer. */
const VERSION_LIMIT = 20_000;

const WHAT_TO_DO = `Do one of these, then run the command again:
  - npx playwright install chromium
  - install Chromium ${OLDEST} or later
  - set CHROME_PATH to the executable of a Chromium or Chrome for Testing, ${OLDEST} or later`;

/**
 * Finds a Chromium, or gets one: CHROME_PATH, the usual places, Playwright's own, Debian's by apt-get.
 *
 * Google Chrome itself never serves: since version 137 the branded builds ignore --load-extension, and
 * would open the demo page without Sightline. Chromium and Chrome for Testing still obey it.
 *
 * @throws Error that says what to do, when CHROME_PATH does not serve or there is none to be had
 */
export async function findBrowser(given: Partial<FindBrowserOptions> = {}): Promise<Browser> {
  const { machine = thisMachine, reporter = consoleReporter() } = given;
  const named = machine.env.CHROME_PATH;
  if (named) return askNamed(named, machine);

  const found =
    (await firstThatServes(usualPlaces(machine), machine, reporter)) ??
    (await firstThatServes([await machine.playwrightChromium()], machine, reporter));
  if (found) return found;

  if (await canInstallChromium(machine)) {
    await installChromium(machine, reporter).catch((error: Error) => reporter.say(error.message));
    const installed = await firstThatServes(usualPlaces(machine), machine, reporter);
    if (installed) return installed;
  }
  throw new Error(`No browser was found that can run Sightline. ${WHAT_TO_DO}`);
}

async function askNamed(path: string, machine: Machine): Promise<Browser> {
  const answer = machine.exists(path) ? await ask(path, machine) : 'it does not exist';
  if (typeof answer !== 'string') return answer;
  throw new Error(
    `CHROME_PATH names ${path}, but ${answer}. Correct it, or unset it to let set-up search.`,
  );
}

async function firstThatServes(
  paths: readonly string[],
  machine: Machine,
  reporter: Reporter,
): Promise<Browser | undefined> {
  for (const path of paths) {
    if (!machine.exists(path)) continue;
    const answer = await ask(path, machine);
    if (typeof answer !== 'string') return answer;
    reporter.say(`Passed over ${path}: ${answer}.`);
  }
  return undefined;
}

/** The browser, or the reason why it does not serve. */
async function ask(path: string, machine: Machine): Promise<Browser | string> {
  let name: string;
  try {
    name =
      machine.platform === 'win32' ? await readName(path, machine) : await askName(path, machine);
  } catch (error) {
    return `it does not run (${(error as Error).message})`;
  }
  if (majorOf(name) < OLDEST)
    return `it is ${name}, and Sightline needs version ${OLDEST} or later`;
  if (/^Google Chrome(?! for Testing)/.test(name)) {
    return `it is ${name}, which ignores --load-extension as every Google Chrome since 137 does`;
  }
  return { path, name };
}

async function askName(path: string, { run }: Machine): Promise<string> {
  const answer = await run(path, ['--version'], { limit: VERSION_LIMIT });
  // "Chromium 156.0.7000.1 built on Debian ..."; warnings of the system's libraries may stand around it.
  const name = /(?:Chromium|(?:Google )?Chrome(?: for Testing)?) [\d.]+/.exec(answer)?.[0];
  if (!name) throw new Error('--version names no Chromium or Chrome');
  return name;
}

/**
 * On Windows --version opens a window, so the version is read from the folder of that name which lies
 * beside the executable; where there is none it is taken to be new enough.
 */
async function readName(path: string, { list }: Machine): Promise<string> {
  const versions = (await list(win32.dirname(path))).filter((name) => /^\d+(\.\d+){3}$/.test(name));
  const newest = versions.sort((one, other) => majorOf(other) - majorOf(one))[0] ?? '';
  const brand = /\\Google\\Chrome\\/i.test(path) ? 'Google Chrome' : 'Chromium';
  return `${brand} ${newest}`.trim();
}

/** First number of a name or a version; endless where there is none, so that it counts as new enough. */
function majorOf(text: string): number {
  return Number(/\d+/.exec(text)?.[0] ?? Number.POSITIVE_INFINITY);
}
