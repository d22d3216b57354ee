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

it('a share is written as its language writes it', () => {
  expect(formatPercent(0.42, 'de')).toBe('42\u00a0%');
});
