import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import type { CacheStatus } from '../../../src/core/cache-status';
import type { EngineStatus } from '../../../src/core/engine-status';
import type { Scores } from '../../../src/core/outcome';
import type { Settings } from '../../../src/core/settings';
import type { Envelope } from '../../../src/messaging/protocol';
import type { Remembered } from '../../../src/storage/history';
import { type FakeTab, fakeBrowser } from '../fakes/browser';
import { FakeExtension } from '../fakes/extension';

const html = readFileSync(join(import.meta.dirname, '../../../src/popup/popup.html'), 'utf8');
const body = /<body>(.*)<\/body>/s.exec(html)?.[1] ?? '';

/** The popup over a fake browser: what it shows, and the extension around it. */
export class PopupPage {
  readonly world = new FakeExtension();
  readonly closing = new AbortController();
  readonly popup = this.world.page();
  /** Who answers for the engine; undefined leaves the popup without anybody to talk to. */
  engine: ((method: string) => EngineStatus | Promise<EngineStatus>) | undefined = () => ({
    state: 'asleep',
  });
  /** What the background tells of its caches; undefined where it cannot. */
  caches: readonly CacheStatus[] | undefined = [];
  tabs: FakeTab[] = [{ id: 1, url: 'https://birds.example/list', active: true }];
  /** Methods that the background was asked, in order. */
  readonly asked: string[] = [];
  readonly #background = this.world.context({ url: 'chrome-extension://sightline/worker.js' });

  constructor() {
    globalThis.indexedDB = new IDBFactory();
    document.body.innerHTML = body;
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
  }

  async open(): Promise<this> {
    const { engine } = this;
    if (engine) {
      this.#background.listeners.add((message, _, respond) => {
        const { to, method } = message as Envelope;
        if (to !== 'background') return undefined;
        this.asked.push(method);
        const answer = async () => (method === 'caches' ? this.#caches() : engine(method));
        answer().then(
          (value) => respond({ ok: true, value }),
          (error) => respond({ ok: false, error }),
        );
        return true;
      });
    }
    this.#useModules();
    const { openPopup } = await import('../../../src/popup/open-popup');
    openPopup(this.closing.signal);
    return this;
  }

  /** Lets the popup go, as when its document closes. */
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
    for (const prediction of predictions) await remember(prediction);
  }

  async recall(): Promise<Remembered[]> {
    const { recall } = await import('../../../src/storage/history');
    return recall();
  }

  /** A message to the popup, as the worker or the offscreen document sends it. */
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

  /** Whether people can see an element: neither it nor what it stands in is hidden. */
  shows(selector: string): boolean {
    return this.get(selector).closest('[hidden]') === null;
  }

  flip(selector: string): void {
    this.get<HTMLInputElement>(selector).click();
  }

  #caches(): readonly CacheStatus[] {
    if (!this.caches) throw new Error('The session storage is broken');
    return this.caches;
  }

  #useModules(): void {
    vi.resetModules();
    vi.doMock('webextension-polyfill', () => ({ default: fakeBrowser(this.popup, this.tabs) }));
  }
}

export const prediction = (
  className: string,
  more: Partial<Remembered> & { probability?: number; animal?: number } = {},
): Remembered => {
  const { probability = 0.97, animal = probability + 0.01, ...rest } = more;
  const [name = ''] = className.split(', ');
  const scores: Scores = {
    topFive: [
      { className, name, group: 'wild-animal', probability },
      { className: 'tabby, tabby cat', name: 'tabby', group: 'cat', probability: 0.05 },
    ],
    words: [
      { word: name, classes: 1, group: 'wild-animal', probability },
      { word: 'animal', classes: 398, group: 'wild-animal', probability: animal },
    ],
    isGraphic: false,
  };
  return {
    key: className,
    scores,
    site: 'birds.example',
    at: Date.now(),
    ...rest,
  };
};
