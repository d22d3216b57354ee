import { deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { palette } from '../../fixtures/tiny-model';
import { blackPng, insertChunk } from '../../fixtures/write-png';
import { image, nameOf, putColour } from '../support/colours';
import { expect, test } from '../support/fixtures';
import type { LocalSite } from '../support/local-site';
import { colourPng } from '../support/pictures';
import { expectNames } from '../support/sightline';

const red = colourPng(palette.red.rgb);

/** A picture that is made to hurt, and what is said of it. */
interface Weapon {
  readonly path: string;
  readonly why: string | RegExp;
  readonly put: (site: LocalSite) => void | Promise<void>;
}

const answerWith =
  (path: string, headers: Readonly<Record<string, string | number>>, body: Uint8Array | string) =>
  (site: LocalSite) =>
    site.on(path, (_, response) => {
      response.writeHead(200, { 'cache-control': 'no-store', ...headers }).end(body);
    });

/** A header that says another size than there are pixels for. */
function lyingPng(width: number, height: number): Buffer {
  const png = Buffer.from(red);
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

/** A GIF whose frame is far larger than the picture that its header tells of. */
async function overflowingGif(): Promise<Buffer> {
  const raw = { width: 17_000, height: 20, channels: 3 } as const;
  const gif = await sharp(Buffer.alloc(raw.width * raw.height * 3), { raw })
    .gif()
    .toBuffer();
  gif.writeUInt16LE(100, 6);
  return gif;
}

const weapons: readonly Weapon[] = [
  {
    // 20,000 x 20,000 pixels in 50 kB.
    path: '/bomb.png',
    why: 'it is too large',
    put: (site) => site.put('/bomb.png', 'image/png', blackPng(20_000, 20_000)),
  },
  {
    path: '/wide.png',
    why: 'it is too large',
    put: (site) => site.put('/wide.png', 'image/png', lyingPng(4_294_967_295, 1)),
  },
  {
    path: '/overflowing.gif',
    why: 'it is too large',
    put: async (site) => site.put('/overflowing.gif', 'image/gif', await overflowingGif()),
  },
  {
    // 64 MB of zeros in 64 kB, as the wire has it.
    path: '/zipped.png',
    why: 'its file is too big',
    put: answerWith(
      '/zipped.png',
      { 'content-type': 'image/png', 'content-encoding': 'gzip' },
      gzipSync(Buffer.alloc(64 * 2 ** 20)),
    ),
  },
  {
    path: '/heavy.png',
    why: 'its file is too big',
    put: (site) =>
      site.on('/heavy.png', (_, response) => {
        response.writeHead(200, {
          'content-type': 'image/png',
          'content-length': 2 ** 40,
          'cache-control': 'no-store',
        });
        response.write(red);
      }),
  },
  {
    path: '/endless.png',
    why: 'its file is too big',
    put: (site) =>
      site.on('/endless.png', (_, response) => {
        response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
        response.write(red);
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(2 ** 20)));
        };
        response.on('drain', more);
        more();
      }),
  },
  {
    path: '/page.png',
    why: 'is not a picture',
    put: (site) =>
      site.put('/page.png', 'image/png', '<!doctype html><script>alert(1)</script><svg></svg>'),
  },
  {
    // Its text chunk says that it goes on for 2 GB.
    path: '/chunk.png',
    why: /damaged|not a picture/,
    put: (site) => {
      const png = Buffer.from(insertChunk(red, { name: 'tEXt', data: Buffer.from('k\0v') }));
      png.writeUInt32BE(0x7fffffff, png.indexOf('tEXt') - 4);
      site.put('/chunk.png', 'image/png', png);
    },
  },
  {
    path: '/zeros.jpg',
    why: 'damaged',
    put: (site) => {
      const zeros = Buffer.alloc(31 * 2 ** 20);
      zeros.set([0xff, 0xd8, 0xff]);
      site.put('/zeros.jpg', 'image/jpeg', zeros);
    },
  },
];

