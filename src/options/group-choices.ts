import { type Group, groups } from '../core/groups';
import type { Settings } from '../core/settings';
import { copyTemplate, findElement } from '../interface/find-element';
import type { SaveSettings } from '../interface/follow-settings';
import { groupName } from '../interface/group-name';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';

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

  const shown = () => items.filter(({ element }) => !element.hidden);
  const reach = (reached: GroupItem | undefined) => {
    for (const item of items) item.element.tabIndex = item === reached ? 0 : -1;
  };
  const narrow = () => {
    const wanted = search.value.trim().toLocaleLowerCase(text('uiLanguage'));
    for (const { name, element } of items) {
      element.hidden = !name.toLocaleLowerCase(text('uiLanguage')).includes(wanted);
    }
    none.textContent = shown().length === 0 ? text('groupsNone') : '';
    reach(shown()[0]);
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
      reach(item);
      item.element.focus();
      flip(item);
    },
    { signal },
  );
  list.addEventListener(
    'keydown',
    (event) => {
      const among = shown();
      const at = among.findIndex(({ element }) => element === event.target);
      const item = among[at];
      if (!item) return;
      const next = nextAt(event.key, at, among.length);
      if (next === undefined && event.key !== ' ' && event.key !== 'Enter') return;
      // Else the page scrolls.
      event.preventDefault();
      if (next === undefined) return flip(item);
      reach(among[next]);
      among[next]?.element.focus();
    },
    { signal },
  );
  narrow();

  return ({ hiddenGroups }) => {
    for (const { group, element } of items) {
      element.ariaSelected = String(hiddenGroups.includes(group));
    }
    title.textContent =
      hiddenGroups.length === 0
        ? text('neverName')
        : text('neverNameSome', writeCount(hiddenGroups.length));
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

/** Where a key leads in a list; undefined where it leads nowhere. */
function nextAt(key: string, at: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, length - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return undefined;
  }
}
