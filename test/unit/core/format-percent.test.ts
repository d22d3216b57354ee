import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { formatPercent } from '../../../src/core/format-percent';

it.each([
  [0, '0%'],
  [0.0001, '<1%'],
  [0.00499, '<1%'],
  [0.005, '1%'],
  [0.014, '1%'],
  [0.9, '90%'],
  [0.9949, '99%'],
  [0.995, '>99%'],
  [0.99999, '>99%'],
  [1, '100%'],
])('a share of %f is written %s', (share, text) => {
  expect(formatPercent(share, 'en')).toBe(text);
});

const locales = readdirSync(resolve(import.meta.dirname, '../../../public/_locales'));

it.each(locales.map((locale) => locale.replace('_', '-')))(
  'a share is written as the language %s writes it',
  (language) => {
    const { format } = new Intl.NumberFormat(language, { style: 'percent' });
    for (let percent = 1; percent < 100; percent++)
      expect(formatPercent(percent / 100, language)).toBe(format(percent / 100));
  },
);
