import { maxWord, tidyWord } from '../core/correction';
import { judge } from '../core/verdict';
import { findElement } from '../interface/find-element';
import { localize } from '../interface/localize';
import { notify, withdraw } from '../interface/notices';
import { text } from '../interface/text';
import { englishWord, ownWords } from '../language/english-word';
import { localWord } from '../language/local-word';
import { send } from '../messaging/send';
import { keepCorrection } from '../storage/corrections';
import { recall } from '../storage/history';
import { loadSettings } from '../storage/settings';

/** Milliseconds for the worker to tell of the picture, or to tell all pages. */
const PATIENCE = 10_000;

/**
 * Lets the user type a word for a picture.
 *
 * @param signal lets go of everything when the document closes
 */
export function openCorrection(signal: AbortSignal): void {
  localize(document);
  document.title = text('correctionTitle');
  const asking = send('background', 'wordSubject', [], PATIENCE);
  const input = findElement('#word', HTMLInputElement);
  const save = findElement('#save', HTMLButtonElement);
  input.maxLength = maxWord;
  findElement('#words', HTMLDataListElement).append(...suggestions());
  let instead = '';
  const close = () => window.close();
  const keep = async (): Promise<void> => {
    const word = englishWord(tidyWord(input.value));
    if (word === '') return input.focus();
    save.disabled = true;
    try {
      const about = await asking;
      if (!about) throw new Error('Nobody knows any more which picture it is for');
      await keepCorrection({ key: about, word, instead, at: Date.now() });
      withdraw('noticeCorrection');
      await send('background', 'corrected', [], PATIENCE);
      close();
    } catch (error) {
      notify('noticeCorrection', error);
      save.disabled = false;
    }
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    void keep();
  };
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') close();
  };
  findElement('#form', HTMLFormElement).addEventListener('submit', onSubmit, { signal });
  findElement('#cancel', HTMLButtonElement).addEventListener('click', close, { signal });
  addEventListener('keydown', onKey, { signal });
  input.focus();
  asking
    .then((about) => (about ? showPicture(about, signal) : ''))
    .then(
      (label) => {
        instead = label;
      },
      // It is told of in the recent predictions only where these are kept.
      (error) => console.error('The picture could not be looked up', error),
    );
}

/** All words that Sightline knows itself. */
function suggestions(): HTMLOptionElement[] {
  return [...new Set(ownWords.map(localWord))].map((word) => {
    const option = document.createElement('option');
    option.value = word;
    return option;
  });
}

/**
 * Shows a picture small, if it is among the recent predictions.
 *
 * @returns what Sightline calls it; empty where that is not known
 */
async function showPicture(content: string, signal: AbortSignal): Promise<string> {
  const found = (await recall()).find(({ key }) => key === content);
  if (!found || signal.aborted) return '';
  if (found.thumbnail) {
    const image = findElement('#thumbnail', HTMLImageElement);
    const address = URL.createObjectURL(found.thumbnail);
    signal.addEventListener('abort', () => URL.revokeObjectURL(address), { once: true });
    image.src = address;
    image.hidden = false;
  }
  const verdict = judge(found.scores, await loadSettings());
  return verdict.kind === 'label' ? verdict.word : '';
}
