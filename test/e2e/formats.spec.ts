import type { Job, JobResult } from '../../src/messaging/protocol';
import { type FormatPicture, formats, type Make, typeOf } from '../fixtures/formats';
import { orientations, orientedJpeg, quadrants, uprightPicture } from '../fixtures/orientation';
import { palette } from '../fixtures/tiny-model';
import { transparentPictures } from '../fixtures/transparent-pictures';
import { blackPng } from '../fixtures/write-png';
import { type Colour, image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import type { LocalSite } from './support/local-site';
import { lendLine } from './support/offscreen-line';
import { colourPng } from './support/pictures';
import { allLabelled, expectNames, expectOnly } from './support/sightline';

const putFile = async (site: LocalSite, file: string, make: Make): Promise<void> =>
  site.put(`/${file}`, typeOf(file), await make());

for (const [format, pictures] of Object.entries(formats)) {
  const kinds = pictures.map(({ name }) => name).join('; ');
  test(`reads ${format}: ${kinds}`, async ({ site, otherSite, sightline }) => {
    // Those of the page's own origin go as bytes, those of another are fetched by the extension.
    const all: { readonly from: LocalSite; readonly picture: FormatPicture }[] = [];
    for (const from of [site, otherSite]) {
      for (const picture of pictures) {
        await putFile(from, picture.file, picture.make);
        all.push({ from, picture });
      }
    }
    site.putPage('/', all.map(({ from, picture }) => image(from.url(`/${picture.file}`))).join(''));
    const { page, reader } = await sightline.open(site.url('/'));
    const labelled = await allLabelled(page, reader);
    expect(labelled.map(({ badge }, index) => [all[index]?.picture.name, badge?.name])).toEqual(
      all.map(({ picture: { name, colour } }) => [name, nameOf(colour)]),
    );
  });
}

// Of the large ones less is decoded than there is, by another decoder.
for (const height of [96, 1024]) {
  test(`reads JPEG of all eight orientations upright, ${height} pixels high`, async ({
    site,
    sightline,
  }) => {
    for (const orientation of orientations) {
      await putFile(site, `${orientation}.jpg`, () =>
        orientedJpeg(uprightPicture(height), orientation),
      );
    }
    site.putPage('/', orientations.map((orientation) => image(`/${orientation}.jpg`)).join(''));
    const { page, reader } = await sightline.open(site.url('/'));
    await allLabelled(page, reader);

    // The model sees the same mean of a picture and its mirror image; what it saw is kept as a thumbnail.
    const popup = await sightline.openPopup(page);
    await expect(popup.locator('#history-list img')).toHaveCount(orientations.length);
    const seen = await popup.locator('#history-list img').evaluateAll((images) =>
      Promise.all(
        images.map(async (element) => {
          const thumbnail = element as HTMLImageElement;
          await thumbnail.decode();
          const { naturalWidth: width, naturalHeight: height } = thumbnail;
          const context = new OffscreenCanvas(width, height).getContext('2d');
          context?.drawImage(thumbnail, 0, 0);
          return [0.25, 0.75].flatMap((y) =>
            [0.25, 0.75].map((x) => [
              ...(context?.getImageData(width * x, height * y, 1, 1).data.slice(0, 3) ?? []),
            ]),
          );
        }),
      ),
    );
    expect(seen.map((corners) => corners.map(nearestColour))).toEqual(
      orientations.map(() => [...quadrants]),
    );
  });
}

/** The colour of the palette that is nearest to another. */
function nearestColour(rgb: readonly number[]): string {
  const distance = (other: readonly number[]) =>
    other.reduce((sum, value, channel) => sum + (value - (rgb[channel] ?? 0)) ** 2, 0);
  const [nearest] = Object.entries(palette).sort(
    ([, one], [, other]) => distance(one.rgb) - distance(other.rgb),
  );
  return nearest?.[0] ?? '';
}

test('takes transparent pictures of every format for the colour behind them', async ({
  site,
  sightline,
}) => {
  for (const [file, make] of Object.entries(transparentPictures)) await putFile(site, file, make);
  const files = Object.keys(transparentPictures);
  const behind: readonly Colour[] = ['blue', 'black', 'white'];
  const jobs = behind.flatMap((colour) =>
    files.map(
      (file): Job => ({
        key: `${file} on ${colour}`,
        picture: { kind: 'address', url: site.url(`/${file}`) },
        priority: 'asked',
        tab: 1,
        backdrop: `#${Buffer.from(palette[colour].rgb).toString('hex')}`,
        frameUrl: site.url('/'),
        tabUrl: site.url('/'),
        isSandboxed: false,
        isPrivate: false,
        thumbnail: false,
        engine: { choice: 'auto', idleMinutes: 5 },
      }),
    ),
  );
  // An order of the worker's, given from a page of the extension: no page has that many colours.
  const popup = await sightline.openPopup();
  await lendLine(sightline, popup);
  const replies = await popup.evaluate(
    (orders) =>
      Promise.all(orders.map((order) => callOffscreen({ method: 'classify', payload: [order] }))),
    jobs,
  );
  const outcomes = replies.map((reply) => {
    if (!reply.ok) return reply.error;
    const { outcome } = reply.value as JobResult;
    return outcome.kind === 'scored' ? outcome.scores.topFive[0]?.className : outcome.reason;
  });
  expect(outcomes).toEqual(behind.flatMap((colour) => files.map(() => palette[colour].className)));
});

test('takes a transparent picture for the colour of the page that shows through it', async ({
  site,
  sightline,
}) => {
  await putFile(site, 'clear-8.png', transparentPictures['clear-8.png'] as Make);
  const style = `<style>body { background: rgb(${palette.darkBlue.rgb}) }</style>`;
  site.putPage('/', style + image('/clear-8.png'));
  const { reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('darkBlue'));
});

// The content script reads pictures of the page's own origin, the offscreen document all others.
for (const where of ['the page’s own origin', 'another origin'] as const) {
  test(`looks at the bytes of ${where} and not at the type that is said of them`, async ({
    site,
    otherSite,
    sightline,
  }) => {
    const host = where === 'another origin' ? otherSite : site;
    const [jpeg, gif, webp] = [formats.JPEG?.[0], formats.GIF?.[1], formats.WebP?.[0]];
    if (!jpeg || !gif || !webp) throw new Error('The table of formats has changed');
    host.put('/lie', 'image/png', await jpeg.make());
    host.put('/bytes', 'application/octet-stream', await gif.make());
    const untyped = await webp.make();
    host.on('/untyped', (_, response) => {
      response.writeHead(200).end(untyped);
    });
    host.put('/gone.png', 'text/html', '<!doctype html><title>Gone</title><p>Not here any more');
    putColour(host, 'black');
    site.putPage(
      '/',
      ['/lie', '/bytes', '/untyped', '/black.png'].map((path) => image(host.url(path))).join('') +
        `<img src="${host.url('/gone.png')}" width="160" height="120">`,
    );
    const { page, reader } = await sightline.open(site.url('/'));
    await expectNames(
      reader,
      [jpeg, gif, webp].map(({ colour }) => nameOf(colour)).concat(nameOf('black')),
    );

    // A picture that the page could not show is fetched from elsewhere only for somebody who asks.
    await sightline.clickMenu(page, host.url('/gone.png'));
    const popup = await sightline.openPopup(page);
    await popup.locator('#troubles > summary').click();
    await expect(popup.locator('.trouble')).toContainText('is not a picture');
  });
}

test('leaves a picture alone whose file is too big, and one of too many pixels', async ({
  site,
  otherSite,
  sightline,
}) => {
  // A picture may be followed by anything.
  const heavy = Buffer.concat([colourPng(palette.red.rgb), Buffer.alloc(32 * 2 ** 20)]);
  site.put('/heavy.png', 'image/png', heavy);
  otherSite.put('/heavy-there.png', 'image/png', heavy);
  site.put('/vast.png', 'image/png', blackPng(8_001, 8_000));
  putColour(site, 'green');
  site.putPage(
    '/',
    [site.url('/heavy.png'), otherSite.url('/heavy-there.png'), site.url('/vast.png'), '/green.png']
      .map(image)
      .join(''),
  );
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('green')]);
  const popup = await sightline.openPopup(page);
  await popup.locator('#troubles > summary').click();
  const reason = (file: string) =>
    popup.locator('.trouble').filter({ hasText: file }).locator('.reason');
  await expect(reason('heavy.png')).toContainText('its file is too big');
  await expect(reason('heavy-there.png')).toContainText('its file is too big');
  await expect(reason('vast.png')).toContainText('it is too large');
});
