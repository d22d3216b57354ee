/**
 * How to make a value in the browser which JSON cannot hold. A recipe is JSON itself, so that a counterexample can be
 * written down and made again.
 */
export type Recipe =
  | { readonly is: 'plain'; readonly value: string | number | boolean | null }
  | { readonly is: 'number'; readonly value: 'NaN' | 'Infinity' | '-Infinity' | '-0' }
  | { readonly is: 'bigint'; readonly value: string }
  | { readonly is: 'undefined' | 'date' | 'pattern' | 'boxed' }
  | { readonly is: 'long'; readonly letter: string; readonly length: number }
  | { readonly is: 'blob' | 'buffer'; readonly base64: string }
  | { readonly is: 'error'; readonly message: string }
  | { readonly is: 'map' | 'set' | 'list'; readonly items: readonly Recipe[] }
  | { readonly is: 'holes'; readonly length: number }
  | { readonly is: 'deep'; readonly depth: number }
  /** The record around it: a circle. */
  | { readonly is: 'itself' }
  | RecordRecipe;

export interface RecordRecipe {
  readonly is: 'record';
  readonly fields: readonly (readonly [name: string, value: Recipe])[];
}

/** @returns the recipe of a value of JSON; whatever is a recipe in it stays one */
export function recipeOf(value: unknown): Recipe {
  if (Array.isArray(value)) return { is: 'list', items: value.map(recipeOf) };
  if (typeof value === 'object' && value !== null) {
    if ('is' in value) return value as Recipe;
    const fields = Object.entries(value).map(([name, each]) => [name, recipeOf(each)] as const);
    return { is: 'record', fields };
  }
  return { is: 'plain', value: value as string | number | boolean | null };
}

/** Makes what a recipe says. */
export function realise(recipe: Recipe, around: object = {}): unknown {
  switch (recipe.is) {
    case 'plain':
      return recipe.value;
    case 'number':
      return Number(recipe.value);
    case 'bigint':
      return BigInt(recipe.value);
    case 'undefined':
      return undefined;
    case 'date':
      return new Date(Number.NaN);
    case 'pattern':
      return /(a+)+$/g;
    case 'boxed':
      return Object('text');
    case 'long':
      return recipe.letter.repeat(recipe.length);
    case 'blob':
      return new Blob([bytesOf(recipe.base64)]);
    case 'buffer':
      return bytesOf(recipe.base64);
    case 'error':
      return new RangeError(recipe.message, { cause: { at: 1 } });
    case 'map':
      return new Map(recipe.items.map((item, index) => [index, realise(item, around)]));
    case 'set':
      return new Set(recipe.items.map((item) => realise(item, around)));
    case 'list':
      return recipe.items.map((item) => realise(item, around));
    case 'holes':
      return new Array(recipe.length);
    case 'deep': {
      let deep: unknown[] = [];
      for (let left = recipe.depth; left > 0; left--) deep = [deep];
      return deep;
    }
    case 'itself':
      return around;
    case 'record': {
      const made = {};
      for (const [name, value] of recipe.fields) {
        // Set plainly, "__proto__" would be no field.
        Object.defineProperty(made, name, {
          value: realise(value, made),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      return made;
    }
  }
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
