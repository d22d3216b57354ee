import { div, img, type Listed, listed, space } from './page-case';

const lazy =
  'lazy loading, by the browser and by libraries that set `src`, `srcset`, `data-*` or a class later';
const backgrounds =
  'CSS backgrounds, also on `::before` and `::after`, from `image-set` and among several layers';
const svg = '`<image>` in inline SVG';
const shadow = 'pictures in shadow roots, open and closed, also in roots that are attached later';

/** Each kind of picture that Sightline finds. */
export const kinds = listed('kinds', [
  {
    name: 'img-src',
    says: '`<img>`, of the page’s own host and of others',
    body: (at) => img(at.own('red'), 'id="own"') + img(at.other('green'), 'id="other"'),
    expected: [
      { colour: 'red', where: '#own' },
      { colour: 'green', where: '#other' },
    ],
  },
  {
    name: 'img-object-fit',
    says: '`<img>`, of the page’s own host and of others',
    body: (at) => `<img id="fit" src="${at.own('red')}" alt=""
      style="width:500px;height:150px;object-fit:contain;padding:20px;border:10px solid">`,
    // A square picture in the middle of a wide content box.
    expected: [{ colour: 'red', where: '#fit', part: { x: 205, y: 30, width: 150, height: 150 } }],
  },
  {
    name: 'img-srcset',
    says: '`srcset` and `<picture>`',
    body: (at) =>
      `<img id="set" srcset="${at.own('red')} 1x, ${at.own('green')} 2x" width="160" height="120">
       <img id="wide" srcset="${at.other('blue')} 100w, ${at.other('cyan')} 2000w" sizes="100px"
         width="160" height="120">`,
    expected: [
      { colour: 'red', where: '#set' },
      { colour: 'blue', where: '#wide' },
    ],
  },
  {
    name: 'picture',
    says: '`srcset` and `<picture>`',
    body: (at) =>
      `<picture><source srcset="${at.other('green')}">${img(at.own('red'), 'id="first"')}</picture>
       <picture><source srcset="${at.own('blue')}" media="(width < 10px)">
       ${img(at.own('yellow'), 'id="second"')}</picture>`,
    expected: [
      { colour: 'green', where: '#first' },
      { colour: 'yellow', where: '#second' },
    ],
  },
  {
    name: 'lazy-native',
    says: lazy,
    body: (at) =>
      `${img(at.own('red'), 'id="top"')}${space(9_000)}
       ${img(at.other('green'), 'id="far" loading="lazy"')}${space()}`,
    expected: [{ colour: 'red', where: '#top' }],
    steps: [
      {
        does: 'scrolled to',
        act: (page) => page.locator('#far').evaluate((far) => far.scrollIntoView()),
        expected: [{ colour: 'green', where: '#far' }],
      },
    ],
  },
  {
    name: 'lazy-library-attributes',
    says: lazy,
    body: (at) =>
      `${img('data:,', `id="src" data-src="${at.own('red')}"`)}
       <img id="set" data-srcset="${at.other('green')} 1x" width="160" height="120" alt="">
       <picture><source data-srcset="${at.own('blue')}">
         <img id="source" width="160" height="120" alt=""></picture>
       <div id="style" data-bg="${at.other('yellow')}" style="width:160px;height:120px"></div>`,
    expected: [],
    steps: [
      {
        does: 'moved from data-* to where they count',
        act: (page) =>
          page.evaluate(() => {
            for (const element of document.querySelectorAll<HTMLElement>('[data-src]'))
              element.setAttribute('src', element.dataset.src ?? '');
            for (const element of document.querySelectorAll<HTMLElement>('[data-srcset]'))
              element.setAttribute('srcset', element.dataset.srcset ?? '');
            for (const element of document.querySelectorAll<HTMLElement>('[data-bg]'))
              element.style.backgroundImage = `url(${element.dataset.bg})`;
          }),
        expected: [
          { colour: 'red', where: '#src' },
          { colour: 'green', where: '#set' },
          { colour: 'blue', where: '#source' },
          { colour: 'yellow', where: '#style' },
        ],
      },
    ],
  },
  {
    name: 'lazy-library-class',
    says: lazy,
    body: (at) =>
      `<style>.loaded { background: url(${at.own('red')}) }
         [data-state=seen] { background: url(${at.other('green')}) }
         [aria-busy=false] { background: url(${at.own('blue')}) }</style>
       ${div('', 'id="class"')}${div('', 'id="data"')}${div('', 'id="aria" aria-busy="true"')}`,
    expected: [],
    steps: [
      {
        does: 'marked as loaded',
        act: (page) =>
          page.evaluate(() => {
            document.getElementById('class')?.classList.add('loaded');
            document.getElementById('data')?.setAttribute('data-state', 'seen');
            document.getElementById('aria')?.setAttribute('aria-busy', 'false');
          }),
        expected: [
          { colour: 'red', where: '#class' },
          { colour: 'green', where: '#data' },
          { colour: 'blue', where: '#aria' },
        ],
      },
    ],
  },
  {
    name: 'background-inline',
    says: backgrounds,
    body: (at) =>
      div(`background-image:url(${at.own('red')})`, 'id="own"') +
      div(`background:center/cover url('${at.other('green')}')`, 'id="other"', 'With text on it'),
    expected: [
      { colour: 'red', where: '#own' },
      { colour: 'green', where: '#other' },
    ],
  },
  {
    name: 'background-stylesheet',
    says: backgrounds,
    body: (at) =>
      `<style>.hero { background: url(${at.other('red')}) center / cover; height: 200px; width: 600px }
         #part { background: url(${at.own('green')}) no-repeat 40px 30px; width: 400px; height: 200px }
       </style><section class="hero"><h1>Words</h1></section><section id="part"></section>`,
    expected: [
      { colour: 'red', where: '.hero' },
      { colour: 'green', where: '#part', part: { x: 40, y: 30, width: 128, height: 128 } },
    ],
  },
  {
    name: 'background-pseudo',
    says: backgrounds,
    body: (at) =>
      `<style>.box { position: relative; width: 300px; height: 150px }
         .box::before, .box::after { content: ''; position: absolute; width: 128px; height: 128px }
         #before::before { inset: 0 auto auto 0; background: url(${at.own('red')}) }
         #after::after { inset: auto 0 0 auto; background: url(${at.other('green')}) }
       </style><div class="box" id="before"></div><div class="box" id="after"></div>`,
    expected: [
      { colour: 'red', where: '#before', part: { x: 0, y: 0, width: 128, height: 128 } },
      { colour: 'green', where: '#after', part: { x: 172, y: 22, width: 128, height: 128 } },
    ],
  },
  {
    name: 'background-image-set',
    says: backgrounds,
    body: (at) =>
      div(`background:image-set(url(${at.own('red')}) 1x, url(${at.own('green')}) 2x)`, 'id="set"'),
    expected: [{ colour: 'red', where: '#set' }],
  },
  {
    name: 'background-layers',
    says: backgrounds,
    body: (at) =>
      div(
        `background:linear-gradient(rgb(0 0 0 / 0.2), transparent), url(${at.own('red')})`,
        'id="shaded"',
      ) +
      div(
        `background:url(${at.other('green')}) 0 0 / 80px 120px no-repeat, url(${at.own('blue')})`,
        'id="two"',
      ),
    // Of two pictures in one box the topmost is the one that counts.
    expected: [
      { colour: 'red', where: '#shaded' },
      { colour: 'green', where: '#two' },
    ],
  },
  {
    name: 'background-body',
    says: backgrounds,
    body: (at) =>
      `<style>body { background: url(${at.own('green')}) 50% 50% / cover fixed }</style>
       <p>Words</p>${space()}`,
    expected: [{ colour: 'green', where: 'html' }],
  },
  {
    name: 'list-style-image',
    says: '`list-style-image` and `border-image`',
    body: (at) =>
      `<ul style="list-style:inside url(${at.own('red')});padding:0"><li id="inside">One</li></ul>
       <ul id="outside" style="list-style:url(${at.other('green')});padding-left:160px">
         <li>Two</li></ul>`,
    expected: [
      { colour: 'red', where: '#inside' },
      { colour: 'green', where: '#outside' },
    ],
  },
  {
    name: 'border-image',
    says: '`list-style-image` and `border-image`',
    body: (at) =>
      `<div id="framed" style="width:200px;height:100px;border:40px solid;
         border-image:url(${at.own('red')}) 40 fill"></div>`,
    expected: [{ colour: 'red', where: '#framed' }],
  },
  {
    name: 'content-url',
    says: '`content: url()`',
    body: (at) =>
      `<style>#element { content: url(${at.own('red')}); width: 160px; height: 120px }
         #before::before { content: url(${at.other('green')}); display: block; height: 128px }
       </style><div id="element"></div><div id="before" style="width:300px"></div>`,
    expected: [
      { colour: 'red', where: '#element' },
      { colour: 'green', where: '#before', part: { x: 0, y: 0, width: 128, height: 128 } },
    ],
  },
  {
    name: 'input-image',
    says: '`<input type=image>`',
    body: (at) =>
      `<form><input id="own" type="image" src="${at.own('red')}" alt="Go" width="160" height="120">
       <input id="other" type="image" src="${at.other('green')}" alt="Go" width="160" height="120"></form>`,
    expected: [
      { colour: 'red', where: '#own' },
      { colour: 'green', where: '#other' },
    ],
  },
  {
    name: 'svg-image',
    says: svg,
    body: (at) =>
      `<svg width="500" height="300">
         <image id="href" href="${at.own('red')}" x="10" y="10" width="128" height="128"/>
         <image id="xlink" xlink:href="${at.other('green')}" x="160" y="10" width="128" height="128"/>
         <g transform="translate(300 20) scale(1.5)"><g transform="translate(10 0)">
           <image id="nested" href="${at.own('blue')}" width="100" height="100"/></g></g>
       </svg>`,
    expected: [
      { colour: 'red', where: '#href' },
      { colour: 'green', where: '#xlink' },
      { colour: 'blue', where: '#nested' },
    ],
  },
  {
    name: 'video-poster',
    says: 'posters of `<video>`',
    body: (at) =>
      `<video id="own" poster="${at.own('red')}" width="160" height="120"></video>
       <video id="other" controls poster="${at.other('green')}" width="320" height="240"></video>`,
    expected: [
      { colour: 'red', where: '#own' },
      { colour: 'green', where: '#other' },
    ],
  },
  {
    name: 'object-embed',
    says: '`<object>` and `<embed>` of pictures',
    body: (at) =>
      `<object id="object" type="image/png" data="${at.own('red')}" width="160" height="120"></object>
       <embed id="embed" type="image/png" src="${at.other('green')}" width="160" height="120">`,
    expected: [
      { colour: 'red', where: '#object' },
      { colour: 'green', where: '#embed' },
    ],
  },
  {
    name: 'tab-own-image',
    says: 'a tab that is itself a picture',
    body: () => '',
    url: (at) => at.other('red'),
    expected: [{ colour: 'red', where: 'img' }],
  },
  {
    name: 'shadow-open',
    says: shadow,
    body: (at) =>
      `<div id="host"></div><div id="slots">${img(at.own('yellow'), 'id="slotted"')}</div>
       <div id="declared"><template shadowrootmode="open">${img(at.own('cyan'), 'id="parsed"')}
       </template></div>
       <script>
         const outer = host.attachShadow({ mode: 'open' });
         outer.innerHTML = \`${img(at.own('red'), 'id="inner"')}<div></div>
           <style>div { width: 160px; height: 120px; background: url(${at.other('green')}) }</style>\`;
         outer.querySelector('div').id = 'background';
         outer.append(document.createElement('section'));
         outer.lastChild.attachShadow({ mode: 'open' }).innerHTML =
           \`${img(at.other('blue'), 'id="nested"')}\`;
         slots.attachShadow({ mode: 'open' }).innerHTML = '<b>In a slot:</b> <slot></slot>';
       </script>`,
    expected: [
      { colour: 'red', where: '#inner' },
      { colour: 'green', where: '#background' },
      { colour: 'blue', where: '#nested' },
      { colour: 'yellow', where: '#slotted' },
      { colour: 'cyan', where: '#parsed' },
    ],
  },
  {
    name: 'shadow-closed',
    says: shadow,
    body: (at) =>
      `<div id="host"></div>
       <script>
         const root = host.attachShadow({ mode: 'closed' });
         root.innerHTML = \`${img(at.own('red'), 'id="inner"')}<section></section>\`;
         const nested = root.querySelector('section').attachShadow({ mode: 'closed' });
         nested.innerHTML = \`${img(at.other('green'), 'id="nested"')}\`;
         window.roots = [root, nested];
       </script>`,
    expected: [
      { colour: 'red', where: '#inner' },
      { colour: 'green', where: '#nested' },
    ],
    steps: [
      {
        does: 'changed within the closed root',
        act: (page) =>
          page.evaluate(() => {
            const [root] = Reflect.get(window, 'roots') as ShadowRoot[];
            const inner = root?.querySelector('img');
            if (inner) inner.src = inner.src.replace('red', 'blue');
          }),
        expected: [
          { colour: 'blue', where: '#inner' },
          { colour: 'green', where: '#nested' },
        ],
      },
    ],
  },
  {
    name: 'shadow-later',
    says: shadow,
    body: (at) =>
      `<late-card id="card" style="display:block;height:130px"></late-card>
       <div id="plain" style="height:130px"></div>
       <script>
         window.roots = [];
         window.fill = (element, html) => {
           const root = element.attachShadow({ mode: 'closed' });
           root.innerHTML = html;
           window.roots.push(root);
         };
         window.define = () => customElements.define('late-card', class extends HTMLElement {
           constructor() { super(); fill(this, \`${img(at.own('red'), 'id="inner"')}\`); }
         });
         window.attach = () => fill(plain, \`${img(at.other('green'), 'id="attached"')}\`);
       </script>`,
    expected: [],
    steps: [
      {
        does: 'the custom element was defined',
        act: (page) => page.evaluate('define()'),
        expected: [{ colour: 'red', where: '#inner' }],
      },
      {
        does: 'a root was attached to a plain element',
        act: (page) => page.evaluate('attach()'),
        expected: [
          { colour: 'red', where: '#inner' },
          { colour: 'green', where: '#attached' },
        ],
      },
    ],
  },
] satisfies Listed[]);
