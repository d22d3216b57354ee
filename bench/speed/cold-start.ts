import { type ChildProcess, spawn } from 'node:child_process';
import { json } from 'node:stream/consumers';
import { quietArguments } from '../../scripts/extension-browser';
import { withDeadline } from '../../src/messaging/deadline';
import { onePicture } from './gallery-page';
import type { Bench } from './part';
import type { PictureSite } from './picture-site';

/** When things happened on the way from a browser that does not run to a badge; milliseconds after its start. */
export interface ColdStart {
  /** The browser began to open the page. */
  readonly opened: number;
  /** The page's picture was loaded. */
  readonly loaded: number;
  readonly badge: number;
}

/** Milliseconds for the page to be asked for, for the badge to come, and for the browser to end. */
const OPEN_LIMIT = 5_000;
const LIMIT = 60_000;
const END_LIMIT = 10_000;

/** Has the page tell its site when its badge has come, in milliseconds since 1970. */
const TELL = `<script>
window.firstBadge.then((badge) => {
  const body = JSON.stringify({ opened: performance.timeOrigin, loaded: window.loaded, badge });
  return fetch('/came', { method: 'POST', body });
});
</script>`;

/**
 * Starts the browser's program with the address of a page with one picture, waits for the badge and ends it. No
 * debugger is attached: the page itself tells when its badge came.
 *
 * @param profile folder of the profile, which need not hold one
 * @returns undefined where the browser never asked for the page: Chromium holds the start-up page back for long in
 *   one of six starts or so with any extension on its command line that may use declarativeNetRequest
 */
export async function startCold(
  { browser, flags, extension }: Bench,
  home: PictureSite,
  picture: Buffer,
  profile: string,
): Promise<ColdStart | undefined> {
  const [url = ''] = home.put([picture]);
  const isAsked = new Promise<true>((resolve) =>
    home.site.on('/one', (_, response) => {
      resolve(true);
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(`<!doctype html>${onePicture(url)}${TELL}`);
    }),
  );
  const came = new Promise<ColdStart>((resolve) =>
    home.site.on('/came', async (request, response) => {
      resolve((await json(request)) as ColdStart);
      response.writeHead(204).end();
    }),
  );
  const begin = Date.now();
  const running = spawn(
    browser,
    [
      ...quietArguments,
      '--headless',
      '--no-default-browser-check',
      '--password-store=basic',
      '--use-mock-keychain',
      '--window-size=1280,900',
      `--user-data-dir=${profile}`,
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      ...flags,
      home.site.url('/one'),
    ],
    { stdio: 'ignore' },
  );
  try {
    const failure = new Promise<never>((_, reject) => running.once('error', reject));
    const isOpened = withDeadline(OPEN_LIMIT, isAsked).catch(() => false);
    if (!(await Promise.race([isOpened, failure]))) return undefined;
    const { opened, loaded, badge } = await withDeadline(LIMIT, came);
    return { opened: opened - begin, loaded: loaded - begin, badge: badge - begin };
  } finally {
    await end(running);
  }
}

async function end(running: ChildProcess): Promise<void> {
  if (running.pid === undefined || running.exitCode !== null) return;
  const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
  running.kill();
  await withDeadline(END_LIMIT, ended).catch(() => running.kill('SIGKILL'));
}
