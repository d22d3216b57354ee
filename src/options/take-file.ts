/** Bytes that a file of settings or sites may have; all that can be kept is a tenth of it. */
const MOST = 2 ** 20;

/**
 * Has a button let people choose a file.
 *
 * @param input of type "file", which nobody sees
 * @param take gets the text of the file; undefined for one that cannot be read, or is far too long
 */
export function takeFile(
  button: HTMLButtonElement,
  input: HTMLInputElement,
  take: (content: string | undefined) => Promise<void>,
  signal: AbortSignal,
): void {
  button.addEventListener('click', () => input.click(), { signal });
  const read = async () => {
    const [file] = input.files ?? [];
    if (!file) return;
    const content = file.size > MOST ? undefined : await file.text().catch(() => undefined);
    // The same file may be chosen again once it was mended.
    input.value = '';
    if (!signal.aborted) await take(content);
  };
  input.addEventListener('change', () => void read(), { signal });
}
