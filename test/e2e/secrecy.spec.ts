import type { Page } from '@playwright/test';
import { BadgeReader } from '../../scripts/read-badges';
import { img, type PageCase, space } from './pages/page-case';
import { nameOf, percentOf, topFiveOf } from './support/colours';
import { expectLabels } from './support/expect-labels';
import { expect, test, viewport } from './support/shared';

/*
 * A page that looks for what Sightline says of its picture, by every way that a script has. It knows the
 * words it looks for, which no real page does.
 */

const curiousPage: PageCase = {
  name: 'curious-page',
  group: 'places',
  says: '',
  body: (at) =>
    `${img(at.own('red'), 'id="red"')}<p id="words">Words of the page</p>
     <dialog>${img(at.own('green'), 'id="green"')}</dialog>${space()}`,
  expected: [{ colour: 'red', where: '#red' }],
};

/** All that the page is told by events, observers and messages, for as long as it lives; runs first in it. */
function eavesdrop(): void {
  const heard: string[] = [];
  Object.assign(window, { heard });
  const name = (each: EventTarget | null) =>
    each instanceof Element
      ? `<${each.localName}${[...each.attributes].map((attribute) => ` ${attribute.name}=${attribute.value}`).join('')}>`
      : String(each);
  const types = new Set(['message', 'messageerror', 'error', 'load', 'fullscreenchange']);
  for (let holder: object | null = document.createElement('div'); holder; ) {
    for (const key of Object.getOwnPropertyNames(holder)) {
      if (key.startsWith('on')) types.add(key.slice(2));
    }
    holder = Object.getPrototypeOf(holder);
  }
  for (const type of [...types, 'focusin', 'focusout', 'DOMNodeInserted', 'DOMActivate']) {
    addEventListener(
      type,
      (event) => {
        const targets = event.composedPath();
        const { relatedTarget = null } = event as FocusEvent;
        heard.push(`${type}: ${[...targets, relatedTarget].map(name).join(' ')}`);
        if ('data' in event) heard.push(`data: ${JSON.stringify(event.data)}`);
      },
      true,
    );
  }
  new MutationObserver((records) => {
    for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
      for (const node of [...addedNodes, ...removedNodes]) {
        heard.push(`${type} in ${name(target)}: ${name(node)} "${node.textContent}"`);
      }
      if (attributeName !== null) heard.push(`${attributeName} of ${name(target)}`);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { element, target, sources } = entry as PerformanceEntry & {
        element?: Element | null;
        target?: Element | null;
        sources?: { node: Element | null }[];
      };
      const elements = [element, target, ...(sources ?? []).map(({ node }) => node)];
      const told = elements.map((each) => name(each ?? null)).join(' ');
      heard.push(`${entry.entryType} ${entry.name} ${told}`);
    }
  }).observe({
    entryTypes: PerformanceObserver.supportedEntryTypes.filter((type) => type !== 'navigation'),
  });
  // What the page can put into the way of whoever works on its nodes; the tests themselves call none of these.
  for (const [owner, method] of [
    [Document.prototype, 'createElement'],
    [Node.prototype, 'appendChild'],
    [Element.prototype, 'append'],
    [window, 'fetch'],
    [CSSStyleSheet.prototype, 'replaceSync'],
  ] as const) {
    const original = Reflect.get(owner, method) as (...given: unknown[]) => unknown;
    Reflect.set(owner, method, function (this: unknown, ...given: unknown[]) {
      heard.push(`called: ${method} on ${name(this as EventTarget)} with ${given.length}`);
      return original.apply(this, given);
    });
  }
}

