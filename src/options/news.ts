import { findElement } from '../interface/find-element';

/** A button below news. */
export interface NewsAction {
  readonly words: string;
  readonly act: () => void;
}

/**
 * Says something that people may answer; once they do, it goes.
 *
 * @param place selector of where it is said
 * @returns takes it back
 */
export function tellNews(
  place: string,
  lines: readonly string[],
  actions: readonly NewsAction[],
  signal: AbortSignal,
): () => void {
  const news = findElement(place, HTMLElement);
  const before = document.activeElement;
  const withdraw = () => news.replaceChildren();
  const said = lines.map((words) => {
    const line = document.createElement('p');
    line.textContent = words;
    return line;
  });
  const buttons = document.createElement('p');
  buttons.className = 'buttons';
  for (const { words, act } of actions) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = words;
    const answer = () => {
      withdraw();
      // The button was in focus, and is gone.
      const isElsewhere = before instanceof HTMLElement && before !== document.body;
      (isElsewhere ? before : findElement('h1', HTMLElement)).focus();
      act();
    };
    button.addEventListener('click', answer, { signal });
    buttons.append(button);
  }
  news.replaceChildren(...said, buttons);
  return withdraw;
}
