import { expect, it } from 'vitest';
import { skipped } from '../../../src/core/outcome';
import { inspect } from '../../../src/offscreen/inspect';

it.each(['<!---->', '<!---->\n', '<!doctype>', ' '])(
  'a page that begins with ever so many of %j is no picture',
  (start) => {
    const text = `${start.repeat(4_000)}<html>`;
    const data = new TextEncoder().encode(text);
    expect(inspect(new Blob([text]), data)).toEqual(skipped('not-a-picture'));
  },
);
