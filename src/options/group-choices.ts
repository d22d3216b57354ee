import { type Group, groups } from '../core/groups';
import type { Settings } from '../core/settings';
import { obeyArrowKeys } from '../interface/arrow-keys';
import { copyTemplate, findElement } from '../interface/find-element';
import type { SaveSettings } from '../interface/follow-settings';
import { groupName } from '../interface/group-name';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';

/** The groups that are not narrowed away. */
const shown = '[role="option"]:not([hidden])';

/**
 * Shows and obeys the choice of the groups of things that are never named: a list in the order of the user's alphabet,
 * narrowed by what is searched for, and one stop of the Tab key.
 *
 * @returns shows the settings
 */
export function bindGroups(save: SaveSettings, signal: AbortSignal): (settings: Settings) => void {
  const list = findElement('#hidden-groups', HTMLElement);
  const title = findElement('#hidden-groups-title', HTMLElement);
  const search = findElement('#group-search', HTMLInputElement);
  const none = findElement('#groups-none', HTMLElement);
  const { compare } = new Intl.Collator(text('uiLanguage'));
  const items = groups.map(groupItem).sort((one, other) => compare(one.name, other.name));
  list.replaceChildren(...items.map(({ element }) => element));

  const rove = obeyArrowKeys(list, shown, signal);
  const narrow = () => {
    const wanted = search.value.trim().toLocaleLowerCase(text('uiLanguage'));
    for (const { name, element } of items) {
      element.hidden = !name.toLocaleLowerCase(text('uiLanguage')).includes(wanted);
    }
    none.textContent = list.querySelector(shown) ? '' : text('groupsNone');
    rove();
  };
  const flip = ({ group, element }: GroupItem) => {
    const isHidden = element.ariaSelected !== 'true';
    void save(({ hiddenGroups, ...settings }) => ({
      ...settings,
      hiddenGroups: groups.filter((each) =>
        each === group ? isHidden : hiddenGroups.includes(each),
      ),
    }));
  };

  search.addEventListener('input', narrow, { signal });
  list.addEventListener(
    'click',
    ({ target }) => {
      const item = items.find(({ element }) => element === target);
      if (!item) return;
      item.element.focus();
      flip(item);
    },
    { signal },
  );
  list.addEventListener(
    'keydown',
    (event) => {
      const item = items.find(({ element }) => element === event.target);
      if (!item || (event.key !== ' ' && event.key !== 'Enter')) return;
      // Else the page scrolls.
      event.preventDefault();
      flip(item);
    },
    { signal },
  );
  narrow();

  return ({ hiddenGroups }) => {
    let hidden = 0;
    for (const { group, element } of items) {
      const isHidden = hiddenGroups.includes(group);
      element.ariaSelected = String(isHidden);
      if (isHidden) hidden++;
    }
    title.textContent =
      hidden === 0 ? text('neverName') : text('neverNameSome', writeCount(hidden));
  };
}

interface GroupItem {
  readonly group: Group;
  readonly name: string;
  readonly element: HTMLElement;
}

function groupItem(group: Group): GroupItem {
  const element = copyTemplate('#group-template');
  const name = groupName(group);
  element.textContent = name;
  return { group, name, element };
}
