import { listen } from './dom';

/**
 * Puts text on the clipboard, right after the user has asked for it.
 *
 * @throws Error where the browser or the page does not let it
 */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Pages that are not secure, and frames that were not given it, have no clipboard but that of the copy command.
    if (!copyByCommand(text)) throw new Error('The page keeps the clipboard');
  }
}

/** @returns whether it was copied: a page that hears of the command first can keep it from us, and reads nothing. */
function copyByCommand(text: string): boolean {
  const life = new AbortController();
  let isCopied = false;
  const give = (event: ClipboardEvent) => {
    if (!event.clipboardData) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    isCopied = true;
  };
  listen(window, 'copy', give, { capture: true, signal: life.signal });
  try {
    return Document.prototype.execCommand.call(document, 'copy') && isCopied;
  } finally {
    life.abort();
  }
}
