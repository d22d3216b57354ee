import { findElement } from '../interface/find-element';

/**
 * Asks before something is done.
 *
 * @param yes words of the button that has it done
 * @returns whether it is to be done; closing the question means no
 */
export function askFirst(question: string, yes: string, signal: AbortSignal): Promise<boolean> {
  const dialog = findElement('#question', HTMLDialogElement);
  findElement('#question-text', HTMLElement).textContent = question;
  findElement('#question-yes', HTMLButtonElement).textContent = yes;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), {
      once: true,
      signal,
    });
  });
}
