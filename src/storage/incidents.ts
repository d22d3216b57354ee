import browser from 'webextension-polyfill';
import { type Incident, repairIncidents } from '../core/incident';

const incidentsKey = 'incidents';

/** What failed since the browser was started, oldest first. It never reaches the disk. */
export async function loadIncidents(): Promise<readonly Incident[]> {
  const stored = await browser.storage.session.get(incidentsKey);
  return repairIncidents(stored[incidentsKey]);
}

export async function saveIncidents(incidents: readonly Incident[]): Promise<void> {
  await browser.storage.session.set({ [incidentsKey]: incidents });
}
