import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { CacheStatus } from '../../../src/core/cache-status';
import type { EngineStatus } from '../../../src/core/engine-status';
import type { MemoryStatus } from '../../../src/core/memory-status';
import type { Envelope } from '../../../src/messaging/protocol';
import { fakeBrowser } from '../fakes/browser';
import { FakeExtension } from '../fakes/extension';

const file = join(import.meta.dirname, '../../../src/diagnostics/diagnostics.html');
const body = /<body>(.*)<\/body>/s.exec(readFileSync(file, 'utf8'))?.[1] ?? '';

/** The page of diagnostics over a fake browser: what it shows, and the extension around it. */
export class DiagnosticsPage {
  readonly world = new FakeExtension();
  readonly closing = new AbortController();
  /** What the background answers; without a status it does not answer at all. */
  status: EngineStatus | undefined = { state: 'asleep' };
  caches: readonly CacheStatus[] = [];
  memory: MemoryStatus | undefined;
  /** What was copied, in order. */
  readonly copied: string[] = [];
  /** Methods that the background was asked, in order. */
  readonly asked: string[] = [];
  readonly #page = this.world.page();
  readonly #background = this.world.context({ url: 'chrome-extension://sightline/worker.js' });

  constructor() {
    document.body.innerHTML = body;
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.stubGlobal('navigator', {
      userAgent: 'Another browser 7',
      hardwareConcurrency: 4,
      storage: { estimate: async () => ({ usage: 1_500_000 }) },
      clipboard: { writeText: async (words: string) => void this.copied.push(words) },
    });
  }

  async open(): Promise<this> {
    this.#background.listeners.add((message, _, respond) => {
      const { to, method } = message as Envelope;
      if (to !== 'background' || !this.status) return undefined;
      this.asked.push(method);
      const { status, caches, memory } = this;
      const answers: Readonly<Record<string, unknown>> = { status, wake: status, caches, memory };
      respond({ ok: true, value: answers[method] });
      return true;
    });
    const browser = fakeBrowser(this.#page, []);
    const getManifest = () => ({ version: '1.2.3' });
    vi.resetModules();
    vi.doMock('webextension-polyfill', () => ({
      default: { ...browser, runtime: { ...browser.runtime, getManifest } },
    }));
    const { openDiagnostics } = await import('../../../src/diagnostics/open-diagnostics');
    openDiagnostics(this.closing.signal);
    return this;
  }

  /** Lets the page go, as when its document closes. */
  close(): void {
    this.closing.abort();
  }

  /** A message to the pages, as the worker or the offscreen document sends it. */
  async tell(method: string, ...payload: unknown[]): Promise<void> {
    await this.world.broadcast(this.#background, { to: 'pages', method, payload });
  }

  get<E extends HTMLElement = HTMLElement>(selector: string): E {
    const found = document.querySelector<E>(selector);
    if (!found) throw new Error(`Nothing at ${selector}`);
    return found;
  }

  text(selector: string): string {
    return this.get(selector).textContent?.replace(/\s+/g, ' ').trim() ?? '';
  }

  /** The lines that are said of one thing. */
  fact(about: string): string[] {
    const group = [...document.querySelectorAll('dl > div')].find(
      (each) => each.querySelector('dt')?.textContent === about,
    );
    return [...(group?.querySelectorAll('dd') ?? [])].map(({ textContent }) => textContent ?? '');
  }
}
