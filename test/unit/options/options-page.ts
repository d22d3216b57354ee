import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import type { CacheStatus } from '../../../src/core/cache-status';
import type { EngineStatus } from '../../../src/core/engine-status';
import type { Settings } from '../../../src/core/settings';
import type { Envelope } from '../../../src/messaging/protocol';
import type { Remembered } from '../../../src/storage/history';
import { fakeBrowser } from '../fakes/browser';
import { FakeExtension } from '../fakes/extension';

const html = readFileSync(join(import.meta.dirname, '../../../src/options/options.html'), 'utf8');
const body = /<body>(.*)<\/body>/s.exec(html)?.[1] ?? '';

/** A keyboard shortcut, as the browser tells of it. */
interface Command {
  readonly name: string;
  readonly description: string;
  readonly shortcut: string;
}

/** Permissions that are asked for. */
interface Asked {
  readonly permissions: readonly string[];
}

/** The page of settings over a fake browser: what it shows, and the extension around it. */
export class OptionsPage {
  readonly world = new FakeExtension();
  readonly closing = new AbortController();
  engine: (method: string) => EngineStatus = () => ({ state: 'asleep' });
  caches: readonly CacheStatus[] = [];
  commands: readonly Command[] | undefined;
  /** What the user has allowed beside what is asked for from the start, and whether they allow what is asked for now. */
  readonly allowed = new Set<string>();
  allows = true;
  /** Methods that the background was asked, in order. */
  readonly asked: string[] = [];
  /** Addresses of the tabs that were opened. */
  readonly opened: string[] = [];
  /** Files that were saved, by name. */
  readonly saved = new Map<string, string>();
  readonly #page = this.world.page();
  readonly #background = this.world.context({ url: 'chrome-extension://sightline/worker.js' });

  constructor() {
    globalThis.indexedDB = new IDBFactory();
    document.body.innerHTML = body;
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const blobs = new Map<string, Blob>();
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      const address = `blob:${blobs.size}`;
      blobs.set(address, blob as Blob);
      return address;
    });
    vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => undefined);
    const { saved } = this;
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      const { download, href } = this;
      void blobs
        .get(href)
        ?.text()
        .then((content) => saved.set(download, content));
    });
  }

  async open(): Promise<this> {
    this.#background.listeners.add((message, _, respond) => {
      const { to, method } = message as Envelope;
      if (to !== 'background') return undefined;
      this.asked.push(method);
      if (method === 'forgetCaches') this.caches = [];
      const isOfCaches = ['caches', 'forgetCaches'].includes(method);
      respond({ ok: true, value: isOfCaches ? this.caches : this.engine(method) });
      return true;
    });
    this.#useModules();
    const { openOptions } = await import('../../../src/options/open-options');
    openOptions(this.closing.signal);
    await vi.waitFor(() => {
      if (this.get<HTMLInputElement>('#backgrounds').disabled) throw new Error('No settings yet');
    });
    return this;
  }

  /** Lets the page go, as when its document closes. */
  close(): void {
    this.closing.abort();
  }

  store(settings: Partial<Settings>): void {
    this.world.local.put('settings', settings);
  }

  stored(): Partial<Settings> {
    return (this.world.local.items.get('settings') ?? {}) as Partial<Settings>;
  }

  async remember(...predictions: Remembered[]): Promise<void> {
    this.#useModules();
    const { remember } = await import('../../../src/storage/history');
    await remember(...predictions);
  }

  async recall(): Promise<Remembered[]> {
    const { recall } = await import('../../../src/storage/history');
    return recall();
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

  texts(selector: string): string[] {
    return [...document.querySelectorAll(selector)].map((element) =>
      (element.textContent ?? '').replace(/\s+/g, ' ').trim(),
    );
  }

  shows(selector: string): boolean {
    return this.get(selector).closest('[hidden]') === null;
  }

  click(selector: string): void {
    this.get(selector).click();
  }

  choose(selector: string, value: string): void {
    const select = this.get<HTMLSelectElement>(selector);
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }

  type(selector: string, words: string): void {
    const input = this.get<HTMLInputElement>(selector);
    input.value = words;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** Chooses a file, as if in the browser's own dialogue. */
  chooseFile(selector: string, content: string): void {
    const input = this.get<HTMLInputElement>(selector);
    const file = new File([content], 'chosen.txt');
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #useModules(): void {
    vi.resetModules();
    const browser = fakeBrowser(this.#page, []);
    const { commands } = this;
    vi.doMock('webextension-polyfill', () => ({
      default: {
        ...browser,
        tabs: { ...browser.tabs, create: async ({ url = '' }) => void this.opened.push(url) },
        commands: commands && { getAll: async () => commands },
        permissions: {
          contains: async ({ permissions: [name = ''] }: Asked) => this.allowed.has(name),
          request: async ({ permissions: [name = ''] }: Asked) => {
            if (this.allows) this.allowed.add(name);
            return this.allows;
          },
          remove: async ({ permissions: [name = ''] }: Asked) => this.allowed.delete(name),
        },
      },
    }));
  }
}
