import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { type ExtensionBrowser, launchWithExtension } from '../../scripts/extension-browser';
import type { Measured, RejectedBackend } from '../../src/core/engine-status';
import { type Backend, backends, type Settings } from '../../src/core/settings';
import type { Bench } from './part';

/** What the extension says of its engine, as far as it is measured here. */
export interface EngineState {
  readonly backend: Backend;
  readonly workers: number;
  /** How many pictures go through an engine at once at most. */
  readonly batch: number;
  /** Tensors that TensorFlow.js holds between two pictures. */
  readonly tensors: number;
  /** What the backends were measured to do, and why others are not used. */
  readonly measured: readonly Measured[];
  readonly rejected: readonly RejectedBackend[];
}

export const viewport = { width: 1280, height: 900 };

/** Milliseconds: scores that come within a quarter of a second are kept together. */
const KEPT_BY_THEN = 500;

declare global {
  /** Inferences since the counting began; in the extension's worker. */
  var inferencesMade: number;
}

/** A browser with Sightline in it. */
export class SightlineBrowser {
  readonly context: BrowserContext;
  readonly #id: string;

  private constructor(context: BrowserContext, id: string) {
    this.context = context;
    this.#id = id;
  }

  /**
   * Opens one that counts its inferences. Its settings leave no picture without a badge.
   *
   * @param more settings; all others are what they are by default
   */
  static async open(
    { browser, backend, flags, extension, own }: Bench,
    more: Partial<Settings> = {},
  ): Promise<SightlineBrowser> {
    const launched = await launchWithExtension({ browser, extension, viewport, args: flags });
    own(launched.context);
    return SightlineBrowser.in(launched, { backend, ...more });
  }

  /** Does so in a browser that is open already, and stays its owner's. */
  static async in(
    { context, id }: ExtensionBrowser,
    settings: Partial<Settings>,
  ): Promise<SightlineBrowser> {
    const sightline = new SightlineBrowser(context, id);
    await sightline.#worker.evaluate((given) => chrome.storage.local.set({ settings: given }), {
      hiddenGroups: [],
      ...settings,
    });
    await sightline.#countInferences();
    return sightline;
  }

  /** Opens a page, in front of all others. */
  async goTo(url: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(url);
    return page;
  }

  /** @throws Error when the engine does not run */
  async engine(): Promise<EngineState> {
    // Any page of the extension may ask; this one does nothing by itself.
    const asking = await this.goTo(`chrome-extension://${this.#id}/manifest.json`);
    try {
      const reply = await asking.evaluate(() =>
        chrome.runtime.sendMessage({ to: 'background', method: 'status', payload: [] }),
      );
      const { state, tensors, workers = 1, batch = 1, measured, rejected } = reply.value;
      const backend = backends.find((each) => each === reply.value.backend);
      if (!backend) throw new Error(`The engine is ${state}`);
      return { backend, tensors, workers, batch, measured, rejected };
    } finally {
      await asking.close();
    }
  }

  /**
   * How many inferences the engine has made since the browser was opened. Each picture's scores are kept with
   * the number of its views soon after there are any: what is kept anew was inferred.
   */
  async inferences(): Promise<number> {
    await pause(KEPT_BY_THEN);
    return this.#worker.evaluate(() => globalThis.inferencesMade);
  }

  async #countInferences(): Promise<void> {
    await this.#worker.evaluate(() => {
      globalThis.inferencesMade = 0;
      chrome.storage.session.onChanged.addListener((changes) => {
        for (const [key, { newValue }] of Object.entries(changes)) {
          if (!key.startsWith('scores:')) continue;
          const kept = typeof newValue === 'string' ? JSON.parse(newValue) : newValue;
          globalThis.inferencesMade += kept?.scored?.views ?? 0;
        }
      });
    });
  }

  get #worker() {
    const worker = this.context.serviceWorkers().at(-1);
    if (!worker) throw new Error('The extension has no service worker');
    return worker;
  }
}
