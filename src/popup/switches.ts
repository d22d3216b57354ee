import { isAutomatic, labellings, type Settings, withSite } from '../core/settings';
import { findElement } from '../interface/find-element';
import { followSettings } from '../interface/follow-settings';
import { text } from '../interface/text';
import type { PageTab } from './page-tab';

/** Shows and obeys where pictures are labelled automatically, and the switch of the page's site. */
export function showSwitches({ site }: PageTab, signal: AbortSignal): void {
  const where = findElement('#labelling', HTMLFieldSetElement);
  const choices = labellings.map((labelling) => {
    const selector = `[value="${labelling}"]`;
    return { labelling, input: findElement(selector, HTMLInputElement, where) };
  });
  const here = findElement('#site', HTMLInputElement);
  const why = findElement('#site-why', HTMLElement);
  const name = site === undefined ? text('switchNoSite') : text('switchSite', site);
  findElement('#site-name', HTMLElement).textContent = name;

  const show = (settings: Settings) => {
    where.disabled = false;
    for (const { labelling, input } of choices) input.checked = labelling === settings.labelling;
    here.disabled = site === undefined || settings.labelling === 'asked';
    here.checked = site !== undefined && isAutomatic(settings, site);
    why.hidden = !here.disabled;
    why.textContent = text(site === undefined ? 'switchNoSiteWhy' : 'switchSiteOffWhy');
  };
  const save = followSettings(show, signal);

  for (const { labelling, input } of choices) {
    input.addEventListener('change', () => void save((settings) => ({ ...settings, labelling })), {
      signal,
    });
  }
  here.addEventListener(
    'change',
    () => {
      if (site !== undefined) void save((settings) => withSite(settings, site, here.checked));
    },
    { signal },
  );
}
