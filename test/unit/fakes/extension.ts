import { vi } from 'vitest';
import { FakeEvent } from './event';
import { FakeLine, FakePort } from './port';
import { FakeSessionRules } from './session-rules';
import { FakeStorageArea } from './storage-area';

export const EXTENSION_ID = 'sightline';
export const EXTENSION_ORIGIN = `chrome-extension://${EXTENSION_ID}/`;
export const OFFSCREEN_URL = `${EXTENSION_ORIGIN}src/offscreen/offscreen.html`;

/** Who sends a message, as the browser tells its receiver. */
export interface Sender {
  id?: string;
  url?: string;
  origin?: string;
  frameId?: number;
  documentId?: string;
  tab?: { id: number; url: string; incognito: boolean };
}

type Respond = (reply: unknown) => void;
export type MessageListener = (message: unknown, sender: Sender, respond: Respond) => unknown;

/** Where code of the extension runs: one service worker, one page, or one frame of a tab. */
export class FakeContext {
  readonly sender: Sender;
  readonly listeners = new Set<MessageListener>();
  readonly onConnect = new FakeEvent();
  /** Over which a test asks the worker what content scripts do. */
  readonly line = new FakeLine(this);
  readonly #world: FakeExtension;
  readonly #pending = new Set<(error: Error) => void>();
  readonly #lines: MessagePort[] = [];
  readonly ended = new FakeEvent();
  /** Takes the lines that the worker lays to this document; without, nobody is at their end. */
  takeLine: ((port: MessagePort) => void) | undefined;
  isAlive = true;

  constructor(world: FakeExtension, sender: Sender) {
    this.#world = world;
    this.sender = { id: EXTENSION_ID, ...sender };
  }

  /** What `webextension-polyfill` is to the code of this context. */
  get browser() {
    const world = this.#world;
    return {
      runtime: {
        id: EXTENSION_ID,
        getURL: (path: string) => EXTENSION_ORIGIN + path,
        getManifest: () => ({ content_scripts: [{ js: ['content.js'] }] }),
        getPlatformInfo: world.platformInfo,
        sendMessage: (message: unknown) => world.broadcast(this, message),
        connect: () => world.connect(this),
        onConnect: this.onConnect,
        onMessage: {
          addListener: (listener: MessageListener) => void this.listeners.add(listener),
          removeListener: (listener: MessageListener) => void this.listeners.delete(listener),
        },
        getContexts: world.getContexts,
        onInstalled: world.events.installed,
        onStartup: world.events.started,
        get lastError() {
          return world.lastError;
        },
      },
      storage: { local: world.local.api, session: world.session.api, sync: world.sync.api },
      tabs: {
        sendMessage: (tab: number, message: unknown, options?: { frameId: number }) =>
          world.sendToFrame(this, tab, options?.frameId, message),
        query: async ({ url }: { url: string[] }) =>
          // Of the extension's own pages nothing is told without a permission for tabs.
          world.tabs.filter(
            (tab) => !tab.url?.startsWith(EXTENSION_ORIGIN) && isAmong(url, tab.url),
          ),
        get: async (id: number) => world.tab(id),
        create: world.openTab,
        captureVisibleTab: world.captureVisibleTab,
        reload: world.reloadTab,
        remove: world.removeTab,
        onRemoved: world.events.tabRemoved,
      },
      commands: { onCommand: world.events.command },
      permissions: {
        contains: async ({ origins }: { origins: string[] }) => world.grants(origins),
      },
      windows: { create: world.createWindow, update: world.updateWindow },
      contextMenus: {
        removeAll: async () => world.menu.splice(0),
        create: (item: MenuItem, done?: () => void) => {
          const isThere = world.menu.some(({ id }) => id === item.id);
          if (!isThere) world.menu.push(item);
          world.lastError = isThere ? { message: `Duplicate id ${item.id}` } : undefined;
          done?.();
          world.lastError = undefined;
        },
        onClicked: world.events.menuClicked,
      },
      declarativeNetRequest: world.sessionRules.areAllowed ? world.sessionRules.api : undefined,
      scripting: {
        executeScript: async (injection: Parameters<typeof world.executeScript>[0] | Look) =>
          'func' in injection ? world.look(injection) : world.executeScript(injection),
      },
      action: {
        setBadgeText: async ({ tabId, text }: { tabId: number; text: string }) =>
          void world.badges.set(tabId, text),
        setTitle: async ({ tabId, title }: { tabId: number; title: string }) =>
          void world.titles.set(tabId, title),
        setBadgeBackgroundColor: async () => undefined,
        setBadgeTextColor: async () => undefined,
      },
      extension: { inIncognitoContext: this.sender.tab?.incognito ?? world.inPrivateWindows },
      i18n: {
        getUILanguage: () => 'en',
        getMessage: (name: string, values: string[] = []) =>
          name === 'uiLanguage'
            ? 'en'
            : name.startsWith('word_')
              ? ''
              : [name, ...values].join(' '),
      },
    };
  }

