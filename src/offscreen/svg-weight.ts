import { svgText } from './svg-text';

/**
 * Comparisons of attributes for each tag that may be parsed: the browser compares each with those before it in its
 * tag. With 13 attributes a tag has 91 of them.
 */
const MAX_COMPARISONS = 100;

/** Elements times characters of a selector that are looked through at the price of one tag: some microseconds. */
const SEARCHED_PER_TAG = 1000;

/**
 * How many elements an SVG has to be drawn with. A few lines that use one another ten times over come to billions,
 * over which the browser hangs, with everything that runs in the same process; nothing ends that.
 *
 * What a style sheet's rules refer to counts with what they apply to, as far as they are plainly written.
 *
 * @param most from which on it does not matter how many: to parse a file of some megabytes that is nothing but tags
 *   takes gigabytes and minutes
 * @returns 0 of nothing; of broken XML what it comes to up to the break; infinity of what is too tangled to count, or
 *   is written with more than the most: of tags, comments, and what style sheets have to do with what
 */
export function svgWeight(text: string, most: number): number {
  return weightWithin({ left: most }, text);
}

/** Tags and comments that may yet be parsed, in a drawing and those that it holds, and rules applied to elements. */
interface Allowance {
  left: number;
}

function weightWithin(allowance: Allowance, text: string): number {
  if (text === '') return 0;
  if (isCrowded(text, MAX_COMPARISONS * allowance.left)) return Number.POSITIVE_INFINITY;
  // Without the tags that end an element.
  allowance.left -= countOf('<', text) - countOf('</', text);
  if (allowance.left < 0) return Number.POSITIVE_INFINITY;
  const drawing = new DOMParser().parseFromString(text, 'image/svg+xml');
  // Of several with one id the first counts.
  const named = [...drawing.querySelectorAll('[id]')].reverse();
  const byId = new Map(named.map((element) => [element.id, element]));
  const styles = stylesOf(drawing, byId, allowance);
  if (allowance.left < 0) return Number.POSITIVE_INFINITY;
  const scales: Scales = { byId, styles, weighed: new Map(), allowance };
  try {
    return weigh(drawing.documentElement, scales);
  } catch (error) {
    // References that lead one to another deeper than the stack goes.
    if (error instanceof RangeError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

function countOf(part: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) count++;
  return count;
}

/** Whether attributes take more comparisons than the most; what looks like attributes between tags counts too. */
function isCrowded(text: string, most: number): boolean {
  let comparisons = 0;
  let inTag = 0;
  let next = -1;
  for (let at = text.indexOf('='); at !== -1; at = text.indexOf('=', at + 1)) {
    if (at > next) {
      const tag = text.indexOf('<', at);
      next = tag === -1 ? text.length : tag;
      inTag = 0;
    }
    inTag++;
    comparisons += inTag;
    if (comparisons > most) return true;
  }
  return false;
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
  const written = address.replace(/[\t\n\r]/g, '');
  const [, type = '', data = ''] = /^\s*data:([^,]*),([^#]*)/i.exec(written) ?? [];
  if (!/svg/i.test(type)) return '';
  try {
    const plain = data
      .replace(/[^\0-\x7f]+/g, encodeURIComponent)
      .replace(/%([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
    const binary = /;\s*base64/i.test(type) ? atob(plain) : plain;
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
    return svgText(bytes);
  } catch {
    return '';
  }
}

const REFERENCE = /#([^\s"'()#,;]+)/g;

const referencesIn = (text: string): string[] =>
  [...text.matchAll(REFERENCE)].map(([, id = '']) => id);

/** @returns what there is until the allowance is used up, which what is applied to many is taken from */
function stylesOf(drawing: Document, byId: Scales['byId'], allowance: Allowance): Scales['styles'] {
  const styles = new Map<Element, string[]>();
  const size = drawing.getElementsByTagName('*').length;
  for (const { textContent } of drawing.querySelectorAll('style')) {
    for (const [selector, body] of rulesIn(textContent)) {
      allowance.left -= 1;
      const references = referencesIn(body).filter((id) => byId.has(id));
      if (references.length > 0) allowance.left -= (size * selector.length) / SEARCHED_PER_TAG;
      if (allowance.left < 0) return styles;
      if (references.length === 0) continue;
      const elements = elementsOf(drawing, selector);
      allowance.left -= elements.length * references.length;
      if (allowance.left < 0) return styles;
      for (const element of elements) {
        const all = styles.get(element) ?? [];
        for (const id of references) all.push(id);
        styles.set(element, all);
      }
    }
  }
  return styles;
}

/** What stands before each opening brace, and after it up to the next brace. */
function* rulesIn(sheet: string): Generator<readonly [selector: string, body: string]> {
  let start = 0;
  let open = sheet.indexOf('{');
  while (open !== -1) {
    const next = sheet.indexOf('{', open + 1);
    const before = sheet.slice(start, open);
    const end = Math.max(before.lastIndexOf('}'), before.lastIndexOf(';'));
    const [body = ''] = sheet.slice(open + 1, next === -1 ? undefined : next).split('}', 1);
    yield [before.slice(end + 1), body];
    start = open + 1;
    open = next;
  }
}

function elementsOf(drawing: Document, selector: string): ArrayLike<Element> & Iterable<Element> {
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
