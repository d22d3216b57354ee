import { expect, it } from 'vitest';
import { skipped } from '../../../src/core/outcome';
import { inspect } from '../../../src/offscreen/inspect';

it.each(['<!---->', '<!---->\n', '<!doctype>', ' '])(
  'a page that begins with ever so many of %j is no picture',
  async (start) => {
    const bytes = new Blob([start.repeat(4_000), '<html>']);
    expect(await inspect(bytes)).toEqual(skipped('not-a-picture'));
  },
);
