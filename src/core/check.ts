/**
 * Makes of what came from elsewhere what it is to be; what does not belong to it is left off.
 *
 * @param name of what is checked, for the error
 * @throws TypeError that says what is wrong
 */
export type Check<T> = (found: unknown, name: string) => T;

/** What is asked without a word needs none; what is said all the same is not listened to. */
export const nothing: Check<undefined> = () => undefined;

export const flag: Check<boolean> = (found, name) => {
  if (typeof found === 'boolean') return found;
  throw new TypeError(`${name} is no flag`);
};

/** @param longest in UTF-16 code units */
export const text =
  (longest: number): Check<string> =>
  (found, name) => {
    if (typeof found !== 'string') throw new TypeError(`${name} is no text`);
    if (found.length > longest) throw new TypeError(`${name} is longer than ${longest}`);
    return found;
  };

/** The same, but that what is too long is cut: for what people read. */
export const shortened =
  (longest: number): Check<string> =>
  (found, name) =>
    text(Number.POSITIVE_INFINITY)(found, name).slice(0, longest);

/** Any number at all, NaN and infinity among them. */
export const number: Check<number> = (found, name) => {
  if (typeof found === 'number') return found;
  throw new TypeError(`${name} is no number`);
};

/** A whole number from 0 on. */
export const count: Check<number> = (found, name) => {
  if (Number.isSafeInteger(found) && (found as number) >= 0) return found as number;
  throw new TypeError(`${name} is no count`);
};

/** A number from 0 on that has an end. */
export const quantity: Check<number> = (found, name) => {
  const amount = number(found, name);
  if (amount >= 0 && amount < Number.POSITIVE_INFINITY) return amount;
  throw new TypeError(`${name} is no quantity`);
};

export const oneOf =
  <const T>(values: readonly T[]): Check<T> =>
  (found, name) => {
    const value = values.find((each) => each === found);
    if (value !== undefined) return value;
    throw new TypeError(`${name} is none of ${values.join(', ')}`);
  };

/** @param most items that there may be */
export const list =
  <T>(item: Check<T>, most: number): Check<readonly T[]> =>
  (found, name) => {
    if (!Array.isArray(found)) throw new TypeError(`${name} is no list`);
    if (found.length > most) throw new TypeError(`${name} has more than ${most} items`);
    // Array.from reads holes too, which map passes over.
    return Array.from(found, (each: unknown, at) => item(each, `${name}[${at}]`));
  };

/** What may be missing. */
export const optional =
  <T>(check: Check<T>): Check<T | undefined> =>
  (found, name) =>
    found === undefined ? undefined : check(found, name);

/** What is worth no refusal where something is wrong with it. */
export const orElse =
  <T, F>(check: Check<T>, fallback: F): Check<T | F> =>
  (found, name) => {
    try {
      return check(found, name);
    } catch {
      return fallback;
    }
  };

const fieldsOf = (found: unknown, name: string): object => {
  if (typeof found === 'object' && found !== null) return found;
  throw new TypeError(`${name} is no record`);
};

/** @param fields what each field is to be; those that come to nothing are left off */
export const record =
  <T extends object>(fields: { readonly [K in keyof T]-?: Check<T[K]> }): Check<T> =>
  (found, name) => {
    const given = fieldsOf(found, name);
    const checked = Object.entries<Check<unknown>>(fields).map(
      ([key, check]) => [key, check(Reflect.get(given, key), `${name}.${key}`)] as const,
    );
    return Object.fromEntries(checked.filter(([, value]) => value !== undefined)) as T;
  };

/** @param kinds what each kind of it is to be, by what stands in the field that tells them apart */
export const oneKindOf =
  <T extends { readonly [key in F]: string }, F extends string>(
    field: F,
    kinds: { readonly [K in T[F]]: Check<Extract<T, { readonly [key in F]: K }>> },
  ): Check<T> =>
  (found, name) => {
    const names = Object.keys(kinds) as T[F][];
    const kind = oneOf(names)(Reflect.get(fieldsOf(found, name), field), `${name}.${field}`);
    return kinds[kind](found, name);
  };
