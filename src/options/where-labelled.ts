import type { Settings } from '../core/settings';
import { findElement } from '../interface/find-element';
import type { SaveSettings } from '../interface/follow-settings';
import { text } from '../interface/text';
import { SiteList } from './site-list';

/**
 * Shows the list of sites that counts where pictures are labelled as they are; the other one is kept.
 *
 * @returns shows the settings
 */
export function bindSites(save: SaveSettings, signal: AbortSignal): (settings: Settings) => void {
  const excluded = findElement('#excluded-sites', HTMLElement);
  const chosen = findElement('#chosen-sites', HTMLElement);
  const lists = [
    new SiteList(
      excluded,
      'excludedSites',
      {
        title: text('sitesExcluded'),
        why: text('sitesExcludedWhy'),
        empty: text('sitesExcludedEmpty'),
        file: 'sightline-left-out-sites.txt',
      },
      save,
      signal,
    ),
    new SiteList(
      chosen,
      'chosenSites',
      {
        title: text('sitesChosen'),
        why: text('sitesChosenWhy'),
        empty: text('sitesChosenEmpty'),
        file: 'sightline-chosen-sites.txt',
      },
      save,
      signal,
    ),
  ];
  return (settings) => {
    excluded.hidden = settings.labelling !== 'everywhere';
    chosen.hidden = settings.labelling !== 'chosen';
    for (const list of lists) list.show(settings);
  };
}
