import { type Group, groups } from '../core/groups';
import type { Settings } from '../core/settings';
import { copyTemplate, findElement } from '../interface/find-element';
import { followSettings } from '../interface/follow-settings';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';
import { groupName } from './group-name';

/** Shows and obeys the choice of the groups of things that are never named. */
export function showHiddenGroups(signal: AbortSignal): void {
  const title = findElement('#hidden-groups-title', HTMLElement);
  const list = findElement('#hidden-groups', HTMLFieldSetElement);
  const choices = groups.map(groupChoice);
  list.replaceChildren(...choices.map(({ item }) => item));

  const show = ({ hiddenGroups }: Settings) => {
    list.disabled = false;
    for (const { group, box } of choices) box.checked = hiddenGroups.includes(group);
    title.textContent =
      hiddenGroups.length === 0
        ? text('neverName')
        : text('neverNameSome', writeCount(hiddenGroups.length));
  };
  const save = followSettings(show, signal);

  for (const { group, box } of choices) {
    const change = ({ hiddenGroups, ...settings }: Settings): Settings => ({
      ...settings,
      hiddenGroups: groups.filter((each) =>
        each === group ? box.checked : hiddenGroups.includes(each),
      ),
    });
    box.addEventListener('change', () => void save(change), { signal });
  }
}

function groupChoice(group: Group) {
  const item = copyTemplate('#group-template');
  findElement('span', HTMLElement, item).textContent = groupName(group);
  return { group, item, box: findElement('input', HTMLInputElement, item) };
}
