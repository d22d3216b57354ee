// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://frame.example:8443/page" }
import { expect, it } from 'vitest';
import { pageSite } from '../../../src/content/site';

/** Puts the document into frames, the innermost first, as the browser names their origins. */
function nestIn(...value: string[]): void {
  Object.defineProperty(location, 'ancestorOrigins', { value, configurable: true });
}

it('the site of a page that is in no frame is its own', () => {
  nestIn();
  expect(pageSite()).toBe('frame.example');
});

it('the site of a frame is that of the page around all frames', () => {
  nestIn('https://middle.example', 'https://top.example:444');
  expect(pageSite()).toBe('top.example');
});

it('a frame in a page without an origin stands for itself', () => {
  nestIn('null');
  expect(pageSite()).toBe('frame.example');
});
