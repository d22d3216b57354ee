import { palette } from '../fixtures/tiny-model';
import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import { grantActiveTab } from './support/grant-active-tab';
import { colourPng } from './support/pictures';
import { expectNames, expectOnly, type Sightline } from './support/sightline';

/** What the browser's own page of extensions calls when its switches are used. */
interface ExtensionsPage {
  updateExtensionConfiguration(change: {
    readonly extensionId: string;
    readonly hostAccess: 'ON_SPECIFIC_SITES' | 'ON_ALL_SITES';
  }): Promise<void>;
  addHostPermission(extensionId: string, pattern: string): Promise<void>;
}

/** Lets the extension read some sites only, or all again, as its page of details does. */
async function letRead({ context, id }: Sightline, pattern?: string): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    async ([extensionId, only]) => {
      const extensions = Reflect.get(chrome, 'developerPrivate') as ExtensionsPage;
      const hostAccess = only === undefined ? 'ON_ALL_SITES' : 'ON_SPECIFIC_SITES';
      await extensions.updateExtensionConfiguration({ extensionId, hostAccess });
      if (only !== undefined) await extensions.addHostPermission(extensionId, only);
    },
    [id, pattern] as const,
  );
  await page.close();
}

test('a host that the user withholds from Sightline is not asked, and people are told why', async ({
  site,
  otherSite,
  sightline,
}) => {
  const origins: (string | undefined)[] = [];
  otherSite.on('/red.png', ({ headers }, response) => {
    origins.push(headers.origin);
    response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
    response.end(colourPng(palette.red.rgb));
  });
  putColour(site, 'green');
  site.putPage('/', image(otherSite.url('/red.png', 'localhost')) + image('/green.png'));
  await letRead(sightline, 'http://127.0.0.1/*');
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('green'));
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#troubles')).toContainText('does not let Sightline read');
  await popup.close();
  // The page's own request.
  expect(origins).toEqual([undefined]);

  // By hand it is read from the screen.
  await page.bringToFront();
  await grantActiveTab(page, sightline);
  await sightline.clickMenuAt(page, 'classify-here', { x: 80, y: 60 });
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
  expect(origins).toEqual([undefined]);

  await letRead(sightline);
  const { reader: later } = await sightline.open(site.url('/'));
  await expectNames(later, [nameOf('red'), nameOf('green')]);
});
