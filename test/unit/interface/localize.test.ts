// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { localize } from '../../../src/interface/localize';

vi.mock('webextension-polyfill', async () => {
  const { getGermanMessage: getMessage } = await import('../fakes/browser');
  return { default: { i18n: { getMessage } } };
});

it('has a page speak the language of the browser, its templates and its hints in fields too', () => {
  document.body.innerHTML = `
    <h1 data-i18n="settingsTitle">Settings</h1>
    <input data-i18n-placeholder="group_dog" placeholder="Dogs">
    <template><p data-i18n="badgePending">Looking</p></template>`;
  localize(document);
  const { lang, dir } = document.documentElement;
  expect([lang, dir]).toEqual(['de', 'ltr']);
  expect(document.querySelector('h1')?.textContent).toBe('Einstellungen');
  expect(document.querySelector('input')?.placeholder).toBe('Hunde');
  const inside = document.querySelector('template')?.content.querySelector('p');
  expect(inside?.textContent).toBe('Wird angesehen …');
});
