import type { Page } from '@playwright/test';
import { div, img, type Listed, listed, space } from './page-case';

const scrolling = 'scrolling containers, also nested, right-to-left and sideways';
const transforms = 'transforms, CSS zoom and the browser’s own zoom';
const fixed = 'sticky and fixed boxes, and carousels';
const topLayer = 'dialogs, popovers and full screen';
const covered = 'pictures that are covered, clipped, round, closed or overlapping';
const others = 'small pictures, which get a dot, and pages in print, which get nothing';

const red = { colour: 'red', where: '#red' } as const;
const green = { colour: 'green', where: '#green' } as const;

const set = (page: Page, where: string, css: string) =>
  page.locator(where).evaluate((element, text) => {
    (element as HTMLElement).style.cssText += `;${text}`;
  }, css);

const scroll = (page: Page, where: string, x: number, y: number) =>
  page
    .locator(where)
    .evaluate((element, [left, top]) => element.scrollTo(left, top), [x, y] as const);

/** Where pictures stand on a page, for badges to stand in them. */
export const places = listed('places', [
  {
    name: 'nested-scrollers',
    says: scrolling,
    body: (at) =>
      `<div id="outer" style="width:500px;height:400px;overflow:auto;border:5px solid">
         ${img(at.own('green'), 'id="green"')}
         <div id="inner" style="width:300px;height:200px;overflow:scroll;margin:20px;padding:10px">
           ${space(30)}${img(at.own('red'), 'id="red"')}${space(500)}</div>${space(900)}</div>
       ${space()}`,
    expected: [red, green],
    steps: [
      { does: 'scrolled the inner', act: (page) => scroll(page, '#inner', 0, 70) },
      { does: 'scrolled the outer', act: (page) => scroll(page, '#outer', 0, 60) },
      {
        does: 'scrolled out of the inner',
        act: (page) => scroll(page, '#inner', 0, 400),
        expected: [green],
      },
      {
        does: 'scrolled back',
        act: (page) => scroll(page, '#inner', 0, 20),
        expected: [red, green],
      },
      {
        does: 'scrolled out of the outer',
        act: (page) => scroll(page, '#outer', 0, 700),
        expected: [],
      },
    ],
  },
  {
    name: 'right-to-left',
    says: scrolling,
    body: (at) =>
      `<script>document.documentElement.dir = 'rtl';</script>
       <div id="wide" style="width:300px;overflow:auto;white-space:nowrap">
         ${img(at.own('red'), 'id="red"')}<span style="padding:0 300px"></span></div>
       ${img(at.other('green'), 'id="green"')}<div style="width:3000px;height:1500px"></div>`,
    expected: [red, green],
    steps: [
      { does: 'scrolled within', act: (page) => scroll(page, '#wide', -40, 0) },
      { does: 'scrolled the page', act: (page) => page.evaluate(() => scrollTo(-55, 33)) },
    ],
  },
  {
    name: 'sideways',
    says: scrolling,
    body: (at) =>
      `<div style="width:5000px;height:1500px;padding-left:300px">
         ${img(at.own('red'), 'id="red"')}
         <span style="padding-left:2000px"></span>${img(at.own('green'), 'id="green"')}</div>`,
    expected: [red],
    steps: [
      { does: 'scrolled', act: (page) => page.evaluate(() => scrollTo(180, 10)) },
      {
        does: 'scrolled far',
        act: (page) => page.evaluate(() => scrollTo(2_100, 10)),
        expected: [green],
      },
    ],
  },
  {
    name: 'transforms',
    says: transforms,
    body: (at) =>
      `<div style="padding:100px"><div id="box" style="transform:translate(20px, 10px)">
         ${img(at.own('red'), 'id="red"')}</div></div>
       ${img(at.other('green'), 'id="green" style="transform:scale(0.8)"')}${space()}`,
    expected: [red, green],
    steps: [
      { does: 'scaled', act: (page) => set(page, '#green', 'transform:scale(1.5)') },
      { does: 'turned', act: (page) => set(page, '#box', 'width:160px;transform:rotate(90deg)') },
      { does: 'moved', act: (page) => set(page, '#box', 'transform:translate(150px, 40px)') },
      { does: 'set free', act: (page) => set(page, '#box', 'transform:none') },
      {
        does: 'moved bit by bit',
        act: async (page) => {
          await set(page, '#box', 'transition:transform 0.4s linear');
          await set(page, '#box', 'transform:translate(200px, 0) scale(0.9)');
        },
      },
    ],
  },
  {
    name: 'css-zoom',
    says: transforms,
    body: (at) =>
      `<div id="zoomed" style="zoom:2">${img(at.own('red'), 'id="red"')}</div>
       ${img(at.own('green'), 'id="green"')}${space()}`,
    expected: [red, green],
    steps: [
      { does: 'zoomed otherwise', act: (page) => set(page, '#zoomed', 'zoom:1.3') },
      { does: 'scrolled', act: (page) => page.evaluate(() => scrollTo(0, 41)) },
    ],
  },
  {
    name: 'root-zoom',
    says: transforms,
    body: (at) =>
      `<style>html { zoom: 1.5 }</style>${space(50)}${img(at.own('red'), 'id="red"')}${space()}`,
    expected: [red],
    steps: [
      { does: 'scrolled', act: (page) => page.evaluate(() => scrollTo(0, 55)) },
      { does: 'zoomed otherwise', act: (page) => set(page, 'html', 'zoom:0.7') },
    ],
  },
  {
    name: 'root-transform',
    says: transforms,
    body: (at) =>
      `<style>html { transform: translate(30px, 20px) scale(0.9); transform-origin: 0 0 }</style>
       ${space(50)}${img(at.own('red'), 'id="red"')}${space()}`,
    expected: [red],
    steps: [
      { does: 'scrolled', act: (page) => page.evaluate(() => scrollTo(0, 55)) },
      { does: 'moved', act: (page) => set(page, 'html', 'transform:translate(100px, 60px)') },
      {
        does: 'styled as a positioned, shrunken box',
        act: (page) =>
          set(page, 'html', 'transform:none;position:relative;margin:40px;width:600px;left:20px'),
      },
    ],
  },
  {
    name: 'browser-zoom',
    says: transforms,
    body: (at) =>
      `<div style="width:250px">${img(at.own('red'), 'id="red"')}
         ${img(at.other('green'), 'id="green"')}</div>${space()}`,
    expected: [red, green],
    steps: [
      {
        does: 'zoomed to 400 %',
        act: (page, tools) => tools.setZoom(4).then(() => page.evaluate(() => scrollTo(0, 20))),
      },
      { does: 'zoomed to 50 %', act: (_, tools) => tools.setZoom(0.5) },
      { does: 'zoomed back', act: (_, tools) => tools.setZoom(1) },
    ],
    isIncomparable: 'a browser without the extension has nobody to set its zoom',
  },
  {
    name: 'sticky-header',
    says: fixed,
    body: (at) =>
      `<header id="header" style="position:sticky;top:0;height:80px;background:#ccc">
         ${div(`height:64px;background:url(${at.own('green')}) no-repeat`, 'id="green"')}</header>
       ${space(60)}${img(at.own('red'), 'id="red"')}${space()}`,
    expected: [green, red],
    steps: [
      {
        does: 'scrolled under the header, but for a part',
        act: (page) => page.evaluate(() => scrollTo(0, 110)),
        expected: [green, { ...red, under: ['#header'] }],
      },
      {
        does: 'scrolled under the header wholly',
        act: (page) => page.evaluate(() => scrollTo(0, 195)),
        expected: [green],
      },
      {
        does: 'scrolled back',
        act: (page) => page.evaluate(() => scrollTo(0, 0)),
        expected: [green, red],
      },
    ],
  },
  {
    name: 'fixed-box',
    says: fixed,
    body: (at) =>
      `<div style="position:fixed;right:20px;top:30px">${img(at.own('red'), 'id="red"')}</div>
       ${img(at.own('green'), 'id="green"')}${space()}`,
    expected: [red, green],
    steps: [{ does: 'scrolled', act: (page) => page.evaluate(() => scrollTo(0, 60)) }],
  },
  {
    name: 'carousel-transition',
    says: fixed,
    body: (at) =>
      `<div style="width:300px;overflow:hidden;border:1px solid">
         <div id="track" style="display:flex;transition:transform 0.3s;width:600px">
           <img id="red" src="${at.own('red')}" width="300" height="200" alt="">
           <img id="green" src="${at.own('green')}" width="300" height="200" alt=""></div></div>`,
    expected: [red],
    steps: [
      {
        does: 'turned',
        act: (page) => set(page, '#track', 'transform:translateX(-300px)'),
        expected: [green],
      },
      {
        does: 'turned half way back',
        act: (page) => set(page, '#track', 'transform:translateX(-150px)'),
        expected: [red, green],
      },
    ],
  },
  {
    name: 'carousel-animation',
    says: fixed,
    body: (at) =>
      `<style>@keyframes turn { to { transform: translateX(-400px) } }
         #track { display: flex; width: 1000px; animation: turn 6s linear infinite alternate paused }</style>
       <div style="width:500px;overflow:hidden"><div id="track">
         <img id="red" src="${at.own('red')}" width="500" height="200" alt="">
         <img id="green" src="${at.own('green')}" width="500" height="200" alt=""></div></div>`,
    expected: [red],
    steps: [1_500, 3_000, 4_000].map((time) => ({
      does: `paused after ${time} ms`,
      act: (page: Page) =>
        page.evaluate(async (currentTime) => {
          const [animation] = document.getAnimations();
          animation?.play();
          await new Promise(requestAnimationFrame);
          if (animation) animation.currentTime = currentTime;
          // A frame that runs, in which Sightline sees the move as it would see any.
          await new Promise(requestAnimationFrame);
          animation?.pause();
        }, time),
      expected: [red, green],
    })),
  },
  {
    name: 'dialog',
    says: topLayer,
    body: (at) =>
      `${img(at.own('green'), 'id="green"')}
       <dialog style="width:400px;height:300px">${img(at.own('red'), 'id="red"')}</dialog>`,
    expected: [green],
    steps: [
      {
        does: 'opened',
        act: (page) => page.locator('dialog').evaluate((d) => (d as HTMLDialogElement).showModal()),
        // The page behind it lies beneath a backdrop.
        expected: [red],
      },
      {
        does: 'moved',
        act: (page) => set(page, 'dialog', 'margin:10px 0 0 300px'),
      },
      {
        does: 'closed',
        act: (page) => page.locator('dialog').evaluate((d) => (d as HTMLDialogElement).close()),
        expected: [green],
      },
    ],
  },
  {
    name: 'popover',
    says: topLayer,
    body: (at) =>
      `${img(at.own('green'), 'id="green"')}
       <div id="pop" popover style="width:400px;height:300px">${img(at.own('red'), 'id="red"')}</div>`,
    expected: [green],
    steps: [
      {
        does: 'opened',
        act: (page) => page.locator('#pop').evaluate((p) => (p as HTMLElement).showPopover()),
        expected: [green, red],
      },
      {
        does: 'closed',
        act: (page) => page.locator('#pop').evaluate((p) => (p as HTMLElement).hidePopover()),
        expected: [green],
      },
    ],
  },
  {
    name: 'full-screen',
    says: topLayer,
    body: (at) =>
      `<div id="stage" style="background:#222">${img(at.own('red'), 'id="red"')}</div>
       ${img(at.own('green'), 'id="green"')}
       <button onclick="stage.requestFullscreen()">Full screen</button>`,
    expected: [red, green],
    steps: [
      {
        does: 'entered',
        act: async (page) => {
          await page.locator('button').click();
          await page.waitForFunction(() => document.fullscreenElement !== null);
        },
        expected: [red],
      },
      {
        does: 'left',
        act: (page) => page.evaluate(() => document.exitFullscreen()),
        expected: [red, green],
      },
    ],
    isIncomparable: 'the screen’s size belongs to the browser',
  },
  {
    name: 'covered',
    says: covered,
    body: (at) =>
      `<div style="position:relative">${img(at.own('red'), 'id="red"')}
         <div id="cover" style="position:absolute;left:0;top:0;width:200px;height:150px;
           background:#777;display:none">Cover</div></div>${img(at.own('green'), 'id="green"')}`,
    expected: [red, green],
    steps: [
      {
        does: 'covered wholly',
        act: (page) => set(page, '#cover', 'display:block'),
        expected: [green],
      },
      {
        does: 'covered in its upper half',
        act: (page) => set(page, '#cover', 'height:60px'),
        expected: [green, { ...red, under: ['#cover'] }],
      },
      {
        does: 'uncovered',
        act: (page) => set(page, '#cover', 'display:none'),
        expected: [red, green],
      },
    ],
  },
  {
    name: 'round',
    says: covered,
    body: (at) =>
      `${img(at.own('red'), 'id="red" style="border-radius:50%;width:160px;height:160px"')}
       <div style="border-radius:50%;overflow:hidden;width:200px;height:200px">
         <img id="green" src="${at.other('green')}" width="200" height="200" alt=""></div>${space()}`,
    expected: [
      { ...red, isRound: true },
      { ...green, isRound: true },
    ],
  },
  {
    name: 'overlapping',
    says: covered,
    body: (at) =>
      `<div style="position:relative;height:300px">
         <img id="red" src="${at.own('red')}" width="200" height="160" alt=""
           style="position:absolute;left:20px;top:20px">
         <img id="green" src="${at.own('green')}" width="200" height="160" alt=""
           style="position:absolute;left:30px;top:70px">
         <div id="blue" style="position:absolute;left:400px;top:20px;width:300px;height:200px;
           background:url(${at.own('blue')})">
           ${img(at.own('yellow'), 'id="yellow"')}</div></div>`,
    expected: [
      { ...red, under: ['#green'] },
      green,
      { colour: 'blue', where: '#blue', under: ['#yellow'] },
      { colour: 'yellow', where: '#yellow' },
    ],
  },
  {
    name: 'clipped',
    says: covered,
    body: (at) =>
      `<div style="width:300px;height:90px;overflow:clip"><div style="margin-top:-50px">
         <img id="red" src="${at.own('red')}" width="300" height="200" alt=""></div></div>
       <div style="contain:paint;width:150px;height:100px">
         <img id="green" src="${at.own('green')}" width="300" height="200" alt=""
           style="margin-left:-100px"></div>
       <img id="blue" src="${at.own('blue')}" width="300" height="200" alt=""
         style="clip-path:inset(80px 50px 20px 60px)">`,
    expected: [
      red,
      green,
      { colour: 'blue', where: '#blue', part: { x: 60, y: 80, width: 190, height: 100 } },
    ],
  },
  {
    name: 'details',
    says: covered,
    body: (at) => `<details><summary>More</summary>${img(at.own('red'), 'id="red"')}</details>
      ${img(at.own('green'), 'id="green"')}`,
    expected: [green],
    steps: [
      {
        does: 'opened',
        act: (page) => page.locator('summary').click(),
        expected: [red, green],
      },
      { does: 'closed', act: (page) => page.locator('summary').click(), expected: [green] },
    ],
  },
  {
    name: 'content-visibility',
    says: covered,
    body: (at) =>
      `<div id="box" style="content-visibility:hidden;height:130px">
         ${img(at.own('red'), 'id="red"')}</div>
       <div style="content-visibility:auto">${img(at.own('green'), 'id="green"')}</div>`,
    expected: [green],
    steps: [
      {
        does: 'shown',
        act: (page) => set(page, '#box', 'content-visibility:visible'),
        expected: [red, green],
      },
      {
        does: 'hidden',
        act: (page) => set(page, '#box', 'content-visibility:hidden'),
        expected: [green],
      },
    ],
  },
  {
    name: 'unloaded',
    says: covered,
    body: (at) => `${img(at.own('red'), 'id="red"')}${img(at.other('green'), 'id="green"')}`,
    expected: [red, green],
    steps: [
      {
        does: 'unloaded',
        act: (page) => page.locator('#red').evaluate((picture) => picture.removeAttribute('src')),
        expected: [green],
      },
      {
        does: 'broken',
        act: (page) =>
          page.locator('#green').evaluate((picture) => picture.setAttribute('src', '/absent.png')),
        expected: [],
      },
    ],
  },
  {
    name: 'small',
    says: others,
    body: (at) =>
      `<img id="red" src="${at.own('red')}" width="66" height="66" alt="">
       <div id="green" style="width:64px;height:64px;background:url(${at.other('green')})"></div>`,
    expected: [
      { ...red, isDot: true },
      { ...green, isDot: true },
    ],
  },
  {
    name: 'print',
    says: others,
    body: (at) => `${img(at.own('red'), 'id="red"')}<dialog>${img(at.own('green'), 'id="green"')}
      </dialog>`,
    expected: [red],
    steps: [
      {
        does: 'printed',
        act: (page) => page.emulateMedia({ media: 'print' }),
        expected: [],
      },
      {
        does: 'back on the screen',
        act: (page) => page.emulateMedia({ media: 'screen' }),
        expected: [red],
      },
    ],
  },
] satisfies Listed[]);
