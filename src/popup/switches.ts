import { isAutomatic, type Settings, withSite } from '../core/settings';
import { findElement } from '../interface/find-element';
import { followSettings } from '../interface/follow-settings';
import { text } from '../interface/text';
import type { PageTab } from './page-tab';

/** Shows and obeys the switches of automatic labelling, everywhere and on the page's site. */
export function showSwitches({ site }: PageTab, signal: AbortSignal): void {
  const everywhere = findElement('#everywhere', HTMLInputElement);
  const here = findElement('#site', HTMLInputElement);
  const why = findElement('#site-why', HTMLElement);
  const name = site === undefined ? text('switchNoSite') : text('switchSite', site);
  findElement('#site-name', HTMLElement).textContent = name;

  const show = (settings: Settings) => {
    everywhere.disabled = false;
    everywhere.checked = settings.automatic;
    here.disabled = site === undefined || !settings.automatic;
    here.checked = site !== undefined && isAutomatic(settings, site);
    why.hidden = !here.disabled;
    why.textContent = text(site === undefined ? 'switchNoSiteWhy' : 'switchSiteOffWhy');
  };
  const save = followSettings(show, signal);

  everywhere.addEventListener(
    'change',
    () => void save((settings) => ({ ...settings, automatic: everywhere.checked })),
    { signal },
  );
  here.addEventListener(
    'change',
    () => {
      if (site !== undefined) void save((settings) => withSite(settings, site, here.checked));
    },
    { signal },
  );
}
