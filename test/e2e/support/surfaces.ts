import { expect, type Page } from '@playwright/test';
import { image, putColour } from './colours';
import type { LocalSite } from './local-site';
import { unfold } from './shown-texts';
import type { Sightline } from './sightline';

/** A page of the extension that people see. */
export interface Surface {
  readonly name: string;
  /** A tab may be as narrow as a telephone; the popup is as wide as it wants to be. */
  readonly isTab: boolean;
  /** Opens it with something on it. */
  open(sightline: Sightline, site: LocalSite): Promise<Page>;
}

/** All of them: whoever adds a page adds a line. */
export const surfaces: readonly Surface[] = [
  {
    name: 'the popup, before anything was labelled',
    isTab: false,
    open: (sightline) => sightline.openPopup(),
  },
  { name: 'the popup, with everything in it unfolded', isTab: false, open: openFullPopup },
  {
    name: 'the popup, with its recent predictions unfolded',
    isTab: false,
    open: openPredictions,
  },
  { name: 'the settings, as they are at first', isTab: true, open: openOptions },
  { name: 'the settings, with something said everywhere', isTab: true, open: openFullOptions },
  { name: 'diagnostics, while all is well', isTab: true, open: openDiagnostics },
  { name: 'diagnostics, with what failed', isTab: true, open: openTroubledDiagnostics },
  { name: 'the window for a word of one’s own', isTab: true, open: openWordWindow },
  { name: 'the page that greets', isTab: true, open: openWelcome },
];

/** The size in which people see it, in CSS pixels. */
export const sizeOf = ({ isTab }: Surface): { readonly width: number; readonly height: number } =>
  isTab ? { width: 480, height: 800 } : { width: 360, height: 580 };

async function openFullPopup(sightline: Sightline, site: LocalSite): Promise<Page> {
  const page = await openLabelledPage(sightline, site);
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#history-list > li')).toHaveCount(2);
  await unfold(popup);
  await expect(popup.locator('.trouble').first()).toBeVisible();
  return popup;
}

async function openPredictions(sightline: Sightline, site: LocalSite): Promise<Page> {
  const popup = await openFullPopup(sightline, site);
  await popup.locator('#history-tab').click();
  await expect(popup.locator('#history-list .rivals').first()).toBeVisible();
  return popup;
}

async function openOptions(sightline: Sightline): Promise<Page> {
  const options = await sightline.openOptions();
  await expect(options.locator('#smallest')).toBeEnabled();
  await expect(options.locator('#engine-headline')).not.toBeEmpty();
  return options;
}

async function openFullOptions(sightline: Sightline, site: LocalSite): Promise<Page> {
  await openLabelledPage(sightline, site);
  const excludedSites = Array.from({ length: 120 }, (_, index) => `a-site-${index}.example`);
  await sightline.worker.evaluate(
    (sites) => chrome.storage.local.set({ settings: { excludedSites: sites, smallest: 65 } }),
    excludedSites,
  );
  const options = await sightline.openOptions();
  await expect(options.locator('#repaired p').first()).toBeVisible();
  await options.locator('#excluded-sites .adding input').fill('no site');
  await options.keyboard.press('Enter');
  const buffer = Buffer.from('{"smallest": 100, "backend": 7}');
  const file = { name: 'settings.json', mimeType: 'application/json', buffer };
  await options.locator('#settings-file').setInputFiles(file);
  await expect(options.locator('#undo p').first()).toBeVisible();
  await expect(options.locator('.site-list:visible > li')).toHaveCount(100);
  return options;
}

async function openDiagnostics(sightline: Sightline): Promise<Page> {
  const diagnostics = await sightline.openDiagnostics();
  await expect(diagnostics.locator('dl > div').first()).toBeVisible();
  return diagnostics;
}

async function openTroubledDiagnostics(sightline: Sightline, site: LocalSite): Promise<Page> {
  await openLabelledPage(sightline, site);
  const diagnostics = await openDiagnostics(sightline);
  await expect(diagnostics.locator('.incident').first()).toBeVisible();
  return diagnostics;
}

async function openWordWindow({ context, id }: Sightline): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/src/correction/correction.html`);
  await expect(page.getByRole('combobox')).toBeFocused();
  return page;
}

async function openWelcome(sightline: Sightline): Promise<Page> {
  const welcome = await sightline.openWelcome();
  await expect(welcome.getByRole('radio', { checked: true })).toBeVisible();
  await expect(welcome.locator('#pin')).toBeVisible();
  return welcome;
}

/** A page with two labelled pictures and one that is not there. */
async function openLabelledPage(sightline: Sightline, site: LocalSite): Promise<Page> {
  putColour(site, 'red');
  putColour(site, 'blue');
  // Without alternative text a broken picture keeps its size.
  const broken = '<img src="/gone.png" width="160" height="120">';
  site.putPage('/', image('/red.png') + image('/blue.png') + broken);
  const { page, reader } = await sightline.open(site.url('/'));
  const kinds = async () => (await reader.badges()).map(({ kind }) => kind);
  await expect.poll(kinds).toEqual(['verdict', 'verdict']);
  return page;
}
