import { text } from './text';

/** Fills every element that names a message in data-i18n, or in data-i18n-placeholder, those inside templates too. */
export function localize(page: Document): void {
  page.documentElement.lang = text('uiLanguage');
  page.documentElement.dir = text('uiDirection');
  const templates = [...page.querySelectorAll('template')].map(({ content }) => content);
  for (const root of [page, ...templates]) {
    for (const element of root.querySelectorAll<HTMLElement>('[data-i18n]')) {
      element.textContent = text(element.dataset.i18n ?? '');
    }
    for (const input of root.querySelectorAll<HTMLInputElement>('[data-i18n-placeholder]')) {
      input.placeholder = text(input.dataset.i18nPlaceholder ?? '');
    }
  }
}
