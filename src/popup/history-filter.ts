import { type Group, groups } from '../core/groups';
import { matchesSearch } from '../core/matches-search';
import { findElement } from '../interface/find-element';
import { groupName } from '../interface/group-name';
import { text } from '../interface/text';
import type { JudgedPrediction } from './judged-prediction';
import { obeySearch } from './search-field';
import { searchTexts } from './search-texts';
import { writeVerdict } from './write-verdict';

/** Which of the recent predictions are wanted: what is typed, and the group that is chosen. */
export class HistoryFilter {
  readonly #tools = findElement('#history-tools', HTMLElement);
  readonly #search = findElement('#history-search', HTMLInputElement);
  readonly #group = findElement('#history-group', HTMLSelectElement);
  #offered = '';

  constructor(onChange: () => void, signal: AbortSignal) {
    const list = findElement('#history-list', HTMLElement);
    obeySearch(this.#search, list, 'summary', onChange, signal);
    this.#group.addEventListener('change', onChange, { signal });
  }

  get isOn(): boolean {
    return this.#search.value.trim() !== '' || this.#group.value !== '';
  }

  /** Offers the groups that occur. */
  offer(predictions: readonly JudgedPrediction[]): void {
    this.#tools.hidden = predictions.length === 0;
    const occurring = groups.filter((group) => predictions.some((each) => groupOf(each) === group));
    const now = occurring.join();
    // A list that is open stays as it is while it is true.
    if (now === this.#offered && this.#group.options.length > 0) return;
    this.#offered = now;
    const chosen = occurring.find((group) => group === this.#group.value) ?? '';
    const options = occurring
      .map((group) => optionOf(group, groupName(group)))
      .sort((one, other) => one.text.localeCompare(other.text, text('uiLanguage')));
    this.#group.replaceChildren(optionOf('', text('historyAllGroups')), ...options);
    this.#group.value = chosen;
  }

  matches(judged: JudgedPrediction): boolean {
    const group = groupOf(judged);
    const isOfGroup = this.#group.value === '' || group === this.#group.value;
    const { finding, prediction } = judged;
    const words = [writeVerdict(finding.verdict), ...finding.words];
    return (
      isOfGroup &&
      matchesSearch(this.#search.value, [...searchTexts(words, group), prediction.site])
    );
  }
}

function optionOf(value: string, words: string): HTMLOptionElement {
  const option = document.createElement('option');
  option.value = value;
  option.textContent = words;
  return option;
}

const groupOf = ({ finding: { verdict } }: JudgedPrediction): Group | undefined =>
  verdict.kind === 'label' ? verdict.group : undefined;
