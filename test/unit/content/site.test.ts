// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://frame.example:8443/page" }
import { afterEach, expect, it } from 'vitest';
import { pageSite } from '../../../src/content/site';

/** Puts the document into frames, the innermost first, as the browser names their origins. */
function nestIn(...origins: string[]): void {
  const value = { length: origins.length, item: (index: number) => origins[index] ?? null };
  Object.defineProperty(location, 'ancestorOrigins', { value, configurable: true });
}

afterEach(() => {
  Reflect.deleteProperty(location, 'ancestorOrigins');
});

it('the site of a page that is in no frame is its own', () => {
  nestIn();
  expect(pageSite()).toBe('frame.example');
});

it('the site of a frame is that of the page around all frames', () => {
  nestIn('https://middle.example', 'https://top.example:444');
  expect(pageSite()).toBe('top.example');
});

it('a frame in a browser that does not tell, or in a page without an origin, stands for itself', () => {
  expect(pageSite()).toBe('frame.example');
  nestIn('null');
  expect(pageSite()).toBe('frame.example');
});