test('pictures that are made to hurt are refused with a reason, and hold up nobody', async ({
  site,
  otherSite,
  sightline,
}) => {
  for (const { put } of weapons) await put(otherSite);
  putColour(site, 'green');
  const urls = weapons.map(({ path }) => otherSite.url(path));
  // Without alternative text a broken picture keeps its size.
  const all = urls.map((url) => `<img src="${url}" width="160" height="120">`).join('');
  site.putPage('/', all + image('/green.png'));
  const page = await sightline.context.newPage();
  await page.goto(site.url('/'), { waitUntil: 'commit' });
  // What the page itself could not show is fetched for who asks by hand alone.
  for (const url of urls) {
    await page.locator(`img[src="${url}"]`).waitFor();
    await sightline.clickMenu(page, url);
  }
  const popup = await sightline.openPopup(page);
  await page.bringToFront();
  await expect(popup.locator('#count-labelled')).toHaveText('1', { timeout: 60_000 });
  for (const { path, why } of weapons) {
    const group = popup.locator('.trouble').filter({ hasText: path.slice(1) });
    await expect(group.locator('.reason'), path).toContainText(why, { timeout: 60_000 });
  }
});

test('an SVG runs no script, shows no page and fetches nothing', async ({
  site,
  otherSite,
  sightline,
}) => {
  const asked = (path: string) => {
    otherSite.on(path, (_, response) => {
      response.writeHead(200, { 'content-type': 'image/png' }).end(red);
    });
    return otherSite.url(path);
  };
  const colour = `rgb(${palette.red.rgb.join(',')})`;
  const svg = (content: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="128" height="128">
       <rect width="128" height="128" fill="${colour}"/>${content}</svg>`;
  const traps = {
    'script.svg': `<script>fetch("${asked('/script')}"); new Image().src = "${asked('/script-image')}"</script>
       <script xlink:href="${asked('/script-file')}"/><rect onload="fetch('${asked('/handler')}')" width="1" height="1"/>
       <a xlink:href="javascript:fetch('${asked('/link')}')"><rect width="1" height="1"/></a>`,
    'foreign.svg': `<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml">
       <img src="${asked('/foreign.png')}"/><iframe src="${asked('/frame')}"/><video src="${asked('/video')}" autoplay=""/>
       <link rel="stylesheet" href="${asked('/style')}"/><object data="${asked('/object')}"/></body></foreignObject>`,
    'outside.svg': `<image href="${asked('/image.png')}" width="9" height="9"/><use href="${asked('/use.svg#a')}"/>
       <style>@import url(${asked('/import.css')}); rect { fill: url(${asked('/fill.svg#a')}) ${colour} }
         @font-face { font-family: a; src: url(${asked('/font')}) } text { font-family: a }</style>
       <text y="50"> </text><feImage href="${asked('/filter.png')}"/>`,
  };
  for (const [name, content] of Object.entries(traps)) {
    site.put(`/${name}`, 'image/svg+xml', svg(content));
  }
  // A document type that asks for a file, and one that multiplies itself a billion times.
  site.put(
    '/entity.svg',
    'image/svg+xml',
    `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY file SYSTEM "${asked('/entity')}">]>${svg('<desc>&file;</desc>')}`,
  );
  const levels = Array.from(
    { length: 10 },
    (_, level) => `<!ENTITY l${level + 1} "${level === 0 ? 'ha' : `&l${level};`.repeat(10)}">`,
  ).join('');
  site.put(
    '/laughs.svg',
    'image/svg+xml',
    `<?xml version="1.0"?><!DOCTYPE svg [${levels}]>${svg('<desc>&l10;</desc>')}`,
  );
  putColour(site, 'green');
  const names = [...Object.keys(traps), 'entity.svg', 'laughs.svg'];
  site.putPage('/', names.map((name) => image(`/${name}`)).join('') + image('/green.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  const popup = await sightline.openPopup(page);
  await page.bringToFront();
  // What holds a page cannot be read, and says so; two are drawn as on the page, those with a document type as the
  // browser sees fit. After all of them, and with them, others are labelled as ever.
  const count = async (colour: 'red' | 'green') =>
    (await reader.badges()).filter(({ name }) => name === nameOf(colour)).length;
  await expect.poll(() => count('green')).toBe(1);
  await expect.poll(() => count('red')).toBeGreaterThanOrEqual(2);
  const foreign = popup.locator('.trouble').filter({ hasText: 'foreign.svg' });
  await expect(foreign.locator('.reason')).toContainText('damaged');
  await expect(popup.locator('#page-waiting')).toBeHidden();
  expect(otherSite.asked).toEqual([]);
});

test('compressed notes in a picture are not unpacked', async ({ site, sightline }) => {
  // 256 MB of spaces in 256 kB, in a chunk that says what a picture is about.
  const note = Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(2 ** 28, 32))]);
  site.put('/note.png', 'image/png', insertChunk(red, { name: 'zTXt', data: note }));
  site.putPage('/', image('/note.png'));
  const { reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red')]);
});
