import { nameOf, putColour } from '../support/colours';
import { expect, test } from '../support/fixtures';
import { expectOnly } from '../support/sightline';

/** A page that gives its pictures new bytes for ever, each time before the last have long been there. */
const flood = `<style>body { margin: 0 } img { width: 80px; height: 80px }</style>
  <main></main><script>
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
  const paint = canvas.getContext('2d');
  window.made = 0;
  const next = () => {
    window.made++;
    paint.fillStyle = 'rgb(' + [made & 255, (made >> 8) & 255, (made >> 16) & 255] + ')';
    paint.fillRect(0, 0, 64, 64);
    return canvas.toDataURL();
  };
  const pictures = Array.from({ length: 96 }, () => {
    const picture = new Image(80, 80);
    picture.src = next();
    document.querySelector('main').append(picture);
    return picture;
  });
  let turn = 0;
  const step = () => {
    for (let count = 0; count < 12; count++) pictures[turn++ % pictures.length].src = next();
    if (!window.isOver) requestAnimationFrame(step);
  };
  step();
</script>`;

test('a page that makes up pictures for ever is held to its budget, and takes nobody else’s turn', async ({
  site,
  sightline,
}) => {
  test.setTimeout(240_000);
  putColour(site, 'red');
  putColour(site, 'green');
  site.putPage('/flood', flood);
  site.putPage('/calm', '<img src="/red.png" width="160" height="120">');
  const { page, reader: flooded } = await sightline.open(site.url('/flood'));
  const tab = await sightline.tabOf(page);
  const popup = await sightline.openPopup(page);
  await page.bringToFront();
  const left = () =>
    popup.evaluate(async (key) => {
      const { [key]: budget } = await chrome.storage.session.get(key);
      const { tab: ofTab, frames } = (budget ?? { tab: { left: 1e6 }, frames: {} }) as {
        readonly tab: { readonly left: number };
        readonly frames: Readonly<Record<string, { readonly left: number }>>;
      };
      return { tab: ofTab.left, frame: frames[0]?.left ?? 1e6 };
    }, `budgets:${tab}`);
  // It is at it: another page has its picture labelled all the same.
  await expect.poll(async () => (await left()).frame).toBeLessThan(1_900);
  const { page: calm, reader } = await sightline.open(site.url('/calm'));
  await expectOnly(reader, nameOf('red'));
  await calm.close();
  await page.bringToFront();

  // It asks on and on, and gets no more than what comes back of its budget; its tab has some left for others.
  await expect.poll(async () => (await left()).frame, { timeout: 150_000 }).toBeLessThan(10);
  expect((await left()).tab).toBeGreaterThan(900);
  await page.evaluate(() => Object.assign(window, { isOver: true }));
  await expect(popup.locator('#troubles')).toContainText('more new pictures than Sightline');
  // What somebody asks for is not counted.
  await page.evaluate(() => {
    const picture = Object.assign(new Image(160, 120), { src: '/green.png' });
    picture.style.cssText = 'position: fixed; left: 0; top: 0; width: 160px; height: 120px';
    document.body.append(picture);
  });
  await sightline.clickMenu(page, site.url('/green.png'));
  await expect
    .poll(async () => (await flooded.badges()).map(({ name }) => name))
    .toContain(nameOf('green'));
});

test('frames without number get no more of a page’s budget than one tab has', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  site.putPage('/frame', '<img src="/red.png" width="80" height="80">');
  site.putPage(
    '/',
    `<img src="/red.png" width="160" height="120">${'<iframe src="/frame" width="90" height="90"></iframe>'.repeat(80)}`,
  );
  const { page, reader } = await sightline.open(site.url('/'));
  await expect
    .poll(async () => (await reader.badges()).length, { timeout: 60_000 })
    .toBeGreaterThan(20);
  const tab = await sightline.tabOf(page);
  const popup = await sightline.openPopup(page);
  const kept = () =>
    popup.evaluate(async (id) => {
      const stored = await chrome.storage.session.get(null);
      const budget = stored[`budgets:${id}`] as
        | { readonly frames: object; readonly tab: { readonly left: number } }
        | undefined;
      return {
        frames: Object.keys(budget?.frames ?? {}).length,
        reports: Object.keys(stored[`report:${id}`] ?? {}).length,
        spent: Math.round(3_000 - (budget?.tab.left ?? 0)),
      };
    }, tab);
  await expect.poll(async () => (await kept()).frames).toBeGreaterThan(0);
  const { frames, reports, spent } = await kept();
  expect(frames).toBeLessThanOrEqual(32);
  expect(reports).toBeLessThanOrEqual(64);
  // All show the same picture: it is looked at once, or a few times where frames asked at the same moment.
  expect(spent).toBeLessThan(40);
});
