import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { engineEvents } from '../../src/core/engine-event';
import { groups } from '../../src/core/groups';
import { failureReasons, skipReasons } from '../../src/core/outcome';

interface Message {
  readonly message: string;
  readonly description: string;
  readonly placeholders?: Readonly<Record<string, { content: string; example: string }>>;
}

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const readAll = (folder: string) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|html)$/.test(path))
    .map((path) => read(`${folder}/${path}`))
    .join('\n');
const code = readAll('src') + read('manifest.json');
const entries = Object.entries(messages as Record<string, Message>);
const keyOf = (kind: string, name: string) => `${kind}_${name.replaceAll('-', '_')}`;
/** Keys that code puts together, a kind at a time. */
const composedKeys = {
  reason: [...skipReasons, ...failureReasons].map((reason) => keyOf('reason', reason)),
  event: engineEvents.map((event) => keyOf('event', event)),
  next: [...failureReasons, ...engineEvents].map((what) => keyOf('next', what)),
  group: groups.map((group) => keyOf('group', group)),
};

/** What stands in the parentheses of each call of a function; nested parentheses go along. */
function* argumentsOf(name: string, code: string): Iterable<string> {
  for (const { index } of code.matchAll(new RegExp(`\\b${name}\\(`, 'g'))) {
    const start = index + name.length + 1;
    let depth = 1;
    let end = start;
    for (; depth > 0 && end < code.length; end++) {
      depth += Number(code[end] === '(') - Number(code[end] === ')');
    }
    yield code.slice(start, end - 1);
  }
}

/** The keys that code asks for: every literal shaped like one in a call that takes a key. */
function usedKeys(): Set<string> {
  const pages = ['popup', 'interface', 'diagnostics', 'options', 'welcome']
    .map((place) => readAll(`src/${place}`))
    .join('');
  const calls = [
    ...argumentsOf('getMessage', code),
    ...argumentsOf('text', pages),
    ...argumentsOf('notify', pages),
    ...argumentsOf('fact', pages),
    ...argumentsOf('onClick', pages),
    ...argumentsOf('attempt', pages),
  ];
  const inCalls = calls.flatMap((call) => [...call.matchAll(/'([a-z]+[A-Z]\w*)'/g)]);
  const inHtml = [...code.matchAll(/data-i18n(?:-placeholder)?="(\w+)"/g)];
  const inManifest = [...code.matchAll(/__MSG_(\w+)__/g)];
  return new Set([...inCalls, ...inHtml, ...inManifest].map(([, key]) => key ?? ''));
}

test('every message that is asked for exists', () => {
  const missing = [...usedKeys(), ...Object.values(composedKeys).flat()].filter(
    (key) => !(key in messages),
  );
  expect(missing).toEqual([]);
});

test('every message is asked for', () => {
  const used = usedKeys();
  const unused = entries.map(([key]) => key).filter((key) => !used.has(key));
  expect(unused.toSorted()).toEqual(Object.values(composedKeys).flat().toSorted());
  for (const kind of Object.keys(composedKeys)) expect(code).toContain(`\`${kind}_\${`);
});

test('every message has words, a description, and placeholders in order', () => {
  for (const [key, { message, description, placeholders = {} }] of entries) {
    expect(message.trim(), key).toBe(message);
    expect(message, key).not.toBe('');
    expect(description, key).not.toBe('');
    const inMessage = [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => name?.toLowerCase());
    expect(inMessage.toSorted(), key).toEqual(Object.keys(placeholders).toSorted());
    expect(message.replace(/\$\w+\$/g, ''), key).not.toContain('$');
    const contents = Object.values(placeholders).map(({ content }) => content);
    expect(contents, key).toEqual(contents.map((_, index) => `$${index + 1}`));
    expect(
      Object.values(placeholders).every(({ example }) => example !== ''),
      key,
    ).toBe(true);
  }
});

test('the names and descriptions fit the stores', () => {
  expect(messages.extName.message).toBe('Sightline');
  expect(messages.extDescription.message.length).toBeLessThanOrEqual(132);
});

test.each(['popup', 'options'])(
  "the %s page's HTML shows the English words to whoever reads it",
  (place) => {
    const shown = read(`src/${place}/${place}.html`).matchAll(/data-i18n="(\w+)"[^>]*>([^<]*)</g);
    for (const [, key = '', words = ''] of shown) {
      expect([key, words.trim()]).toEqual([
        key,
        (messages as Record<string, Message>)[key]?.message,
      ]);
    }
  },
);
