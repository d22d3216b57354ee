// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { expect, it, vi } from 'vitest';
import { AfterLayout } from '../../../src/content/after-layout';
import { Looks } from '../../../src/content/looks';

it('what leaves the page while nobody sees it, and it has no frames, is let go of', () => {
  vi.stubGlobal('requestAnimationFrame', () => 1);
  const { signal } = new AbortController();
  const looks = new Looks(new AfterLayout(vi.fn(), signal), vi.fn(), vi.fn(), signal);
  const [one, other] = [document.createElement('img'), document.createElement('img')];
  for (const element of [one, other]) looks.add(element);
  looks.drop(one);
  expect(looks.isUnderWay).toBe(true);
  looks.drop(other);
  expect(looks.isUnderWay).toBe(false);
});
