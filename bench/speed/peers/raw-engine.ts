import type { BrowserContext, Page } from '@playwright/test';
import type { LocalSite } from '../../../test/e2e/support/local-site';
import type {} from '../pages/raw-engine';
import { servePage } from '../serve-module';
import type { EngineState } from '../sightline-browser';

/** Milliseconds over which a rate is measured. */
const SPAN = 2_000;

/** Inferences a second of the project's own engine on the same pixels again and again, and nothing else. */
export class RawEngine {
  readonly #page: Page;
  readonly #engines: number;

  private constructor(page: Page, engines: number) {
    this.#page = page;
    this.#engines = engines;
  }

  /** Opens as many engines as the extension runs workers, on its backend and with its batches. */
  static async open(
    context: BrowserContext,
    site: LocalSite,
    { backend, workers, batch }: EngineState,
  ): Promise<RawEngine> {
    const page = await context.newPage();
    await page.goto(site.url(await servePage(site, 'raw-engine')));
    await page.evaluate(([name, count, size]) => window.rawEngine.start(name, count, size), [
      backend,
      workers,
      batch,
    ] as const);
    return new RawEngine(page, workers);
  }

  /** Of one engine, with the rest of the machine idle. */
  alone(): Promise<number> {
    return this.#rate(0);
  }

  /** Of one, with as many other cores busy as there would be other engines, and at least one. */
  amongBusy(): Promise<number> {
    return this.#rate(Math.max(1, this.#engines - 1));
  }

  /** Of all engines at once, together. */
  async together(): Promise<number> {
    await this.#page.bringToFront();
    return this.#page.evaluate((span) => window.rawEngine.rateOfAll(span), SPAN);
  }

  async #rate(busy: number): Promise<number> {
    await this.#page.bringToFront();
    const rate = ([span, count]: [number, number]) => window.rawEngine.rate(span, count);
    return this.#page.evaluate(rate, [SPAN, busy] as [number, number]);
  }
}
