import { image, nameOf, putColour } from '../support/colours';
import { expect, test } from '../support/fixtures';
import { expectNames } from '../support/sightline';

/** Two words of different length, though not by much. */
const words = ['red', 'lightBlue'] as const;

test('a page that looks for what lies over its boxes does not learn how long a word is', async ({
  site,
  sightline,
}) => {
  for (const colour of words) putColour(site, colour);
  site.putPage(
    '/',
    `<style>body { margin: 0 } img { display: block; width: 400px; height: 200px }
       i { position: absolute; width: 1px; height: 1px }</style>
     ${words.map((colour) => `<img src="/${colour}.png" alt="">`).join('')}
     <script>
       window.covered = [[], []];
       const observer = new IntersectionObserver((entries) => {
         for (const { target, isVisible } of entries) {
           covered[target.dataset.row][target.dataset.column] = !isVisible;
         }
       }, { trackVisibility: true, delay: 100 });
       for (const row of [0, 1]) {
         for (let column = 0; column < 200; column++) {
           const probe = document.createElement('i');
           Object.assign(probe.dataset, { row, column });
           probe.style.cssText = 'left:' + column * 2 + 'px;top:' + (row * 200 + 16) + 'px';
           document.body.append(probe);
           observer.observe(probe);
         }
       }
     </script>`,
  );
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, words.map(nameOf));
  const covered = () =>
    page.evaluate(() =>
      (Reflect.get(window, 'covered') as boolean[][]).map((row) => row.filter(Boolean).length),
    );
  // It learns that there is a badge, and how wide that is; but both are as wide.
  await expect
    .poll(async () => Math.min(...(await covered())), { message: 'that it sees badges at all' })
    .toBeGreaterThan(20);
  await expect.poll(async () => new Set(await covered()).size).toBe(1);
});

test('no page is longer or wider for a badge, whichever way it is written', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  const ways = [
    '',
    'direction:rtl',
    ...['vertical-lr', 'vertical-rl', 'sideways-lr', 'sideways-rl'].flatMap((mode) => [
      `writing-mode:${mode}`,
      `writing-mode:${mode};direction:rtl`,
    ]),
  ];
  for (const way of ways) {
    site.putPage('/', `<style>html { ${way} }</style>${image('/red.png')}`);
    const { page, reader } = await sightline.open(site.url('/'));
    const size = () =>
      page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return [scrollWidth, scrollHeight];
      });
    await expectNames(reader, [nameOf('red')]);
    const shown = await size();
    // It is out of sight, and kept for when its picture is seen again.
    await page.evaluate(() => document.images[0]?.style.setProperty('visibility', 'hidden'));
    await expectNames(reader, []);
    const hidden = await size();
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('html > :not(head, body)')) each.remove();
    });
    expect([shown, hidden], way).toEqual([await size(), await size()]);
    await page.close();
  }
});
