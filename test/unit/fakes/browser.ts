import german from '../../../public/_locales/de/messages.json' with { type: 'json' };
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import type { FakeContext } from './extension';

export interface FakeTab {
  readonly id: number;
  /** Undefined where the extension may not know it, as on the browser's own pages. */
  readonly url?: string;
  readonly active?: boolean;
}

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

type Catalog = Readonly<Record<string, Message>>;
type GetMessage = (key: string, values?: string | readonly string[]) => string;

/** i18n.getMessage over real messages: as in the browser, a key that no catalog has gives nothing. */
const messagesOf =
  (...catalogs: readonly Catalog[]): GetMessage =>
  (key, values = []) => {
    const found = catalogs.find((catalog) => key in catalog)?.[key];
    if (!found) return '';
    const filled = typeof values === 'string' ? [values] : values;
    return found.message.replace(/\$(\w+)\$/g, (_, name: string) => {
      const content = found.placeholders?.[name.toLowerCase()]?.content ?? '';
      return content.replace(/\$(\d)/g, (_, number: string) => filled[Number(number) - 1] ?? '');
    });
  };

export const getMessage: GetMessage = messagesOf(messages);

/** The same where the browser speaks German. */
export const getGermanMessage: GetMessage = messagesOf(german, messages);

type FakeBrowser = FakeContext['browser'] & {
  readonly tabs: {
    query(): Promise<readonly FakeTab[]>;
    get(id: number): Promise<FakeTab>;
  };
};

/** What `webextension-polyfill` is to a page of the extension that people see: real words, and tabs. */
export function fakeBrowser(context: FakeContext, tabs: readonly FakeTab[]): FakeBrowser {
  const { browser } = context;
  return {
    ...browser,
    i18n: { ...browser.i18n, getMessage },
    tabs: {
      ...browser.tabs,
      query: async () => tabs.filter(({ active }) => active),
      get: async (id: number) => {
        const tab = tabs.find((tab) => tab.id === id);
        if (!tab) throw new Error(`No tab with id: ${id}.`);
        return tab;
      },
    },
  };
}
