/** Milliseconds after which the browser has certainly taken the file over. */
const RELEASE = 10_000;

/**
 * Saves a file among the user's downloads.
 *
 * @param type of its bytes, as in `text/csv`
 * @param signal lets it go early
 */
export function saveFile(name: string, type: string, content: string, signal: AbortSignal): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  const release = () => URL.revokeObjectURL(link.href);
  const timer = setTimeout(release, RELEASE);
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer);
      release();
    },
    { once: true },
  );
}
