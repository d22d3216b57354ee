import { findElement } from './find-element';
import { text } from './text';

const notices = () => findElement('#notices', HTMLElement);
const standing = (key: string) => notices().querySelector(`[data-key="${key}"]`);

/**
 * Tells that something went wrong, in plain words; the same trouble stands only once.
 *
 * @param key of the message
 * @param error goes to the console, for whoever looks into it
 */
export function notify(key: string, error: unknown): void {
  console.error(key, error);
  if (standing(key)) return;
  const notice = document.createElement('p');
  notice.dataset.key = key;
  notice.textContent = text(key);
  notices().append(notice);
}

/** Takes a notice back, for what it told of works now. */
export function withdraw(key: string): void {
  standing(key)?.remove();
}
