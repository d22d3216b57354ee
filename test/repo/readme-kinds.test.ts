import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Group } from '../e2e/pages/page-case';
import { linesOf, pageCases } from '../e2e/pages/page-cases';
import { formats } from '../fixtures/formats';

const readme = readFileSync(join(resolve(import.meta.dirname, '../..'), 'README.md'), 'utf8');
const [, section = ''] = /\n## What it finds\n([\s\S]*?)\n## /.exec(readme) ?? [];

/** The lists of the section, one after the other. */
const lists = section
  .split(/\n\n/)
  .filter((block) => block.startsWith('- '))
  .map((block) => block.split('\n').map((line) => line.slice(2)));

describe('the README’s list of what is found', () => {
  it.each<[string, number, Group[]]>([
    ['finds', 0, ['kinds', 'frames']],
    ['leaves out', 1, ['left-out']],
    ['keeps up with', 2, ['changes']],
    ['puts badges into', 3, ['places']],
  ])('says what Sightline %s, as the pages of the browser tests do', (_, index, groups) => {
    expect(lists[index]).toEqual(groups.flatMap(linesOf));
  });

  it('names the formats that are read, as the files of the browser tests are', () => {
    const [, named = ''] = /\nIt reads ([^,]+(?:, [^,]+)*?), upright/.exec(section) ?? [];
    expect(named.split(/, | and /)).toEqual(Object.keys(formats));
  });

  it('has no list of its own beside those', () => {
    expect(lists).toHaveLength(4);
    expect(pageCases.filter(({ says }) => !section.includes(`- ${says}\n`))).toEqual([]);
  });
});
