import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { BadgeContent } from '../../../src/content/badge-content';
import type { BadgeLook } from '../../../src/content/overlay-look';

/** A picture of the gallery: what its badge says, and how large it is, in CSS pixels. */
export interface Exhibit {
  readonly content: BadgeContent;
  readonly width?: number;
  readonly height?: number;
}

/** What lies under a badge, as a CSS background. */
export const grounds = {
  black: '#000',
  white: '#fff',
  busy: 'repeating-conic-gradient(#d33 0 8%, #fff 0 16%, #06c 0 24%, #fc0 0 32%, #000 0 40%, #3a3 0 48%) 0 0 / 46px 38px',
} as const;

const about = { model: 'mobilenet-v2-1.0-224-u8', took: 128 };

const five = [
  ['tabby, tabby cat', 'tabby cat', 0.82, 'cat'],
  ['tiger cat', 'tiger cat', 0.11, 'cat'],
  ['Egyptian cat', 'Egyptian cat', 0.05, 'cat'],
  ['lynx, catamount', 'lynx', 0.012, 'wild-cat'],
  ['Persian cat', 'Persian cat', 0.003, 'cat'],
] as const;

export const rivals = five.map(([className, name, probability, group]) => ({
  className,
  name,
  probability,
  group,
}));

const label = (word: string, certainty: 'plain' | 'probably' | 'maybe', probability: number) =>
  ({
    kind: 'verdict',
    verdict: { kind: 'label', word, certainty, group: 'cat', probability },
    rivals,
    ...about,
  }) satisfies BadgeContent;

/** Every look that a badge may have. */
export const looks = {
  plain: label('tabby cat', 'plain', 0.97),
  probably: label('tabby cat', 'probably', 0.82),
  maybe: label('cat', 'maybe', 0.6),
  unsure: { kind: 'verdict', verdict: { kind: 'unsure' }, rivals, ...about },
  graphic: { kind: 'verdict', verdict: { kind: 'graphic' }, rivals, ...about },
  yours: { kind: 'verdict', verdict: { kind: 'yours', word: 'Mitzi' }, rivals, ...about },
  none: { kind: 'verdict', verdict: { kind: 'yours', word: '' }, rivals, ...about },
  pending: { kind: 'pending' },
  trouble: { kind: 'trouble', text: 'It took too long' },
} as const satisfies Record<string, BadgeContent>;

/** Hangs pictures with badges on a page, by the built script that shows them in every page. */
export async function hang(
  page: Page,
  dist: string,
  ground: string,
  exhibits: readonly Exhibit[],
  look: Partial<BadgeLook> = {},
): Promise<void> {
  const read = (file: string) => readFileSync(join(dist, file), 'utf8');
  const messages = JSON.parse(read('_locales/en/messages.json'));
  const cells = exhibits
    .map(
      ({ width = 250, height = 90 }) =>
        `<div class="picture" style="width:${width}px;height:${height}px;background:${ground}"></div>`,
    )
    .join('');
  await page.setContent(
    `<!doctype html><style>body{margin:12px;background:#888;display:flex;flex-wrap:wrap;gap:12px;align-content:start}</style>${cells}`,
  );
  await page.evaluate(giveBrowser, messages);
  await page.evaluate(read('src/content/overlay.iife.js'));
  await page.evaluate(showAll, {
    contents: exhibits.map(({ content }) => content),
    look: {
      badgeCorner: 'top-start' as const,
      badgeSize: 'medium' as const,
      badgeColours: 'system' as const,
      showPercent: true,
      describePictures: false,
      ...look,
    },
  });
}

type Messages = Readonly<
  Record<string, { message: string; placeholders?: Record<string, { content: string }> }>
>;

// These run in the page.

/** The part of the extension's API that the overlay needs. */
function giveBrowser(messages: Messages): void {
  const i18n = {
    getMessage: (key: string, values: readonly string[] = []) => {
      const { message = '', placeholders = {} } = messages[key] ?? {};
      return message.replaceAll(/\$(\w+)\$/g, (_, name) => {
        const { content = '' } = placeholders[name.toLowerCase()] ?? {};
        return values[Number(content.slice(1)) - 1] ?? '';
      });
    },
  };
  Object.assign(globalThis, { chrome: { i18n } });
}

function showAll({ contents, look }: { contents: BadgeContent[]; look: BadgeLook }): void {
  const waiting = new Set<() => void>();
  const frame = {
    read: (work: () => void) => {
      if (waiting.size === 0) {
        requestAnimationFrame(() => {
          const all = [...waiting];
          waiting.clear();
          for (const each of all) each();
        });
      }
      waiting.add(work);
    },
    awaits: (work: () => void) => waiting.has(work),
    forget: (work: () => void) => waiting.delete(work),
    write: (work: () => void) => work(),
  };
  const Overlay = Reflect.get(globalThis, 'SightlineOverlay') as new (
    ...parts: unknown[]
  ) => { show(...badge: unknown[]): void };
  const attach = (host: HTMLElement) => host.attachShadow({ mode: 'closed' });
  const actions = { correct: () => Promise.resolve(true), dismiss: () => undefined };
  const overlay = new Overlay(frame, attach, actions, look, new AbortController().signal);
  for (const [index, element] of [...document.querySelectorAll('.picture')].entries()) {
    const anchor = { element, paintedBox: () => element.getBoundingClientRect() };
    overlay.show(anchor, contents[index]);
  }
}
