// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../../src');
const pages = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.html'))
  .map((file) => ({ file, html: readFileSync(join(source, file), 'utf8') }));

/** Examples for readers of the HTML, which code replaces before anybody sees them. */
const filledByCode = ['Show labels on this page', 'The picture could not be downloaded'];

/** Of a page that nobody sees. */
const unseen = ['Sightline engine'];

/** Names that are the same in all languages. */
const names = ['CSV', 'JSON'];

/** Attributes that people read or hear. */
const spoken = ['alt', 'aria-description', 'aria-label', 'aria-valuetext', 'placeholder', 'title'];

/** A page and the insides of its templates. */
function rootsOf(html: string): ParentNode[] {
  const page = new DOMParser().parseFromString(
    html.replaceAll(/<(link|script)\b[^>]*>/g, ''),
    'text/html',
  );
  return [page, ...[...page.querySelectorAll('template')].map(({ content }) => content)];
}

function* wordsOf(node: Node): Iterable<string> {
  const isNamed = node instanceof Element && node.hasAttribute('data-i18n');
  const isCode = node instanceof Element && ['SCRIPT', 'STYLE', 'TEMPLATE'].includes(node.tagName);
  if (isNamed || isCode) return;
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) yield (child.textContent ?? '').trim();
    else yield* wordsOf(child);
  }
}

test.each(pages)('$file has no words that stay English in other languages', ({ html }) => {
  const roots = rootsOf(html);
  const words = roots.flatMap((root) => [...wordsOf(root)]).filter((text) => text !== '');
  const allowed = [...filledByCode, ...unseen, ...names];
  expect(words.filter((text) => !allowed.includes(text))).toEqual([]);
  const said = roots.flatMap((root) =>
    spoken.flatMap((name) =>
      [...root.querySelectorAll(`[${name}]:not([data-i18n-${name}])`)].map((element) =>
        element.getAttribute(name),
      ),
    ),
  );
  expect(said.filter((text) => text !== '')).toEqual([]);
  // The one attribute that localize.ts fills.
  const named = roots
    .flatMap((root) => [...root.querySelectorAll('*')])
    .flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith('data-i18n-')),
    );
  expect(named.filter((name) => name !== 'data-i18n-placeholder')).toEqual([]);
});
