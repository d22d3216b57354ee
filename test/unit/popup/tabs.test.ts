// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PopupPage } from './popup-page';

let page: PopupPage;

beforeEach(async () => {
  page = await new PopupPage().open();
});

afterEach(() => page.close());

const tabs = () => [...document.querySelectorAll<HTMLElement>('[role="tab"]')];
const chosen = () => tabs().flatMap(({ ariaSelected, id }) => (ariaSelected === 'true' ? id : []));
const press = (key: string) =>
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

test('begins with the page, and shows one panel at a time', () => {
  expect(page.shows('#page-panel')).toBe(true);
  expect(page.shows('#history-panel')).toBe(false);
  page.get('#history-tab').click();
  expect(page.shows('#page-panel')).toBe(false);
  expect(page.shows('#history-panel')).toBe(true);
  expect(chosen()).toEqual(['history-tab']);
});

test('arrow keys lead round the tabs, of which one is a stop of the Tab key', () => {
  page.get('#page-tab').focus();
  for (const [key, id] of [
    ['ArrowRight', 'history-tab'],
    ['ArrowRight', 'page-tab'],
    ['ArrowLeft', 'history-tab'],
  ] as const) {
    press(key);
    expect(document.activeElement?.id).toBe(id);
    expect(chosen()).toEqual([id]);
    expect(tabs().flatMap((tab) => (tab.tabIndex === 0 ? tab.id : []))).toEqual([id]);
  }
});

test('where lines begin at the right, so do the tabs', () => {
  page.get('#page-tab').parentElement?.style.setProperty('direction', 'rtl');
  page.get('#page-tab').focus();
  press('ArrowLeft');
  expect(document.activeElement?.id).toBe('history-tab');
  press('ArrowRight');
  expect(document.activeElement?.id).toBe('page-tab');
});
