/**
 * An element that the popup's HTML is known to have.
 *
 * @throws Error when it has none of that kind: the HTML and the code have parted ways
 */
export function findElement<E extends Element>(
  selector: string,
  kind: new () => E,
  root: ParentNode = document,
): E {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`There is no ${kind.name} at ${selector}`);
  return found;
}

/** A copy of the one element in a template. */
export function copyTemplate(selector: string): HTMLElement {
  const { content } = findElement(selector, HTMLTemplateElement);
  return findElement('*', HTMLElement, content).cloneNode(true) as HTMLElement;
}
