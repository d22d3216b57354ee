import type { Page } from '@playwright/test';
import { type Addresses, div, img, type Listed, listed } from './page-case';

const nodes = 'pictures that are added, removed and moved';
const looks = 'pictures that are hidden, shown, resized and restyled';
const sources = 'another source in the same element, and elements that virtual lists use again';
const journeys = 'navigation within the page, the back/forward cache, and endless scrolling';
const storms = 'pages that change a thousand times a second';

const both = (at: Addresses) => img(at.own('red'), 'id="one"') + img(at.other('green'), 'id="two"');
const one = { colour: 'red', where: '#one' } as const;
const two = { colour: 'green', where: '#two' } as const;

/** Sets properties of an element's style. */
const style = (page: Page, where: string, css: string) =>
  page.locator(where).evaluate((element, text) => {
    (element as HTMLElement).style.cssText += `;${text}`;
  }, css);

/** What happens to pages that Sightline keeps up with. */
export const changes = listed('changes', [
  {
    name: 'added-and-removed',
    says: nodes,
    body: (at) => `${both(at)}<template id="more">${img(at.own('blue'), 'id="three"')}
      <section>${div(`background:url(${at.other('yellow')})`, 'id="four"')}</section></template>`,
    expected: [one, two],
    steps: [
      {
        does: 'added',
        act: (page) =>
          page.evaluate(() => {
            const more = document.querySelector<HTMLTemplateElement>('#more');
            if (more) document.body.append(more.content.cloneNode(true));
          }),
        expected: [
          one,
          two,
          { colour: 'blue', where: '#three' },
          { colour: 'yellow', where: '#four' },
        ],
      },
      {
        does: 'removed',
        act: (page) =>
          page.evaluate(() => {
            document.querySelector('#one')?.remove();
            document.querySelector('section')?.remove();
          }),
        expected: [two, { colour: 'blue', where: '#three' }],
      },
    ],
  },
  {
    name: 'moved',
    says: nodes,
    body: (at) =>
      `${both(at)}<div id="elsewhere" style="margin:100px 0 0 200px"></div>
       ${div(`background:url(${at.own('blue')});position:relative`, 'id="three"')}`,
    expected: [one, two, { colour: 'blue', where: '#three' }],
    steps: [
      {
        does: 'moved to another parent',
        act: (page) =>
          page.evaluate(() => {
            const picture = document.querySelector('#one');
            if (picture) document.querySelector('#elsewhere')?.append(picture);
          }),
      },
      { does: 'moved by its style', act: (page) => style(page, '#three', 'left:300px;top:20px') },
      { does: 'moved by a transform', act: (page) => style(page, '#two', 'translate:50px 200px') },
      {
        does: 'pushed by what comes before',
        act: (page) =>
          page.evaluate(() => {
            const before = document.createElement('p');
            before.style.height = '77px';
            document.body.prepend(before);
          }),
      },
      {
        does: 'pushed by a text field that grows as one types',
        act: async (page) => {
          await page.evaluate(() => {
            const field = document.createElement('p');
            field.contentEditable = 'plaintext-only';
            // Chromium fetches a dictionary otherwise.
            field.spellcheck = false;
            field.style.font = '30px/40px serif';
            document.body.prepend(field);
            field.focus();
          });
          await page.keyboard.type('One\nTwo\nThree');
        },
      },
    ],
  },
  {
    name: 'hidden-and-shown',
    says: looks,
    body: (at) => `<section>${both(at)}</section>
      ${div(`background:url(${at.own('blue')})`, 'id="three"')}`,
    expected: [one, two, { colour: 'blue', where: '#three' }],
    steps: [
      {
        does: 'hidden, each in another way',
        act: async (page) => {
          await style(page, '#one', 'display:none');
          await style(page, '#two', 'visibility:hidden');
          await style(page, '#three', 'opacity:0');
        },
        expected: [],
      },
      {
        does: 'shown',
        act: async (page) => {
          await style(page, '#one', 'display:inline');
          await style(page, '#two', 'visibility:visible');
          await style(page, '#three', 'opacity:1');
        },
        expected: [one, two, { colour: 'blue', where: '#three' }],
      },
      {
        does: 'hidden with their parent',
        act: (page) => style(page, 'section', 'display:none'),
        expected: [{ colour: 'blue', where: '#three' }],
      },
      {
        does: 'shown with their parent',
        act: (page) => style(page, 'section', 'display:block'),
        expected: [one, two, { colour: 'blue', where: '#three' }],
      },
    ],
  },
  {
    name: 'hidden-at-first',
    says: looks,
    body: (at) =>
      `<style>.tab { display: none } .tab.open { display: block }</style>
       <div class="tab open">${img(at.own('red'), 'id="one"')}</div>
       <div class="tab">${img(at.other('green'), 'id="two"')}
         ${div(`background:url(${at.own('blue')})`, 'id="three"')}</div>`,
    expected: [one],
    steps: [
      {
        does: 'the other tab was opened by a class',
        act: (page) =>
          page.evaluate(() => {
            for (const tab of document.querySelectorAll('.tab')) tab.classList.toggle('open');
          }),
        expected: [two, { colour: 'blue', where: '#three' }],
      },
    ],
  },
  {
    name: 'resized',
    says: looks,
    body: (at) =>
      `<img id="one" src="${at.own('red')}" width="40" height="40" alt="">
       <div id="two" style="width:40px;height:40px;background:url(${at.other('green')})"></div>`,
    expected: [],
    steps: [
      {
        does: 'grown',
        act: async (page) => {
          await style(page, '#one', 'width:200px;height:150px');
          await style(page, '#two', 'width:128px;height:128px');
        },
        expected: [one, two],
      },
      {
        does: 'shrunk',
        act: async (page) => {
          await style(page, '#one', 'width:30px;height:30px');
          await style(page, '#two', 'width:30px;height:30px');
        },
        expected: [],
      },
    ],
  },
  {
    name: 'restyled',
    says: looks,
    body: (at) =>
      `<style>.red { background: url(${at.own('red')}) } .blue { background: url(${at.own('blue')}) }
       </style>${div('', 'id="one" class="red"')}
       ${div(`background:url(${at.other('green')})`, 'id="two"')}
       <i hidden>${at.other('yellow')}</i><b hidden>${at.own('cyan')}</b>`,
    expected: [one, two],
    steps: [
      {
        does: 'another class, another style',
        act: (page) =>
          page.evaluate(() => {
            const element = document.querySelector('#one');
            if (element) element.className = 'blue';
            const other = document.querySelector<HTMLElement>('#two');
            const address = document.querySelector('i')?.textContent;
            if (other) other.style.backgroundImage = `url(${address})`;
          }),
        expected: [
          { colour: 'blue', where: '#one' },
          { colour: 'yellow', where: '#two' },
        ],
      },
      {
        does: 'a stylesheet was added',
        act: (page) =>
          page.evaluate(() => {
            const sheet = document.createElement('style');
            const address = document.querySelector('b')?.textContent;
            sheet.textContent = `#one { background: url(${address}) }`;
            document.head.append(sheet);
          }),
        expected: [
          { colour: 'cyan', where: '#one' },
          { colour: 'yellow', where: '#two' },
        ],
      },
    ],
  },
  {
    name: 'restyled-by-rules',
    says: looks,
    body: (at) =>
      `<style>#one { background: url(${at.own('red')}) }</style>${div('', 'id="one"')}
       <i hidden>${at.other('yellow')}</i><b hidden>${at.own('cyan')}</b>`,
    expected: [one],
    steps: [
      {
        does: 'a rule was inserted',
        act: (page) =>
          page.evaluate(() => {
            const address = document.querySelector('i')?.textContent;
            document.styleSheets[0]?.insertRule(`#one { background: url(${address}) }`, 1);
          }),
        expected: [{ colour: 'yellow', where: '#one' }],
      },
      {
        does: 'a constructed stylesheet was adopted',
        act: (page) =>
          page.evaluate(() => {
            const address = document.querySelector('b')?.textContent;
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`#one { background: url(${address}) }`);
            document.adoptedStyleSheets.push(sheet);
          }),
        expected: [{ colour: 'cyan', where: '#one' }],
      },
    ],
  },
  {
    name: 'restyled-by-media-query',
    says: looks,
    body: (at) =>
      `<style>#one { background: url(${at.own('red')}) }
         @media (width < 850px) { #one { background: url(${at.own('blue')}) } }</style>
       ${div('', 'id="one"')}`,
    expected: [one],
    steps: [
      {
        does: 'the window was made narrow',
        act: (page) => page.setViewportSize({ width: 800, height: 900 }),
        expected: [{ colour: 'blue', where: '#one' }],
      },
      {
        does: 'the window was made wide again',
        act: (page) => page.setViewportSize({ width: 1280, height: 900 }),
        expected: [one],
      },
    ],
  },
  {
    name: 'another-source',
    says: sources,
    body: (at) =>
      `${img(at.own('red'), 'id="src"')}
       <img id="set" srcset="${at.own('red')} 1x" width="160" height="120" alt="">
       <picture><source srcset="${at.own('red')}"><img id="source" width="160" height="120" alt="">
       </picture><video id="poster" poster="${at.own('red')}" width="160" height="120"></video>
       <svg width="160" height="120"><image id="svg" href="${at.own('red')}" width="120" height="120"/>
       </svg><object id="object" data="${at.own('red')}" type="image/png" width="160" height="120">
       </object><input id="input" type="image" src="${at.own('red')}" width="160" height="120">
       <i hidden>${at.other('blue')}</i>`,
    expected: ['#src', '#set', '#source', '#poster', '#svg', '#object', '#input'].map((where) => ({
      colour: 'red' as const,
      where,
    })),
    steps: [
      {
        does: 'changed',
        act: (page) =>
          page.evaluate(() => {
            const blue = document.querySelector('i')?.textContent ?? '';
            const set = (where: string, name: string) =>
              document.querySelector(where)?.setAttribute(name, blue);
            set('#src', 'src');
            set('#set', 'srcset');
            set('source', 'srcset');
            set('#poster', 'poster');
            set('#svg', 'href');
            set('#object', 'data');
            set('#input', 'src');
          }),
        expected: ['#src', '#set', '#source', '#poster', '#svg', '#object', '#input'].map(
          (where) => ({ colour: 'blue' as const, where }),
        ),
      },
    ],
  },
  {
    name: 'virtual-list',
    says: sources,
    body: (at) =>
      `<div id="list" style="height:400px;width:300px;overflow:auto;position:relative">
         <div style="height:20000px"></div>
         ${[0, 1, 2].map((row) => `<img class="row" id="row${row}" alt="" width="150" height="120" style="position:absolute;left:0">`).join('')}
       </div>
       <script>
         const sources = ${JSON.stringify([at.own('red'), at.other('green'), at.own('blue'), at.other('yellow'), at.own('cyan'), at.other('magenta')])};
         const draw = () => {
           const first = Math.floor(list.scrollTop / 130);
           for (let index = first; index < first + 3; index++) {
             const row = document.getElementById('row' + (index % 3));
             row.style.top = index * 130 + 'px';
             const source = sources[index % sources.length];
             if (row.src !== source) row.src = source;
           }
         };
         list.addEventListener('scroll', draw);
         draw();
       </script>`,
    expected: [
      { colour: 'red', where: '#row0' },
      { colour: 'green', where: '#row1' },
      { colour: 'blue', where: '#row2' },
    ],
    steps: [
      {
        does: 'scrolled a little',
        act: (page) => page.locator('#list').evaluate((list) => list.scrollTo(0, 130)),
        expected: [
          { colour: 'yellow', where: '#row0' },
          { colour: 'green', where: '#row1' },
          { colour: 'blue', where: '#row2' },
        ],
      },
      {
        does: 'scrolled far',
        act: (page) => page.locator('#list').evaluate((list) => list.scrollTo(0, 130 * 100)),
        expected: [
          { colour: 'cyan', where: '#row1' },
          { colour: 'magenta', where: '#row2' },
          { colour: 'red', where: '#row0' },
        ],
      },
    ],
  },
  {
    name: 'navigation-within-the-page',
    says: journeys,
    body: (at) =>
      `<main>${both(at)}</main><template>${img(at.own('blue'), 'id="three"')}</template>`,
    expected: [one, two],
    steps: [
      {
        does: 'went on',
        act: (page) =>
          page.evaluate(() => {
            history.pushState(null, '', '?next');
            const next = document.querySelector('template')?.content.cloneNode(true);
            if (next) document.querySelector('main')?.replaceChildren(next);
          }),
        expected: [{ colour: 'blue', where: '#three' }],
      },
      {
        does: 'replaced its whole body',
        act: (page) =>
          page.evaluate(() => {
            const body = document.createElement('body');
            const next = document.querySelector('template')?.content.cloneNode(true);
            if (next) body.append('Next page', next);
            document.body = body;
          }),
        expected: [{ colour: 'blue', where: '#three' }],
      },
    ],
  },
  {
    name: 'back-forward-cache',
    says: journeys,
    body: both,
    frames: { next: () => 'Another page' },
    expected: [one, two],
    steps: [
      {
        does: 'left and came back to',
        act: async (page) => {
          await page.evaluate(() =>
            addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted })),
          );
          await page.goto(new URL('next', `${page.url()}/`).href);
          // Playwright's own way back waits for a load that does not come.
          await page.evaluate(() => history.back());
          await page.waitForFunction(() => Reflect.get(window, 'persisted') === true);
        },
      },
    ],
  },
  {
    name: 'endless-scrolling',
    says: journeys,
    body: (at) =>
      `<main></main><script>
         const sources = ${JSON.stringify([at.own('red'), at.other('green')])};
         let count = 0;
         const more = () => {
           while (innerHeight + scrollY > document.body.offsetHeight - 500) {
             const picture = new Image(400, 300);
             picture.id = 'picture' + count;
             picture.style.cssText = 'display: block; margin-bottom: 60px';
             picture.src = sources[count++ % 2];
             document.querySelector('main').append(picture);
           }
         };
         addEventListener('scroll', more);
         more();
       </script>`,
    expected: [
      { colour: 'red', where: '#picture0' },
      { colour: 'green', where: '#picture1' },
      { colour: 'red', where: '#picture2' },
    ],
    steps: [
      {
        does: 'scrolled on for 40 pictures',
        act: (page) =>
          page.evaluate(async () => {
            for (let index = 1; index <= 40; index++) {
              scrollTo(0, index * 360);
              await new Promise(requestAnimationFrame);
            }
          }),
        expected: [
          { colour: 'red', where: '#picture40' },
          { colour: 'green', where: '#picture41' },
          { colour: 'red', where: '#picture42' },
        ],
      },
    ],
  },
  {
    name: 'mutation-storm',
    says: storms,
    body: (at) =>
      `${both(at)}<p id="storm" style="height:60px;overflow:hidden"></p>
       <script>
         const storm = document.getElementById('storm');
         const blow = () => {
           for (let index = 0; index < 17; index++) storm.append(document.createElement('b'));
           while (storm.childNodes.length > 200) storm.firstChild.remove();
           storm.className = 'at' + performance.now();
           requestAnimationFrame(blow);
         };
         blow();
       </script>`,
    expected: [one, two],
    steps: [
      {
        does: 'another picture came amid the storm',
        act: (page) =>
          page.evaluate(() => {
            const first = document.querySelector<HTMLImageElement>('#one');
            const third = first?.cloneNode() as HTMLImageElement;
            third.id = 'three';
            third.src = third.src.replace('red', 'blue');
            document.body.prepend(third);
          }),
        expected: [one, two, { colour: 'blue', where: '#three' }],
      },
    ],
    isIncomparable: 'it never rests',
  },
] satisfies Listed[]);
