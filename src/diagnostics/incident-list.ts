import type { Incident } from '../core/incident';
import { copyTemplate, findElement } from '../interface/find-element';
import { listItem } from '../interface/list-item';
import { writeInstant } from '../interface/write';
import { describeIncident, writeTimes } from './describe-incident';
import { groupIncidents, type IncidentGroup } from './group-incidents';

/** How many different details of one kind are shown; all of them are copied. */
const MAX_DETAILS = 5;

/** The list of what failed lately. */
export class IncidentList {
  readonly #empty = findElement('#failed-empty', HTMLElement);
  readonly #list = findElement('#failed-list', HTMLElement);
  #shown = '';

  show(incidents: readonly Incident[]): void {
    // It stays as it is while it is true: whoever reads or selects in it is not disturbed.
    const now = JSON.stringify(incidents);
    if (now === this.#shown) return;
    this.#shown = now;
    this.#empty.hidden = incidents.length > 0;
    this.#list.replaceChildren(...groupIncidents(incidents).map(groupItem));
  }
}

function groupItem({ what, times, at, details }: IncidentGroup): HTMLElement {
  const item = copyTemplate('#incident-template');
  const { headline, next } = describeIncident(what);
  findElement('h3', HTMLElement, item).textContent = headline;
  findElement('.times', HTMLElement, item).textContent = writeTimes(times);
  const time = findElement('time', HTMLTimeElement, item);
  time.dateTime = new Date(at).toISOString();
  time.textContent = writeInstant(at);
  findElement('.next', HTMLElement, item).textContent = next;
  const lines = details.slice(0, MAX_DETAILS).map(detailLine).map(listItem);
  findElement('.details', HTMLElement, item).replaceChildren(...lines);
  return item;
}

/** What was said of it, and how often. */
const detailLine = ({ detail, times }: IncidentGroup['details'][number]): string =>
  `${detail} ${writeTimes(times)}`.trim();
