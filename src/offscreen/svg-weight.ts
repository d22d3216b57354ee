/**
 * How many elements an SVG has to be drawn with. A few lines that use one another ten times over come to billions,
 * over which the browser hangs, with everything that runs in the same process; nothing ends that.
 *
 * What a style sheet's rules refer to counts with what they apply to, as far as they are plainly written.
 *
 * @param most from which on it does not matter how many: to parse a file of some megabytes that is nothing but tags
 *   takes gigabytes and minutes
 * @returns 0 of nothing; of broken XML what it comes to up to the break; infinity of what is too tangled to count, or
 *   is written with more tags and comments than the most
 */
export function svgWeight(text: string, most: number): number {
  return weightWithin({ left: most }, text);
}

/** Tags and comments that may yet be parsed, in a drawing and those that it holds. */
interface Allowance {
  left: number;
}

function weightWithin(allowance: Allowance, text: string): number {
  if (text === '') return 0;
  allowance.left -= nodesIn(text);
  if (allowance.left < 0) return Number.POSITIVE_INFINITY;
  const drawing = new DOMParser().parseFromString(text, 'image/svg+xml');
  // Of several with one id the first counts.
  const named = [...drawing.querySelectorAll('[id]')].reverse();
  const scales: Scales = {
    byId: new Map(named.map((element) => [element.id, element])),
    styles: stylesOf(drawing),
    weighed: new Map(),
    allowance,
  };
  try {
    return weigh(drawing.documentElement, scales);
  } catch (error) {
    // References that lead one to another deeper than the stack goes.
    if (error instanceof RangeError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

/** Tags and comments, but for those that end an element. */
function nodesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    if (text[at + 1] !== '/') count++;
  }
  return count;
}

/** What an SVG is weighed with. */
interface Scales {
  readonly byId: ReadonlyMap<string, Element>;
  /** What the rules of style sheets refer to, by the elements that they apply to. */
  readonly styles: ReadonlyMap<Element, readonly string[]>;
  /** What is weighed already. */
  readonly weighed: Map<Element, number>;
  readonly allowance: Allowance;
}

/** The SVG that an address holds, if it holds one: a drawing in a drawing. */
function drawingIn(address: string): string {
  const [, type = '', data = ''] = /^\s*data:([^,]*),(.*)$/is.exec(address) ?? [];
  if (!/svg/i.test(type)) return '';
  const plain = data.replace(/%([0-9a-f]{2})/gi, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  try {
    return /;\s*base64/i.test(type) ? atob(plain) : plain;
  } catch {
    return '';
  }
}

const REFERENCE = /#([^\s"'()#,;]+)/g;

const referencesIn = (text: string): string[] =>
  [...text.matchAll(REFERENCE)].map(([, id = '']) => id);

function stylesOf(drawing: Document): Scales['styles'] {
  const styles = new Map<Element, string[]>();
  for (const { textContent } of drawing.querySelectorAll('style')) {
    for (const [, selector = '', body = ''] of textContent.matchAll(/([^{}]+)\{([^{}]*)/g)) {
      const references = referencesIn(body);
      if (references.length === 0) continue;
      for (const element of elementsOf(drawing, selector)) {
        styles.set(element, [...(styles.get(element) ?? []), ...references]);
      }
    }
  }
  return styles;
}

function elementsOf(drawing: Document, selector: string): Iterable<Element> {
  try {
    return drawing.querySelectorAll(selector);
  } catch {
    // No selector, such as the name of a font.
    return [];
  }
}

function weigh(element: Element, scales: Scales): number {
  const { byId, styles, weighed, allowance } = scales;
  const before = weighed.get(element);
  if (before !== undefined) return before;
  // What comes back to itself the browser does not draw again.
  weighed.set(element, 0);
  const references = [...element.attributes]
    .filter(({ name }) => name !== 'id')
    .flatMap(({ value }) => referencesIn(value))
    .concat(styles.get(element) ?? [])
    .map((id) => byId.get(id))
    .filter((found) => found !== undefined);
  let weight = 1;
  for (const { value } of element.attributes) {
    weight += weightWithin(allowance, drawingIn(value));
  }
  for (const part of [...element.children, ...references]) weight += weigh(part, scales);
  weighed.set(element, weight);
  return weight;
}
