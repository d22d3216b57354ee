import { BadgeReader } from '../../../scripts/read-badges';
import { img, type PageCase } from '../pages/page-case';
import { nameOf } from '../support/colours';
import { expectLabels } from '../support/expect-labels';
import { expect, test } from '../support/shared';

/** A case that is no line of the README. */
const attack = (
  name: string,
  body: PageCase['body'],
  expected: PageCase['expected'],
): PageCase => ({
  name: `hostile-${name}`,
  group: 'places',
  says: '',
  body,
  expected,
});

const red = [{ colour: 'red', where: '.red' }] as const;

/** Names that scripts rely on, as ids and names of elements: a page's elements stand in for what they name. */
const clobbered = [
  ...['document', 'chrome', 'browser', 'self', 'globalThis', 'location', 'navigator', 'crypto'],
  ...['body', 'head', 'documentElement', 'images', 'querySelectorAll', 'createElement'],
  ...['adoptedStyleSheets', 'elementsFromPoint', 'getAnimations', 'addEventListener', 'hidden'],
  ...['SightlineOverlay', 'visibilityState', 'defaultView', 'activeElement', 'childNodes'],
  ...[
    'elementFromPoint',
    'removeEventListener',
    'dispatchEvent',
    'fetch',
    'performance',
    'baseURI',
  ],
];
const onForm = [
  ...['isConnected', 'parentNode', 'children', 'attributes', 'localName', 'shadowRoot', 'id'],
  ...[
    'getBoundingClientRect',
    'checkVisibility',
    'ownerDocument',
    'nodeType',
    'matches',
    'closest',
  ],
  ...[
    'getRootNode',
    'assignedSlot',
    'contains',
    'querySelectorAll',
    'style',
    'tagName',
    'nodeName',
  ],
  ...['getAttribute', 'setAttribute', 'hasAttribute', 'dataset', 'childNodes', 'firstChild'],
  ...['baseURI', 'parentElement', 'addEventListener', 'scrollIntoView', 'offsetWidth', 'append'],
  ...['clientWidth', 'namespaceURI', 'className', 'attachShadow', 'querySelector', 'href', 'src'],
];

/** A form whose properties are all taken by what is in it. */
const taken = (attributes: string, content = ''): string =>
  `<form ${attributes}>${onForm.map((name) => `<input type="hidden" name="${name}">`).join('')}${content}</form>`;

test('names of a page’s elements do not stand in for what the script asks for', async ({
  sites,
  shared,
}) => {
  const page = await shared.context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  let blue = '';
  const cyan = { colour: 'cyan', where: '.cyan' } as const;
  const clobber = attack(
    'clobber',
    (at) => {
      blue = at.own('blue');
      return `${clobbered.map((name) => `<a id="${name}" name="${name}"></a><form name="${name}"></form><embed name="${name}" width="0" height="0">`).join('')}
       ${['SightlineOverlay', 'chrome', 'addEventListener', 'dispatchEvent', 'isSightlineHere'].map((name) => `<iframe name="${name}" width="1" height="1"></iframe>`).join('')}
       ${taken('', `<fieldset>${img(at.own('red'), 'class="red"')}</fieldset>`)}
       <picture>${taken('hidden')}${img(at.own('cyan'), 'class="cyan"')}</picture>
       ${taken(`class="green" style="width:160px;height:120px;background:url(${at.own('green')})"`)}
       <div id="late"></div>`;
    },
    [...red, cyan, { colour: 'green', where: '.green' }],
  );
  await page.goto(sites.put(clobber));
  await expectLabels(page, clobber.expected, 'with all names taken');
  // One change of style on such a form is no end of those that come with it.
  await page.evaluate((source) => {
    const form = document.querySelector('.green');
    Element.prototype.setAttribute.call(form, 'style', 'width: 160px; height: 120px');
    const late = Object.assign(new Image(160, 120), { src: source, className: 'blue' });
    const input = document.createElementNS('http://www.w3.org/2000/svg', 'input');
    input.setAttribute('type', 'image');
    document.querySelector('#late')?.append(late, input);
  }, blue);
  await expectLabels(page, [...red, cyan, { colour: 'blue', where: '.blue' }], 'after changes');
  const reader = await BadgeReader.open(page);
  await shared.clickMenu(page, `${page.url()}/nothing.png`);
  await expect.poll(() => reader.notices()).toHaveLength(1);
  expect(errors).toEqual([]);
  await page.close();
});

