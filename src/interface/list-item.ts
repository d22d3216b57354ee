/** An item of a list that says something. */
export function listItem(words: string): HTMLElement {
  const item = document.createElement('li');
  item.textContent = words;
  return item;
}