/** What a page finds that looks for words in every place it can reach; runs in the page. */
function search({ words, points }: { words: string[]; points: [number, number][] }): string[] {
  const found: string[] = [];
  const look = (place: string, text: unknown) => {
    for (const word of words) {
      if (
        String(text ?? '')
          .toLowerCase()
          .includes(word.toLowerCase())
      )
        found.push(`${place}: ${word}`);
    }
  };
  const html = document.documentElement;
  const own = (element: Element | null | undefined) =>
    !element ||
    element === html ||
    document.body.contains(element) ||
    document.head.contains(element);
  const strangers = [...html.children].filter((each) => !own(each));
  for (const host of strangers) {
    look('the shadow root', host.shadowRoot?.textContent);
    if (host.shadowRoot) found.push('an open shadow root');
    try {
      look('a new shadow root', host.attachShadow({ mode: 'open' }).innerHTML);
      found.push('a shadow root of the page’s own took the place');
    } catch {
      // As it should be.
    }
    for (const pseudo of [undefined, '::before', '::after', '::part(name)', '::backdrop']) {
      const style = getComputedStyle(host, pseudo);
      look(`styles ${pseudo}`, [...style].map((key) => style.getPropertyValue(key)).join());
    }
    look('getHTML', host.getHTML({ serializableShadowRoots: true }));
    for (const key of Object.getOwnPropertyNames(host)) found.push(`a property ${key} of the host`);
    if (host.attributes.length > 0) found.push('attributes of the host');
  }
  look('outerHTML', html.outerHTML);
  look('textContent', html.textContent);
  look('innerText', html.innerText);
  look('getHTML', html.getHTML({ serializableShadowRoots: true }));
  look('serialisation', new XMLSerializer().serializeToString(document));
  look(
    'XPath',
    document.evaluate('string(/)', document, null, XPathResult.STRING_TYPE).stringValue,
  );
  look('title', document.title);

  for (const [x, y] of points) {
    if (!own(document.elementFromPoint(x, y))) found.push('a stranger by elementFromPoint');
    if (!document.elementsFromPoint(x, y).every(own)) found.push('a stranger by elementsFromPoint');
    const caret = document.caretPositionFromPoint(x, y);
    look('caretPositionFromPoint', caret?.offsetNode.textContent);
    look('caretRangeFromPoint', document.caretRangeFromPoint(x, y)?.startContainer.textContent);
  }

  const selection = getSelection();
  selection?.selectAllChildren(html);
  look('the selection', selection?.toString());
  document.execCommand('selectAll');
  look('all selected', getSelection()?.toString());
  for (const range of [selection?.getRangeAt(0)])
    look('a range', range?.cloneContents().textContent);
  selection?.removeAllRanges();
  // Chromium's old search of a page, which goes by what is drawn.
  const find = Reflect.get(window, 'find') as (text: string) => boolean;
  for (const word of words) {
    if (find.call(window, word)) found.push(`window.find: ${word}`);
    selection?.removeAllRanges();
  }

  for (const { name } of performance.getEntries()) look('performance', name);
  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
    look('style sheets', [...sheet.cssRules].map(({ cssText }) => cssText).join());
    if (sheet.href?.startsWith('chrome-extension:')) found.push('a style sheet');
  }
  look('fonts', [...document.fonts].map(({ family }) => family).join());
  for (const animation of document.getAnimations()) {
    const { target } = animation.effect as KeyframeEffect;
    if (!own(target)) found.push(`an animation of ${target?.className}`);
  }
  look('the active element', document.activeElement?.textContent);
  for (const id of ['card', 'badge', 'badges', 'notice']) {
    if (document.getElementById(id)) found.push(`an element named ${id}`);
    if (Reflect.has(window, id)) found.push(`a window property ${id}`);
  }
  if (document.querySelector('.badge, .card, .notice, button')) found.push('by a selector');
  return found;
}

/** Names of all that hangs on a page's window and document. */
const globals = (page: Page) =>
  page.evaluate(() =>
    [
      window,
      document,
      document.documentElement,
      Node.prototype,
      Element.prototype,
      navigator,
    ].flatMap((holder) => Reflect.ownKeys(holder).map(String)),
  );

test('the page’s own scripts find no label, whatever they try', async ({
  sites,
  shared,
  plain,
}) => {
  const page = await shared.context.newPage();
  await page.addInitScript(eavesdrop);
  await page.goto(sites.put(curiousPage));
  await expectLabels(page, curiousPage.expected, 'after the load');
  const reader = await BadgeReader.open(page);
  const cardNames = async () => (await reader.card()).map(({ name }) => name);
  const words = [percentOf('red'), ...topFiveOf('red'), 'badge', 'Sightline', 'chrome-extension'];
  const [badge] = await reader.badges();
  if (!badge) throw new Error('The badge went');
  const { x, y, width, height } = badge.box;
  const points = [0.02, 0.25, 0.5, 0.75, 0.98].flatMap((across) =>
    [0.1, 0.5, 0.9].map((down): [number, number] => [x + across * width, y + down * height]),
  );

  expect(await page.evaluate(search, { words, points })).toEqual([]);
  // With the card open by the pointer, then by the keyboard.
  for (const [left, top] of points) await page.mouse.move(left, top);
  await expect.poll(cardNames).toEqual(topFiveOf('red'));
  await page.mouse.click(x + 5, y + 5);
  expect(await page.evaluate(search, { words, points })).toEqual([]);
  await page.mouse.move(700, 600);
  await page.keyboard.press('Tab');
  await expect.poll(cardNames).toEqual(topFiveOf('red'));
  expect(await page.evaluate(search, { words, points })).toEqual([]);
  // And with a notice, whose words are the same for everybody, but only there where Sightline is.
  await shared.clickMenu(page, `${page.url()}/nothing.png`);
  await expect.poll(() => reader.notices()).toHaveLength(1);
  const notices = await reader.notices();
  expect(await page.evaluate(search, { words: notices, points: [] })).toEqual([]);
  // And with the badges over a dialog, in the top layer.
  await page.keyboard.press('Escape');
  await page.locator('dialog').evaluate((dialog) => (dialog as HTMLDialogElement).show());
  await expect.poll(async () => (await reader.badges()).length).toBe(2);

  const heard = (await page.evaluate(() => Reflect.get(window, 'heard'))) as string[];
  expect(heard.length).toBeGreaterThan(20);
  const told = heard.filter((line) =>
    [...words, nameOf('green'), 'ShadowRoot', 'class=', 'called:'].some((word) =>
      line.toLowerCase().includes(word.toLowerCase()),
    ),
  );
  expect(told).toEqual([]);

  const context = await plain.newContext({ viewport, colorScheme: 'light' });
  const untouched = await context.newPage();
  await untouched.addInitScript(eavesdrop);
  await untouched.goto(page.url());
  const [with_, without] = [await globals(page), await globals(untouched)];
  expect(with_.filter((name) => !without.includes(name))).toEqual([]);
  await page.close();
  await context.close();
});