/** Puts functions of the page's own in the place of the browser's, wherever that can be done; runs first in it. */
function patchEverything(): void {
  const calls: string[] = [];
  Object.assign(window, { calls });
  const stack = () => new Error('called').stack ?? '';
  const holders = [
    Element,
    Node,
    Document,
    HTMLElement,
    HTMLImageElement,
    ShadowRoot,
    CSSStyleSheet,
  ];
  for (const { name, prototype } of [...holders, EventTarget, AbortController, Blob, Map, Set]) {
    for (const key of Object.getOwnPropertyNames(prototype)) {
      const found = Object.getOwnPropertyDescriptor(prototype, key);
      if (key === 'constructor' || typeof found?.value !== 'function' || !found.writable) continue;
      const original = found.value as (...given: unknown[]) => unknown;
      Reflect.set(prototype, key, function (this: unknown, ...given: unknown[]) {
        if (stack().includes('chrome-extension:')) calls.push(`${name}.${key}`);
        return original.apply(this, given);
      });
    }
  }
  for (const key of [
    'fetch',
    'postMessage',
    'requestAnimationFrame',
    'getComputedStyle',
  ] as const) {
    const original = window[key] as (...given: unknown[]) => unknown;
    Reflect.set(window, key, (...given: unknown[]) => {
      if (stack().includes('chrome-extension:')) calls.push(key);
      return original.apply(window, given);
    });
  }
  Object.defineProperty(Object.prototype, 'to', {
    get: () => void calls.push('a property of all objects'),
    configurable: true,
  });
  Reflect.deleteProperty(window, 'IntersectionObserver');
  Reflect.deleteProperty(window, 'MutationObserver');
  Reflect.deleteProperty(window, 'URL');
}

test('a page that replaces the browser’s own functions is not called, and changes nothing', async ({
  sites,
  shared,
}) => {
  const page = await shared.context.newPage();
  await page.addInitScript(patchEverything);
  const patched = attack('patched', (at) => img(at.own('red'), 'class="red"'), red);
  await page.goto(sites.put(patched));
  const reader = await BadgeReader.open(page);
  await expect
    .poll(async () => (await reader.badges()).map(({ name }) => name))
    .toEqual([nameOf('red')]);
  expect(await page.evaluate(() => Reflect.get(window, 'calls'))).toEqual([]);
  await page.close();
});

test('a page’s style and its hands reach no badge', async ({ sites, shared }) => {
  const page = await shared.context.newPage();
  const styled = attack(
    'styled',
    (at) =>
      `<style>
         html > :not(head, body), div, button, [popover], :popover-open, :host, ::part(badge), .badge, .layer {
           transform: translate(300px, 200px) rotate(90deg) !important; opacity: 0 !important; display: none !important;
           visibility: hidden !important; color: transparent !important; font-size: 90px !important;
           position: static !important; clip-path: inset(50%) !important; filter: blur(9px) !important;
           width: 5px !important; height: 5px !important; zoom: 3 !important; content-visibility: hidden !important; }
         @property --any { syntax: '*'; inherits: true; initial-value: red; }
         * { --any: red; letter-spacing: 3em; text-transform: uppercase; cursor: none }
       </style>${img(at.own('red'), 'class="red"')}`,
    red,
  );
  await page.goto(sites.put(styled));
  await expectLabels(page, styled.expected, 'under the page’s style');
  const reader = await BadgeReader.open(page);
  const before = await reader.badges();

  const reached = await page.evaluate(() => {
    const host = [...document.documentElement.children].find(
      (each) => each !== document.head && each !== document.body,
    );
    if (!(host instanceof HTMLElement)) return ['no host to get at'];
    const found: string[] = [];
    host.style.cssText =
      'all: initial !important; position: fixed !important; left: 500px !important';
    host.style.setProperty('transform', 'translate(400px, 300px)', 'important');
    Object.assign(host, {
      innerHTML: '<button class="badge">Lies</button>',
      hidden: true,
      inert: true,
    });
    host.setAttribute('class', 'badge');
    host.animate([{ translate: '300px 0', opacity: 0 }], { duration: 1e9, fill: 'forwards' });
    if (host.shadowRoot) found.push('an open root');
    for (const event of ['click', 'keydown', 'pointerdown', 'focusin', 'slotchange']) {
      host.dispatchEvent(new Event(event, { bubbles: true, composed: true }));
    }
    return found;
  });
  expect(reached).toEqual([]);
  // What the page can do to the one element it sees is to take it away; what is in it says and looks the same.
  await page.evaluate(() => {
    for (const each of [...document.documentElement.children]) {
      if (each !== document.head && each !== document.body) each.remove();
    }
  });
  await page.mouse.move(10, 10);
  await page.evaluate(() => document.body.append(document.createElement('p')));
  await expect
    .poll(async () =>
      (await reader.badges()).map(({ name, percent, kind }) => [name, percent, kind]),
    )
    .toEqual(before.map(({ name, percent, kind }) => [name, percent, kind]));
  await page.close();
});

