import { isAutomatic, type Settings, withSite } from '../core/settings';
import { findElement } from '../interface/find-element';
import { showLabellingChoice } from '../interface/labelling-choice';
import { text } from '../interface/text';
import type { PageTab } from './page-tab';

/** Shows and obeys where pictures are labelled automatically, and the switch of the page's site. */
export function showSwitches({ site }: PageTab, signal: AbortSignal): void {
  const here = findElement('#site', HTMLInputElement);
  const why = findElement('#site-why', HTMLElement);
  const name = site === undefined ? text('switchNoSite') : text('switchSite', site);
  findElement('#site-name', HTMLElement).textContent = name;

  const showHere = (settings: Settings) => {
    here.disabled = site === undefined || settings.labelling === 'asked';
    here.checked = site !== undefined && isAutomatic(settings, site);
    why.hidden = !here.disabled;
    why.textContent = text(site === undefined ? 'switchNoSiteWhy' : 'switchSiteOffWhy');
  };
  const save = showLabellingChoice(signal, showHere);
  here.addEventListener(
    'change',
    () => {
      if (site === undefined) return;
      // By the time it is stored, what was changed before may have been shown.
      const { checked } = here;
      void save((settings) => withSite(settings, site, checked));
    },
    { signal },
  );
}
