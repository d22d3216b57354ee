import { div, img, type Listed, listed } from './page-case';

// Each page has a picture that is labelled: when it is, the others had their chance.
const expected = [{ colour: 'green', where: '#control' }] as const;
const hidden = 'whatever nobody can see: hidden, transparent, clipped away';

/** What is no picture that people look at. */
export const leftOut = listed('left-out', [
  {
    name: 'tracking-pixel',
    says: 'tracking pixels and spacers',
    body: (at) =>
      `<img src="${at.file('/pixel.png')}" width="1" height="1">
       <img src="${at.file('/pixel.png')}">${img(at.own('green'), 'id="control"')}`,
    expected,
    leftOut: { 'tracking-pixel': 2 },
  },
  {
    name: 'spacer',
    says: 'tracking pixels and spacers',
    body: (at) =>
      `<img src="${at.file('/spacer.gif')}" width="300" height="100">
       ${div(`background:url(${at.file('/pixel.png')})`)}${img(at.own('green'), 'id="control"')}`,
    expected,
    leftOut: { spacer: 2 },
  },
  {
    name: 'sprite',
    says: 'sprites, icons and repeated patterns',
    body: (at) =>
      `${div(`background:url(${at.file('/sprite.png')}) -100px -100px`)}
       <style>.sprite::before { content: ''; display: block; width: 100px; height: 100px;
         background: url(${at.file('/sprite.png')}) 0 -200px }</style>
       <div class="sprite"></div>${img(at.own('green'), 'id="control"')}`,
    expected,
    leftOut: { sprite: 2 },
  },
  {
    name: 'icon',
    says: 'sprites, icons and repeated patterns',
    body: (at) =>
      `<img src="${at.own('red')}" width="32" height="32">
       <div style="width:32px;height:32px;background:url(${at.other('blue')})"></div>
       <img src="${at.own('yellow')}" width="400" height="20">
       ${img(at.own('green'), 'id="control"')}`,
    expected,
    leftOut: { icon: 3 },
  },
  {
    name: 'pattern',
    says: 'sprites, icons and repeated patterns',
    body: (at) =>
      `<div style="width:600px;height:300px;background:url(${at.file('/tile.png')})"></div>
       ${img(at.own('green'), 'id="control"')}`,
    expected,
    leftOut: { pattern: 1 },
  },
  {
    name: 'gradient',
    says: 'gradients',
    body: (at) =>
      `${div('background:linear-gradient(red, blue)')}
       ${div('background:conic-gradient(red, blue)')}
       ${div('background:repeating-radial-gradient(red 0 5px, blue 5px 10px)')}
       ${img(at.own('green'), 'id="control"')}`,
    expected,
    leftOut: { gradient: 3 },
  },
  {
    name: 'invisible',
    says: hidden,
    body: (at) =>
      `${img(at.own('red'), 'style="opacity:0"')}
       <div style="opacity:0">${img(at.own('red'))}</div>
       ${img(at.own('blue'), 'style="visibility:hidden"')}
       ${img(at.own('blue'), 'style="display:none"')}${img(at.own('blue'), 'hidden')}
       ${div(`background:url(${at.own('yellow')});visibility:hidden`)}
       ${div(`background:url(${at.own('yellow')});opacity:0`)}
       ${img(at.own('green'), 'id="control"')}`,
    expected,
  },
  {
    name: 'clipped-away',
    says: hidden,
    body: (at) =>
      `<div style="height:0;overflow:hidden">${img(at.own('red'))}</div>
       ${img(at.own('blue'), 'style="clip-path:inset(50%)"')}
       ${img(at.own('blue'), 'style="position:absolute;clip:rect(0 0 0 0)"')}
       <div style="position:absolute;width:1px;height:1px;overflow:hidden">${img(at.own('cyan'))}</div>
       ${img(at.own('yellow'), 'style="position:absolute;left:-9999px"')}
       ${img(at.own('yellow'), 'style="transform:scale(0)"')}
       ${img(at.own('green'), 'id="control"')}`,
    expected,
  },
] satisfies Listed[]);
