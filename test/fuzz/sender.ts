import { join, resolve } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { IsolatedWorld } from '../e2e/support/isolated-world';
import { lendLine } from '../e2e/support/offscreen-line';
import type { Sightline } from '../e2e/support/sightline';
import type { Fed, Tools } from './pages/tools';

/** Evaluates an expression, and waits for its promise. */
type Evaluate = <T>(expression: string) => Promise<T>;

type Arguments<M extends keyof Tools> = Parameters<Tools[M]>;

/** A place in the browser that sends messages. */
export class Sender {
  readonly #evaluate: Evaluate;
  /** Places of the pictures that are under way in what was handed over last. */
  readonly underWay = new Set<number>();
  #lastHeard = 0;

  private constructor(evaluate: Evaluate) {
    this.#evaluate = evaluate;
  }

  /** A page of the extension, which does nothing by itself, with a line to the offscreen document. */
  static async page(sightline: Sightline): Promise<Sender> {
    const page = await sightline.context.newPage();
    await page.goto(`chrome-extension://${sightline.id}/manifest.json`);
    await lendLine(sightline, page);
    const session = await sightline.context.newCDPSession(page);
    await session.send('Runtime.enable');
    await session.send('Runtime.addBinding', { name: 'fuzzTold' });
    const sender = await Sender.#of((expression) => evaluateIn(session, expression));
    session.on('Runtime.bindingCalled', ({ payload }) => sender.#hear(payload));
    return sender;
  }

  /** The content script's world of a page. */
  static async contentScript(sightline: Sightline, page: Page): Promise<Sender> {
    const world = await IsolatedWorld.open(page, sightline.id);
    return Sender.#of((expression) => world.evaluate(expression));
  }

  static async #of(evaluate: Evaluate): Promise<Sender> {
    await evaluate(`${await bundledTools()}; undefined`);
    return new Sender(evaluate);
  }

  /**
   * Has pictures classified, and hears of each.
   *
   * @param silence milliseconds without news after which the browser's process is taken to hang
   * @returns nothing where it hangs
   */
  async classify(
    silence: number,
    ...given: Arguments<'classify'>
  ): Promise<readonly Fed[] | undefined> {
    this.underWay.clear();
    this.#lastHeard = Date.now();
    let watch: ReturnType<typeof setInterval> | undefined;
    const hung = new Promise<undefined>((resolve) => {
      watch = setInterval(() => {
        if (Date.now() - this.#lastHeard > silence) resolve(undefined);
      }, 1_000);
    });
    try {
      return await Promise.race([this.call('classify', ...given), hung]);
    } finally {
      clearInterval(watch);
    }
  }

  #hear(what: string): void {
    this.#lastHeard = Date.now();
    const [event, at] = what.split(' ');
    if (event === 'begun') this.underWay.add(Number(at));
    else this.underWay.delete(Number(at));
  }

  call<M extends keyof Tools>(method: M, ...given: Arguments<M>): ReturnType<Tools[M]> {
    const list = given.map((each) => JSON.stringify(each) ?? 'undefined').join();
    return this.#evaluate(`fuzzTools.${method}(${list})`) as ReturnType<Tools[M]>;
  }
}

async function evaluateIn<T>(session: CDPSession, expression: string): Promise<T> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  return result.value as T;
}

/** The tools as one plain script. */
async function bundledTools(): Promise<string> {
  const built = (await build({
    configFile: false,
    root: resolve(import.meta.dirname, '../..'),
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'chrome148',
      rolldownOptions: { input: join(import.meta.dirname, 'pages/tools.ts') },
    },
  })) as Rolldown.RolldownOutput;
  return `(() => { ${built.output[0].code} })()`;
}
