import type { Dice } from './dice';

/** A text, and what was done to it in words. */
export interface MutatedText {
  readonly text: string;
  readonly how: string;
}

const numbers = ['0', '-1', '1e9', '1e-9', '1e308', 'NaN', '99999999999999999999', '100%', ''];

/** What an SVG may hold that a picture on a page should not be able to make anything of. */
const intruders: readonly string[] = [
  '<script>parent.postMessage("in", "*"); for (;;);</script>',
  '<foreignObject width="100" height="100"><iframe xmlns="http://www.w3.org/1999/xhtml" src="/"/></foreignObject>',
  '<image href="http://127.0.0.1:9/x.png" width="100" height="100"/>',
  '<style>@import "http://127.0.0.1:9/x.css"; * { fill: url(#none) }</style>',
  '<use href="#self"/><g id="self"><use href="#self"/></g>',
  '<animate attributeName="width" from="0" to="1e9" dur="1ms" repeatCount="indefinite"/>',
  '<rect width="1e9" height="1e9" transform="scale(1e9) rotate(45) skewX(89.9)"/>',
  '<text font-size="1e6" textLength="1e9">&#x202e;\u{1f600}</text>',
  '<path stroke-dasharray="0.0001" stroke="red" d="M0 0 L 1e7 1e7"/>',
  '<set attributeName="onload" to="alert(1)"/>',
];

/** Does to the text of an SVG what no drawing program would. */
export function mutateSvg(svg: string, dice: Dice): MutatedText {
  const ways = [intrude, swell, unbalance, misspell, nest];
  let mutated: MutatedText = { text: svg, how: '' };
  for (let left = 1 + dice.below(2); left > 0; left--) {
    const next = dice.pick(ways)(mutated.text, dice);
    mutated = { text: next.text, how: [mutated.how, next.how].filter(Boolean).join('; ') };
  }
  return mutated;
}

function intrude(svg: string, dice: Dice): MutatedText {
  const intruder = dice.pick(intruders);
  const text = svg.replace(/<\/svg>\s*$/, () => `${intruder}</svg>`);
  return { text, how: `with ${intruder.slice(0, 20)}` };
}

function swell(svg: string, dice: Dice): MutatedText {
  const attributes = [...svg.matchAll(/([\w-]+)="([^"]*)"/g)];
  if (attributes.length === 0) return { text: svg, how: 'as it was' };
  const { index, 0: whole, 1: name = '', 2: value = '' } = dice.pick(attributes);
  const odd = value.replace(/-?[\d.]+/g, (old) => (dice.happens(0.5) ? dice.pick(numbers) : old));
  const text = `${svg.slice(0, index)}${name}="${odd}"${svg.slice(index + whole.length)}`;
  return { text, how: `${name}="${odd.slice(0, 30)}"` };
}

function unbalance(svg: string, dice: Dice): MutatedText {
  const at = dice.below(svg.length);
  const text = dice.happens(0.5) ? svg.slice(0, at) : `${svg.slice(0, at)}</${svg.slice(at)}`;
  return { text, how: `broken at ${at}` };
}

function misspell(svg: string, dice: Dice): MutatedText {
  const letters = [...svg];
  for (let n = 0; n < 4; n++) {
    letters[dice.below(letters.length)] = dice.pick([
      '<',
      '>',
      '&',
      '"',
      '\0',
      '\uFFFE',
      '\u{10FFFF}',
    ]);
  }
  return { text: letters.join(''), how: 'misspelt' };
}

function nest(svg: string, dice: Dice): MutatedText {
  const depth = 10 ** (1 + dice.below(4));
  const [open, close] = dice.pick([
    ['<g>', '</g>'],
    ['<svg>', '</svg>'],
    ['<g opacity="0.9">', '</g>'],
    ['<g transform="rotate(1)">', '</g>'],
  ] as const);
  const text = svg
    .replace(/(<svg[^>]*>)/, (begin) => begin + open.repeat(depth))
    .replace(/<\/svg>\s*$/, (end) => close.repeat(depth) + end);
  return { text, how: `${depth} times ${open}` };
}
