import { palette } from '../fixtures/tiny-model';
import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import { colourPng } from './support/pictures';
import { expectNames, expectOnly, type Sightline } from './support/sightline';

/** Opens a page where nothing is labelled without being asked for. */
async function openUnlabelled(sightline: Sightline, url: string) {
  const popup = await sightline.openPopup();
  await popup.getByRole('radio', { name: 'Only when asked' }).check();
  await popup.close();
  return sightline.open(url);
}

test('"Classify image" works where automatic labelling is off, on a small picture too', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  putColour(site, 'green');
  site.putPage('/', `${image('/red.png')}<img src="/green.png" width="40" height="40">`);
  const popup = await sightline.openPopup();
  await popup.getByRole('radio', { name: 'Only when asked' }).check();
  const { page, reader } = await sightline.open(site.url('/'));
  expect(await reader.badges()).toEqual([]);

  await sightline.clickMenu(page, site.url('/green.png'));
  await expectOnly(reader, nameOf('green'));
  await sightline.clickMenu(page, site.url('/red.png'));
  await expectNames(reader, [nameOf('green'), nameOf('red')]);
});

test('of two elements with one picture, the one that the menu was opened on is labelled', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png') + image('/red.png'));
  const popup = await sightline.openPopup();
  await popup.getByRole('radio', { name: 'Only when asked' }).check();
  const { page, reader } = await sightline.open(site.url('/'));
  const box = await page.locator('img').nth(1).boundingBox();
  if (!box) throw new Error('The second picture is not on the page');

  await sightline.clickMenuAt(
    page,
    'classify-image',
    { x: box.x + 50, y: box.y + 50 },
    { mediaType: 'image', srcUrl: site.url('/red.png') },
  );

  const badge = await expectOnly(reader, nameOf('red'));
  expect(badge.box.x).toBeGreaterThanOrEqual(box.x);
});

test('a page that makes up its own events gets no say in what is asked', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  putColour(site, 'green');
  site.putPage('/', image('/red.png') + image('/green.png'));
  const { page, reader } = await openUnlabelled(sightline, site.url('/'));
  await sightline.clickMenuAt(page, 'classify-here', { x: 60, y: 60 });
  await expectOnly(reader, nameOf('red'));
  await page.evaluate(() => {
    dispatchEvent(new Event('contextmenu'));
    dispatchEvent(new MouseEvent('contextmenu', { clientX: 700, clientY: 500 }));
  });
  await sightline.clickMenu(page, site.url('/green.png'));
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
});

test('says on the picture why there is no label, and can be asked again', async ({
  site,
  sightline,
}) => {
  let body: string | Uint8Array = 'This is no picture';
  site.on('/broken.png', (_, response) => {
    response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' }).end(body);
  });
  site.putPage('/', image('/broken.png'));
  const { page, reader } = await sightline.open(site.url('/'));

  await sightline.clickMenu(page, site.url('/broken.png'));
  await expect
    .poll(async () => (await reader.badges()).map(({ kind, name }) => [kind, name]))
    .toEqual([['trouble', 'Left alone: what came from its address is not a picture']]);

  body = colourPng(palette.red.rgb);
  await sightline.clickMenu(page, site.url('/broken.png'));
  await expectOnly(reader, nameOf('red'));
});

test('a picture that is not on the page is told of in the popup', async ({ site, sightline }) => {
  site.putPage('/', '');
  const { page } = await sightline.open(site.url('/'));
  await sightline.clickMenu(page, site.url('/nowhere.png'));
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#troubles')).toContainText('no longer on the page');
});

test('a picture that is still loading when it is asked about gets its label', async ({
  site,
  sightline,
}) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  site.on('/late.png', async (_, response) => {
    await released;
    response.writeHead(200, { 'content-type': 'image/png' }).end(colourPng(palette.red.rgb));
  });
  site.putPage('/', '');
  const popup = await sightline.openPopup();
  await popup.getByRole('radio', { name: 'Only when asked' }).check();
  const { page, reader } = await sightline.open(site.url('/'));
  await page.evaluate((body) => {
    document.body.innerHTML = body;
  }, image('/late.png'));

  await sightline.clickMenu(page, site.url('/late.png'));
  await expect
    .poll(async () => (await reader.badges()).map(({ kind }) => kind))
    .toEqual(['pending']);
  release();
  await expectOnly(reader, nameOf('red'));
});

/** What lies under the pointer without being the picture of an element that the browser's own menu knows. */
const underThePointer = {
  'a background': (red: string) =>
    `<div style="width:160px;height:120px;background:url(${red})"></div>`,
  'a canvas': () =>
    `<canvas width="160" height="120"></canvas><script>
       const context = document.querySelector('canvas').getContext('2d');
       context.fillStyle = '#f00';
       context.fillRect(0, 0, 160, 120);
     </script>`,
  'a WebGL canvas': () =>
    `<canvas width="160" height="120"></canvas><script>
       const gl = document.querySelector('canvas').getContext('webgl', { preserveDrawingBuffer: true });
       const draw = () => {
         gl.clearColor(1, 0, 0, 1);
         gl.clear(gl.COLOR_BUFFER_BIT);
         requestAnimationFrame(draw);
       };
       draw();
     </script>`,
  'an SVG image': (red: string) =>
    `<svg width="160" height="120"><image href="${red}" width="160" height="120"/></svg>`,
  'a picture beneath a transparent link': (red: string) =>
    `<div style="position:relative">${image(red)}
       <a href="#link" style="position:absolute;inset:0"></a></div>`,
  'a picture beneath a transparent div': (red: string) =>
    `<div style="position:relative">${image(red)}
       <div style="position:absolute;inset:0"><b>Words</b></div></div>`,
  'a background beneath other elements': (red: string) =>
    `<section style="width:300px;height:200px;background:url(${red})"><h1>Words</h1></section>`,
  'a picture that takes no pointer': (red: string) =>
    `<div style="pointer-events:none">${image(red)}</div>`,
  'a picture in a closed shadow root': (red: string) =>
    `<div></div><script>
       document.querySelector('div').attachShadow({ mode: 'closed' }).innerHTML = \`${image(red)}\`;
     </script>`,
  'the current frame of a video': () =>
    `<video width="160" height="120" muted autoplay></video><script>
       const canvas = document.createElement('canvas');
       canvas.width = 160;
       canvas.height = 120;
       const context = canvas.getContext('2d');
       const draw = () => {
         context.fillStyle = '#f00';
         context.fillRect(0, 0, 160, 120);
       };
       draw();
       setInterval(draw, 30);
       document.querySelector('video').srcObject = canvas.captureStream();
     </script>`,
};

