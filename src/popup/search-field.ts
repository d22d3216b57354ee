/**
 * Obeys a field for searching a list: what is typed, Escape that clears it, and the arrow that leads into the list.
 *
 * @param selector of what can be operated in the list
 */
export function obeySearch(
  input: HTMLInputElement,
  list: HTMLElement,
  selector: string,
  onChange: () => void,
  signal: AbortSignal,
): void {
  input.addEventListener('input', onChange, { signal });
  input.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape' && input.value !== '') {
        // Else the same key closes the popup.
        event.preventDefault();
        input.value = '';
        onChange();
      }
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      list.querySelector<HTMLElement>(selector)?.focus();
    },
    { signal },
  );
}
