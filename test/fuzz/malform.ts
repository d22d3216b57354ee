import type { Dice } from './dice';
import type { Recipe, RecordRecipe } from './recipe';

const names = ['__proto__', 'constructor', 'toString', 'then', 'length', 'more', '', '0'] as const;

/** Values that are wrong nearly everywhere. */
const odd: readonly Recipe[] = [
  ...[null, true, false, 0, 1, -1, 0.5, 1e300, 2 ** 53, 2 ** 31, '', '0', 'x'].map(
    (value) => ({ is: 'plain', value }) as const,
  ),
  ...['javascript:alert(1)', 'file:///etc/passwd', 'http://[', 'data:,', 'chrome://version'].map(
    (value) => ({ is: 'plain', value }) as const,
  ),
  ...['http://127.0.0.1:9/', 'blob:null/x', '<img src=x onerror=alert(1)>', '\ud800', '\0'].map(
    (value) => ({ is: 'plain', value }) as const,
  ),
  ...names.map((value) => ({ is: 'plain', value }) as const),
  ...(['NaN', 'Infinity', '-Infinity', '-0'] as const).map(
    (value) => ({ is: 'number', value }) as const,
  ),
  { is: 'bigint', value: '9'.repeat(40) },
  { is: 'undefined' },
  { is: 'date' },
  { is: 'pattern' },
  { is: 'boxed' },
  { is: 'blob', base64: '' },
  { is: 'blob', base64: 'bm90IGEgcGljdHVyZQ==' },
  { is: 'buffer', base64: 'AAAA' },
  { is: 'error', message: 'not an answer' },
  { is: 'map', items: [{ is: 'plain', value: 1 }] },
  { is: 'set', items: [{ is: 'itself' }] },
  { is: 'list', items: [] },
  { is: 'list', items: [{ is: 'itself' }] },
  { is: 'holes', length: 1_000_000 },
  { is: 'deep', depth: 400 },
  { is: 'itself' },
  { is: 'record', fields: [] },
  { is: 'record', fields: [['__proto__', { is: 'record', fields: [] }]] },
];

/** How often a value is a long one, which takes its time to be sent. */
const LONG = 0.02;

function oddValue(dice: Dice): Recipe {
  if (!dice.happens(LONG)) return dice.pick(odd);
  return dice.happens(0.5)
    ? { is: 'long', letter: dice.pick(['x', '\u{1f600}']), length: 500_000 }
    : { is: 'list', items: Array<Recipe>(20_000).fill(dice.pick(odd.slice(0, 40))) };
}

/** Puts something wrong into a value, or next to it; @returns undefined where it is to be left out */
function malformValue(recipe: Recipe, dice: Dice): Recipe | undefined {
  const isInside = dice.happens(0.75);
  if (recipe.is === 'record' && recipe.fields.length > 0 && isInside) return inRecord(recipe, dice);
  if (recipe.is === 'list' && recipe.items.length > 0 && isInside) {
    const at = dice.below(recipe.items.length);
    const items = recipe.items.flatMap((item, index) => {
      if (index !== at) return [item];
      const malformed = malformValue(item, dice);
      return malformed ? [malformed] : [];
    });
    return { is: 'list', items };
  }
  return dice.happens(0.2) ? undefined : oddValue(dice);
}

function inRecord({ fields }: RecordRecipe, dice: Dice): RecordRecipe {
  if (dice.happens(0.15)) {
    return { is: 'record', fields: [...fields, [dice.pick(names), oddValue(dice)]] };
  }
  const at = dice.below(fields.length);
  const changed = fields.flatMap(([name, value], index) => {
    if (index !== at) return [[name, value] as const];
    if (dice.happens(0.1)) return [[dice.pick(names), value] as const];
    const malformed = malformValue(value, dice);
    return malformed ? [[name, malformed] as const] : [];
  });
  return { is: 'record', fields: changed };
}

/** A message with one to three things wrong in it, but for its address. */
export function malform(message: RecordRecipe, dice: Dice): RecordRecipe {
  const address = message.fields.filter(([name]) => name === 'to');
  let rest: RecordRecipe = {
    is: 'record',
    fields: message.fields.filter(([name]) => name !== 'to'),
  };
  for (let left = 1 + dice.below(3); left > 0 && rest.fields.length > 0; left--) {
    rest = inRecord(rest, dice);
  }
  return { is: 'record', fields: [...address, ...rest.fields] };
}

/** The same message to nobody that there is. */
export function misdirect(message: RecordRecipe, dice: Dice): RecordRecipe {
  const fields = message.fields.filter(([name]) => name !== 'to');
  return dice.happens(0.2)
    ? { is: 'record', fields }
    : { is: 'record', fields: [['to', oddValue(dice)], ...fields] };
}
