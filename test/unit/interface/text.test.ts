import { beforeEach, expect, it, vi } from 'vitest';
import { text } from '../../../src/interface/text';

let direction = 'ltr';
vi.mock('webextension-polyfill', () => ({
  default: {
    i18n: {
      getMessage: (key: string, values: string[] = []) =>
        key === 'uiDirection' ? direction : `${key} ${values.join(' ')}`,
    },
  },
}));

beforeEach(() => {
  direction = 'ltr';
});

it('fills the placeholders of a message with just what they stand for', () => {
  expect(text('switchSite', 'example.org')).toBe('switchSite example.org');
});

it('sets apart what may be written the other way, where the language goes from right to left', () => {
  direction = 'rtl';
  expect(text('speed', '9 ms', 'MobileNet')).toBe('speed \u20689 ms\u2069 \u2068MobileNet\u2069');
});