test('no file of the extension can be loaded by a page, nor told from one that is not there', async ({
  sites,
  shared,
}) => {
  const page = await shared.context.newPage();
  await page.goto(sites.put(attack('detector', (at) => img(at.own('red'), 'class="red"'), red)));
  await expectLabels(page, red, 'before the search');
  const base = `chrome-extension://${shared.id}/`;
  const files = [
    ...['manifest.json', 'icons/icon-16.png', 'src/popup/popup.html', 'model/card.json'],
    ...['src/content/overlay.iife.js', 'src/offscreen/offscreen.html', 'nothing-there.png'],
  ];
  const tell = (addresses: string[]) =>
    page.evaluate(async (all) => {
      const outcomeOf = (tag: 'img' | 'script' | 'link', url: string) =>
        new Promise<string>((resolve) => {
          const element = document.createElement(tag);
          Object.assign(element, tag === 'link' ? { rel: 'stylesheet', href: url } : { src: url });
          element.onload = () => resolve(`${tag} loads`);
          element.onerror = () => resolve(`${tag} fails`);
          document.head.append(element);
        });
      const outcomes: string[][] = [];
      for (const url of all) {
        const fetched = await fetch(url).then(
          () => 'fetched',
          (error) => String(error.message),
        );
        outcomes.push([
          fetched,
          await outcomeOf('img', url),
          await outcomeOf('script', url),
          await outcomeOf('link', url),
        ]);
      }
      return outcomes;
    }, addresses);
  const stranger = `chrome-extension://${'a'.repeat(32)}/`;
  const ours = await tell(files.map((file) => base + file));
  const theirs = await tell(files.map((file) => stranger + file));
  expect(ours).toEqual(theirs);
  expect(ours.flat().filter((outcome) => !/fails|Failed/.test(outcome))).toEqual([]);
  // Nor does it answer to a page that knows its id.
  expect(
    await page.evaluate(() => typeof Reflect.get(Reflect.get(window, 'chrome') ?? {}, 'runtime')),
  ).toBe('undefined');
  await page.close();
});

test('a right click classifies the picture that was clicked, whatever is put in its way', async ({
  sites,
  shared,
}) => {
  const page = await shared.context.newPage();
  // Too small to be labelled unasked: only what is asked for gets a badge.
  const trap = attack(
    'trap',
    (at) =>
      `<style>img { width: 50px; height: 50px; display: block; margin: 20px }</style>
       <img class="green" src="${at.own('green')}" alt=""><img class="red" src="${at.own('red')}" alt="">
       <script>
         const [green, red] = document.images;
         // Events of the page's own making, on the other picture, before and after the real one.
         const lie = () => {
           const { x, y } = green.getBoundingClientRect();
           const init = { bubbles: true, composed: true, clientX: x + 5, clientY: y + 5, button: 2 };
           for (const type of ['contextmenu', 'pointerdown', 'mousedown']) green.dispatchEvent(new MouseEvent(type, init));
         };
         for (const type of ['pointerdown', 'mousedown', 'contextmenu', 'auxclick']) {
           addEventListener(type, (event) => {
             if (!event.isTrusted) return;
             // No menu is drawn: it would have the browser call its maker.
             event.preventDefault();
             if (window.isFair) return;
             lie();
             event.stopImmediatePropagation();
           }, true);
         }
         setInterval(lie, 5);
         Object.defineProperty(green, 'currentSrc', { get: () => red.src });
       </script>`,
    red,
  );
  await page.goto(sites.put(trap));
  const box = await page.locator('.red').boundingBox();
  if (!box) throw new Error('There is no picture');
  const srcUrl = await page.locator('.red').evaluate((each) => (each as HTMLImageElement).src);
  await shared.clickMenuAt(
    page,
    'classify-image',
    { x: box.x + 20, y: box.y + 20 },
    {
      srcUrl,
      mediaType: 'image',
    },
  );
  const reader = await BadgeReader.open(page);
  const names = async () => (await reader.badges()).map(({ name }) => name);
  await expect.poll(names).toEqual([nameOf('red')]);
  // Once it lets a click through, and keeps the next one to itself: that is not taken for the one before.
  await page.evaluate(() => Object.assign(window, { isFair: true }));
  const green = await page.locator('.green').boundingBox();
  if (!green) throw new Error('There is no other picture');
  await shared.clickMenuAt(page, 'classify-here', { x: green.x + 20, y: green.y + 20 });
  await expect.poll(names).toEqual([nameOf('green'), nameOf('red')]);
  expect(await reader.notices()).toEqual([]);
  await page.evaluate(() => Object.assign(window, { isFair: false }));
  await shared.clickMenuAt(page, 'classify-here', { x: box.x + 20, y: box.y + 20 });
  await expect.poll(() => reader.notices()).toHaveLength(1);
  expect(await names()).toEqual([nameOf('green'), nameOf('red')]);
  await page.close();
});