for (const [what, body] of Object.entries(underThePointer)) {
  test(`"Classify picture here" finds ${what}`, async ({ site, sightline }) => {
    putColour(site, 'red');
    site.putPage('/', body('/red.png'));
    const { page, reader } = await openUnlabelled(sightline, site.url('/'));
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 4) >= 2);
    expect(await reader.badges()).toEqual([]);

    await sightline.clickMenuAt(page, 'classify-here', { x: 60, y: 60 });

    await expectOnly(reader, nameOf('red'));
  });
}

test('"Classify image" on a video tells of its current frame, not of its file', async ({
  site,
  sightline,
}) => {
  site.putPage('/', underThePointer['the current frame of a video']());
  const { page, reader } = await openUnlabelled(sightline, site.url('/'));
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
  await sightline.clickMenuAt(
    page,
    'classify-image',
    { x: 60, y: 60 },
    { mediaType: 'video', srcUrl: site.url('/video.webm') },
  );
  await expectOnly(reader, nameOf('red'));
});

test('of pictures that lie over each other, the topmost is found', async ({ site, sightline }) => {
  for (const colour of ['red', 'green'] as const) putColour(site, colour);
  site.putPage(
    '/',
    `<div style="width:400px;height:300px;background:url(/red.png)">${image('/green.png')}</div>`,
  );
  const { page, reader } = await openUnlabelled(sightline, site.url('/'));
  await sightline.clickMenuAt(page, 'classify-here', { x: 60, y: 60 });
  await expectOnly(reader, nameOf('green'));
  await sightline.clickMenuAt(page, 'classify-here', { x: 300, y: 200 });
  await expectNames(reader, [nameOf('green'), nameOf('red')]);
});

test('a place without a picture gets a plain notice, which goes by itself', async ({
  site,
  sightline,
}) => {
  site.putPage('/', '<p>Words</p>');
  const { page, reader } = await openUnlabelled(sightline, site.url('/'));
  await sightline.clickMenuAt(page, 'classify-here', { x: 400, y: 300 });
  await expect.poll(() => reader.notices()).toEqual(['No picture found here']);
  await expect.poll(() => reader.notices()).toEqual([]);
  // And with it the one element that held it.
  await expect.poll(() => page.locator('html > *').count()).toBe(2);
});

test('"Classify all pictures on this page" says so where there are none', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  site.putPage('/', '<p>Words</p>');
  const { page, reader } = await openUnlabelled(sightline, site.url('/'));
  await sightline.clickMenuAt(page, 'classify-all', { x: 400, y: 300 });
  await expect.poll(() => reader.notices()).toEqual(['No pictures found here']);
});

test('"Classify all pictures on this page" reaches frames that are just loading', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  site.putPage('/frame', image('/red.png'));
  site.putPage('/', '<p>Words</p>');
  const { page, reader } = await openUnlabelled(sightline, site.url('/'));
  await sightline.clickMenuAt(page, 'classify-all', { x: 400, y: 300 });
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = '/frame';
    document.body.append(frame);
  });
  await expectOnly(reader, nameOf('red'));
  expect(await reader.notices()).toEqual([]);
});

test('"Classify all pictures on this page" works where automatic labelling is off', async ({
  site,
  otherSite,
  sightline,
}) => {
  for (const colour of ['red', 'green', 'yellow'] as const) putColour(site, colour);
  putColour(otherSite, 'blue');
  otherSite.putPage('/', image('/blue.png'));
  site.putPage(
    '/',
    `${image('/red.png')}<div style="width:160px;height:120px;background:url(/green.png)"></div>
     <iframe src="${otherSite.url('/', 'localhost')}"></iframe>`,
  );
  const { page, reader } = await openUnlabelled(sightline, site.url('/'));
  expect(await reader.badges()).toEqual([]);

  await sightline.clickMenuAt(page, 'classify-all', { x: 700, y: 500 });
  await expectNames(reader, (['red', 'green', 'blue'] as const).map(nameOf));

  // What comes later is labelled too: all on this page were asked for.
  await page.evaluate(() => {
    const added = new Image(100, 100);
    added.src = '/yellow.png';
    document.body.append(added);
  });
  await expectNames(reader, (['red', 'green', 'blue', 'yellow'] as const).map(nameOf));

  // The next page is another one.
  await page.reload();
  await page.waitForLoadState();
  expect(await reader.badges()).toEqual([]);
});