  /** Puts a message to the listeners here; the first to answer wins. */
  receive(message: unknown, sender: Sender): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#pending.add(reject);
      const respond = (reply: unknown) => this.isAlive && resolve(structuredClone(reply));
      const answers = [...this.listeners].map((listen) =>
        listen(structuredClone(message), structuredClone(sender), respond),
      );
      if (!answers.includes(true)) resolve(undefined);
    });
  }

  /** Lays a line to this document. */
  handLine(port: MessagePort): void {
    this.#lines.push(port);
    this.takeLine?.(port);
  }

  /** Cuts the lines to this document: no end is told. */
  cutLines(): void {
    for (const port of this.#lines.splice(0)) port.close();
  }

  /** Ends this context: nothing hears or answers any more, and whoever waits for an answer is told. */
  kill(): void {
    this.isAlive = false;
    this.listeners.clear();
    this.cutLines();
    this.ended.fire();
    for (const reject of this.#pending) reject(new Error('The message channel closed'));
  }
}

/** A script that changes nothing, and tells which document it ran in. */
interface Look {
  readonly target: {
    readonly tabId: number;
    /** All where none are named. */
    readonly frameIds?: readonly number[];
  };
  readonly func: () => unknown;
}

interface MenuItem {
  readonly id: string;
  readonly contexts?: string[];
}

/** A tab of the browser. */
export interface FakeTabState {
  readonly incognito?: boolean;
  readonly id: number;
  readonly url?: string;
  readonly active?: boolean;
  readonly windowId?: number;
}

/** Whether an address is among those that patterns like `http://*…` mean, as far as the first asterisk. */
const isAmong = (patterns: readonly string[], url = 'https://site.example/'): boolean =>
  patterns.some((pattern) => url.startsWith(pattern.slice(0, pattern.indexOf('*'))));

interface ContextFilter {
  readonly contextTypes: readonly ['OFFSCREEN_DOCUMENT' | 'TAB'];
  readonly documentUrls?: readonly string[];
}

/**
 * A browser with the extension in it. Its contexts share nothing but messages, which are cloned, and
 * storage. A context's code runs in module instances of its own, so a restart begins from nothing.
 */
export class FakeExtension {
  readonly local = new FakeStorageArea();
  readonly session = new FakeStorageArea();
  /** The storage of the browser's account. */
  readonly sync = new FakeStorageArea({ itemBytes: 8_192, bytes: 102_400, items: 512 });
  readonly badges = new Map<number, string>();
  /** Of the toolbar button, by tab. */
  readonly titles = new Map<number, string>();
  /** What a script finds out in each frame, beside which frame it is. */
  resultIn: (frame: number) => unknown = () => undefined;
  readonly menu: MenuItem[] = [];
  /** Of the call whose callback runs. */
  lastError: { readonly message: string } | undefined;
  /** Whether the worker is that of private windows. */
  inPrivateWindows = false;
  readonly events = {
    installed: new FakeEvent(),
    started: new FakeEvent(),
    tabRemoved: new FakeEvent(),
    menuClicked: new FakeEvent(),
    command: new FakeEvent(),
  };
  readonly sessionRules = new FakeSessionRules();
  /** Whether the user lets the extension read sites. */
  readonly grants = vi.fn((_patterns: readonly string[]): boolean => true);
  tabs: FakeTabState[] = [];
  /** How often the offscreen document was made. */
  offscreenMade = 0;
  executeScript = vi.fn(async ({ files }: { files: string[] }): Promise<void> => {
    if (files.some((file) => file.includes('overlay'))) {
      await import('../../../src/content/overlay.iife');
    }
  });
  /** What the user sees, as a data: address. */
  captureVisibleTab = vi.fn(
    async (_window: number, _options: { format: string }): Promise<string> => {
      throw new Error("Either the '<all_urls>' or 'activeTab' permission is required.");
    },
  );
  /** The extension's own windows and tabs, as it asks for them. */
  readonly createWindow = vi.fn(async (_window: object): Promise<object> => ({}));
  readonly updateWindow = vi.fn(async (_id: number, _changes: object): Promise<void> => undefined);
  readonly removeTab = vi.fn(async (gone: number): Promise<void> => {
    this.tabs = this.tabs.filter(({ id }) => id !== gone);
  });
  readonly reloadTab = vi.fn(async (_id: number): Promise<void> => undefined);
  /** What the browser does to open a tab. */
  readonly openTab = vi.fn(async (_: { readonly url: string }): Promise<void> => undefined);
  /** What the browser tells of the extension's own pages. */
  readonly getContexts = vi.fn(
    async ({ contextTypes: [type], documentUrls }: ContextFilter): Promise<object[]> => {
      if (type === 'OFFSCREEN_DOCUMENT') return this.#hasOffscreen ? [{}] : [];
      return this.tabs
        .filter(({ url = '' }) => documentUrls?.includes(url) ?? url.startsWith(EXTENSION_ORIGIN))
        .map(({ id, incognito }) => ({ tabId: id, incognito }));
    },
  );
  /** A call of the browser like any other, which shows that the worker lives. */
  readonly platformInfo = vi.fn(async () => ({ os: 'linux' }));
  /** What the browser does to make the offscreen document. */
  createOffscreen: () => Promise<FakeContext> | FakeContext = () =>
    this.context({ url: OFFSCREEN_URL });
  #contexts: FakeContext[] = [];
  #documents = 0;
  #worker: FakeContext | undefined;
  #offscreen: FakeContext | undefined;
  #isMaking = false;

  context(sender: Sender): FakeContext {
    const context = new FakeContext(this, sender);
    this.#contexts.push(context);
    return context;
  }

  page(): FakeContext {
    return this.context({ url: `${EXTENSION_ORIGIN}src/popup/popup.html` });
  }

  frame(url: string, { tab = 1, frame = 0, tabUrl = url, incognito = false } = {}): FakeContext {
    const { origin } = new URL(url);
    return this.context({
      url,
      origin,
      frameId: frame,
      documentId: `document ${this.#documents++}`,
      tab: { id: tab, url: tabUrl, incognito },
    });
  }

  /** A frame goes, and nobody is told. */
  forget(frame: FakeContext): void {
    this.#contexts = this.#contexts.filter((context) => context !== frame);
  }

  /** The documents that frames show, which is the latest one in each. */
  look({ target: { tabId, frameIds } }: Look) {
    const senders = this.#contexts
      .map(({ sender }) => sender)
      .filter(({ tab, frameId }) => tab?.id === tabId && frameId !== undefined);
    const latest = new Map(senders.map((sender) => [sender.frameId as number, sender]));
    return (frameIds ?? [...latest.keys()]).map((frameId) => {
      const found = latest.get(frameId);
      if (!found) throw new Error(`No frame with id ${frameId} in tab with id ${tabId}.`);
      return { frameId, documentId: found.documentId, result: this.resultIn(frameId) };
    });
  }

  /** Loads code into a context, with module instances of its own. */
  async run<T>(context: FakeContext, load: () => Promise<T>): Promise<T> {
    vi.resetModules();
    vi.doMock('webextension-polyfill', () => ({ default: context.browser }));
    return load();
  }

  /** Starts the service worker; the one before, if any, dies, and only storage is left of it. */
  async startWorker(load: () => Promise<unknown>): Promise<void> {
    this.#worker?.kill();
    this.#offscreen?.cutLines();
    for (const event of Object.values(this.events)) event.clear();
    vi.stubGlobal('chrome', this.#workersChrome());
    vi.stubGlobal('clients', this.#workersClients());
    // A page that a test has beside the worker keeps its own.
    const navigator = globalThis.navigator ?? {};
    Object.defineProperty(navigator, 'locks', { configurable: true, value: this.#workersLocks() });
    vi.stubGlobal('navigator', navigator);
    this.#worker = this.context({ url: `${EXTENSION_ORIGIN}worker.js` });
    await this.run(this.#worker, load);
  }

  get isOffscreenOpen(): boolean {
    return this.#offscreen !== undefined;
  }

  /** Whether it is there, or is just being made. */
  get #hasOffscreen(): boolean {
    return this.isOffscreenOpen || this.#isMaking;
  }

  closeOffscreen(): void {
    this.#offscreen?.kill();
    this.#offscreen = undefined;
  }

  /** runtime.sendMessage: to every page of the extension but the sender's own, never to content scripts. */
  async broadcast(from: FakeContext, message: unknown): Promise<unknown> {
    if (!from.isAlive) return this.#sendFromTheDead(from);
    const receivers = this.#contexts.filter(
      ({ sender, listeners }) => !sender.tab && listeners.size > 0,
    );
    return this.#deliver(
      receivers.filter((receiver) => receiver !== from),
      message,
      from.sender,
    );
  }

  /** runtime.connect: to the worker, or to the context that stands for it. */
  connect(from: FakeContext): FakePort {
    if (!from.isAlive) throw new Error('Extension context invalidated.');
    const worker = this.#contexts.find((each) => each.isAlive && each.onConnect.isHeard);
    return FakePort.open(from, worker);
  }

  /** A worker that has died runs no further; a content script whose extension has gone does, and is told. */
  #sendFromTheDead({ sender }: FakeContext): Promise<never> {
    if (!sender.tab) return new Promise(() => undefined);
    return Promise.reject(new Error('Extension context invalidated.'));
  }

  tab(id: number): FakeTabState {
    const tab = this.tabs.find((tab) => tab.id === id);
    if (!tab) throw new Error(`No tab with id: ${id}.`);
    return tab;
  }

  /** tabs.sendMessage: to one frame of a tab, or to all where none is named. */
  async sendToFrame(
    from: FakeContext,
    tab: number,
    frame: number | undefined,
    message: unknown,
  ): Promise<unknown> {
    const receivers = this.#contexts.filter(
      ({ sender, listeners }) =>
        sender.tab?.id === tab &&
        (frame === undefined || sender.frameId === frame) &&
        listeners.size > 0,
    );
    return this.#deliver(receivers, message, from.sender);
  }

  async #deliver(receivers: FakeContext[], message: unknown, sender: Sender): Promise<unknown> {
    await new Promise((resolve) => setImmediate(resolve));
    if (receivers.length === 0) throw new Error('Could not establish connection.');
    const replies = receivers.map((receiver) => receiver.receive(message, sender));
    const first = replies.map((reply) => reply.then((value) => value ?? new Promise(() => {})));
    const silence = Promise.all(replies).then(() => undefined);
    return Promise.race([...first, silence]);
  }

  #workersClients() {
    const documents = () => [
      { url: `${EXTENSION_ORIGIN}src/popup/popup.html` },
      ...(this.#offscreen ? [this.#offscreen] : []).map((context) => ({
        url: OFFSCREEN_URL,
        id: this.#presence,
        postMessage: (_: null, [port]: [MessagePort]) => {
          context.handLine(port);
          port.postMessage(this.#presence);
        },
      })),
    ];
    return {
      matchAll: async () => documents(),
      get: async (id: string) => (this.#offscreen && id === this.#presence ? {} : undefined),
    };
  }

  /** The name of the offscreen document, and of its lock; it ends with the document. */
  get #presence(): string {
    return `document ${this.offscreenMade}`;
  }

  /** The lock that the offscreen document holds as long as it listens is free when it goes, any other at once. */
  #workersLocks() {
    return {
      request: (name: string, onFree: () => void) => {
        const isHeld = name === this.#presence && this.#offscreen?.takeLine;
        if (isHeld) this.#offscreen?.ended.addListener(onFree);
        else setImmediate(onFree);
        return Promise.resolve();
      },
    };
  }

  #workersChrome() {
    return {
      runtime: { getContexts: this.getContexts },
      offscreen: {
        closeDocument: async () => this.closeOffscreen(),
        createDocument: async () => {
          if (this.#hasOffscreen)
            throw new Error('Only a single offscreen document may be created.');
          this.offscreenMade++;
          this.#isMaking = true;
          try {
            this.#offscreen = await this.createOffscreen();
          } finally {
            this.#isMaking = false;
          }
        },
      },
    };
  }
}
