import { findElement } from '../interface/find-element';
import { notify, withdraw } from '../interface/notices';
import { text } from '../interface/text';

/**
 * Obeys the button that copies.
 *
 * @param report makes up what is copied
 */
export function obeyCopying(report: () => string, signal: AbortSignal): void {
  const button = findElement('#copy', HTMLButtonElement);
  const copied = findElement('#copied', HTMLElement);
  const copy = async () => {
    // A live region speaks when its words change: the second time, too.
    copied.textContent = '';
    try {
      await navigator.clipboard.writeText(report());
      copied.textContent = text('diagnosticsCopied');
      withdraw('noticeCopy');
    } catch (error) {
      notify('noticeCopy', error);
    }
  };
  button.addEventListener('click', () => void copy(), { signal });
}
