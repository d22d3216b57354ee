import { dataOf } from '../support/colours';
import { img, type Listed, listed, quoted, space } from './page-case';

const says =
  'pictures in frames: of the same origin, of another, sandboxed, `srcdoc`, and `about:blank` filled by script';

const inner = { inner: (at: { own(colour: 'red'): string }) => img(at.own('red')) };

/** Each kind of frame that pictures are found in. */
export const frames = listed('frames', [
  {
    name: 'frame-same-origin',
    says,
    body: (at) =>
      `${img(at.own('green'), 'id="top"')}<iframe src="${at.frame('inner')}"></iframe>${space()}`,
    frames: inner,
    expected: [
      { colour: 'green', where: '#top' },
      { colour: 'red', where: 'img', frames: ['iframe'] },
    ],
  },
  {
    name: 'frame-other-origin',
    says,
    body: (at) => `<iframe src="${at.otherFrame('inner')}"></iframe>${space()}`,
    frames: inner,
    expected: [{ colour: 'red', where: 'img', frames: ['iframe'] }],
  },
  {
    name: 'frame-nested',
    says,
    body: (at) => `<iframe width="500" height="400" src="${at.otherFrame('middle')}"></iframe>`,
    frames: {
      middle: (at) => `${img(at.other('green'))}<iframe src="${at.frame('inner')}"></iframe>`,
      ...inner,
    },
    expected: [
      { colour: 'green', where: 'img', frames: ['iframe'] },
      { colour: 'red', where: 'img', frames: ['iframe', 'iframe'] },
    ],
  },
  {
    name: 'frame-sandbox',
    says,
    // Nobody knows who made a frame without an address: it gets nothing of this machine, where the test's sites are.
    body: (at) =>
      `<iframe id="src" sandbox src="${at.frame('inner')}"></iframe>
       <iframe id="doc" sandbox srcdoc="${quoted(img(dataOf('green')))}"></iframe>`,
    frames: inner,
    expected: [
      { colour: 'red', where: 'img', frames: ['#src'] },
      { colour: 'green', where: 'img', frames: ['#doc'] },
    ],
  },
  {
    name: 'frame-srcdoc',
    says,
    body: (at) => `<iframe srcdoc="${quoted(img(at.own('red')) + img(at.other('green')))}"
      width="400"></iframe>`,
    expected: [
      { colour: 'red', where: 'img:nth-of-type(1)', frames: ['iframe'] },
      { colour: 'green', where: 'img:nth-of-type(2)', frames: ['iframe'] },
    ],
  },
  {
    name: 'frame-about-blank-written',
    says,
    body: (at) =>
      `<p>Above</p><script>
         const frame = document.createElement('iframe');
         document.currentScript.after(frame);
         frame.contentDocument.open();
         frame.contentDocument.write(\`${img(at.own('red'))}\`);
         frame.contentDocument.close();
       </script>`,
    expected: [{ colour: 'red', where: 'img', frames: ['iframe'] }],
  },
  {
    name: 'frame-about-blank-appended',
    says,
    body: (at) =>
      `<p>Above</p><script>
         const frame = document.createElement('iframe');
         document.currentScript.after(frame);
         frame.contentDocument.body.innerHTML = \`${img(at.own('red'))}\`;
       </script>`,
    expected: [{ colour: 'red', where: 'img', frames: ['iframe'] }],
    steps: [
      {
        does: 'a second one was added when all was quiet',
        act: (page) =>
          page.evaluate(() => {
            const first = document.querySelector('iframe');
            const second = document.createElement('iframe');
            second.id = 'second';
            first?.after(second);
            const picture = first?.contentDocument?.querySelector('img')?.cloneNode();
            if (picture) second.contentDocument?.body.append(picture);
          }),
        expected: [
          { colour: 'red', where: 'img', frames: ['iframe:not([id])'] },
          { colour: 'red', where: 'img', frames: ['#second'] },
        ],
      },
    ],
  },
  {
    name: 'frame-scrolled',
    says,
    body: (at) => `<iframe src="${at.frame('long')}" height="200"></iframe>${space()}`,
    frames: { long: (at) => `${space(300)}${img(at.own('red'))}${space(300)}` },
    expected: [],
    steps: [
      {
        does: 'scrolled within',
        act: (page) => page.frames()[1]?.evaluate(() => scrollTo(0, 280)) ?? Promise.resolve(),
        expected: [{ colour: 'red', where: 'img', frames: ['iframe'] }],
      },
    ],
  },
] satisfies Listed[]);
