import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../../../src');
const read = (file: string) => readFileSync(join(source, file), 'utf8');
const preview = read('options/preview.css');
const overlay = read('content/overlay.css');

/** Declarations of the rule with exactly that selector. */
function rule(css: string, selector: string): ReadonlyMap<string, string> {
  const start = css.indexOf(`\n${selector} {`);
  expect(start, selector).toBeGreaterThanOrEqual(0);
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start));
  const declarations = body.matchAll(/^\s*([\w-]+):\s*([^;]+);/gm);
  return new Map([...declarations].map(([, name = '', value = '']) => [name, value.trim()]));
}

test('the preview of a label has the colours of a label', () => {
  const own = rule(preview, '.preview');
  const colours = [...own].filter(([name]) => name.startsWith('--'));
  expect(colours.map(([name]) => name)).toEqual(['--paper', '--ink', '--quiet', '--line']);
  const real = rule(overlay, '.layer');
  for (const [name, value] of colours) expect(value, name).toBe(real.get(name));
});

test('the preview of a label has its form', () => {
  const [own, real] = [rule(preview, '.preview-badge'), rule(overlay, '.badge')];
  for (const name of ['border', 'border-radius', 'background', 'box-shadow', 'gap']) {
    expect(own.get(name), name).toBe(real.get(name));
  }
  const padding = real
    .get('padding')
    ?.replace('var(--pad)', rule(overlay, '.layer').get('--pad') ?? '');
  expect(own.get('padding')).toBe(padding);
});

test.each(['small', 'large'])('a %s label has its size in the preview too', (size) => {
  const own = rule(preview, `[data-size="${size}"] > .preview-badge`);
  const real = rule(overlay, `[data-size="${size}"] > .badges > .badge`);
  expect(own.get('font-size')).toBe(real.get('font-size'));
  expect(own.get('padding')).toBe(`${real.get('padding-block')} ${real.get('--pad')}`);
});

test.each(['.badge.dot', 'small', 'large'])(
  'dots of %s have the side that is reckoned with',
  async (size) => {
    const { dotSides } = await import('../../../src/content/overlay-look');
    const selector = size === '.badge.dot' ? '.layer' : `[data-size="${size}"] > .badges > .badge`;
    const side = dotSides[size === '.badge.dot' ? 'medium' : (size as 'small' | 'large')];
    expect(rule(overlay, selector).get('--dot')).toBe(`${side}px`);
  },
);
