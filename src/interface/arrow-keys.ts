/**
 * Has arrow keys, Home and End lead through what can be operated in a list, of which one at a time stands in the tab
 * order.
 *
 * @param selector of what the keys lead to
 * @returns to be called when the list has changed
 */
export function obeyArrowKeys(
  list: HTMLElement,
  selector: string,
  signal: AbortSignal,
): () => void {
  const items = () => [...list.querySelectorAll<HTMLElement>(selector)];
  const rove = (to: HTMLElement | undefined) => {
    for (const item of items()) item.tabIndex = item === to ? 0 : -1;
  };
  list.addEventListener(
    'focusin',
    ({ target }) => {
      if (target instanceof HTMLElement && target.matches(selector)) rove(target);
    },
    { signal },
  );
  list.addEventListener(
    'keydown',
    (event) => {
      const all = items();
      const at = all.indexOf(event.target as HTMLElement);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
      if (at < 0 || to === undefined) return;
      // Else the list scrolls by itself, too; at its ends, what it stands in.
      event.preventDefault();
      all[to]?.focus();
    },
    { signal },
  );
  return () => {
    const all = items();
    rove(all.find(({ tabIndex }) => tabIndex === 0) ?? all[0]);
  };
}
