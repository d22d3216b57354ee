import { findElement } from '../interface/find-element';
import { notify, withdraw } from '../interface/notices';
import { text } from '../interface/text';

/** Puts a label into the clipboard, and says so. */
export async function copyLabel(label: string): Promise<void> {
  const done = findElement('#history-done', HTMLElement);
  // A live region speaks when its words change: the second time, too.
  done.textContent = '';
  try {
    await navigator.clipboard.writeText(label);
    done.textContent = text('entryCopied', label);
    withdraw('noticeCopy');
  } catch (error) {
    notify('noticeCopy', error);
  }
}
