import { expect, it } from 'vitest';
import { pageAddress } from '../../../src/storage/page-address';

it.each([
  ['https://a.example/list?page=2', 'https://a.example/list?page=2'],
  ['http://a.example', 'http://a.example/'],
  ['https://a.example/list#mine', 'https://a.example/list'],
  ['https://me:secret@a.example/', 'https://a.example/'],
])('of %s it keeps %s', (address, kept) => {
  expect(pageAddress(address)).toBe(kept);
});

it.each([
  'file:///home/me/pictures.html',
  'chrome://settings/',
  'javascript:alert(1)',
  'data:text/html,x',
  'https://',
  '',
  undefined,
  7,
  `https://a.example/${'x'.repeat(2_000)}`,
])('of %s it keeps nothing', (address) => {
  expect(pageAddress(address)).toBeUndefined();
});
