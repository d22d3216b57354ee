// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, expect, it, vi } from 'vitest';
import { OverlayHost } from '../../../src/content/overlay-host';
import { attachOwnShadow } from '../../../src/content/shadow-root';
import { openPage } from '../fakes/page';

vi.mock('webextension-polyfill', async () => {
  const { FakeExtension } = await import('../fakes/extension');
  return { default: new FakeExtension().page().browser };
});

let host: OverlayHost;
let element: Element;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  openPage();
  host = new OverlayHost((given) => {
    element = given;
    return attachOwnShadow(given);
  });
  return () => vi.useRealTimers();
});

/** How often the element comes back to a page that removes it each time. */
function fight(rounds: number): number {
  let returns = 0;
  for (let round = 0; round < rounds; round++) {
    host.attach();
    // What lies on top is shown with it; there is nothing to show of what is not there.
    host.riseAbove([]);
    if (element.isConnected) returns++;
    element.remove();
  }
  return returns;
}

it('gives up against a page that removes it again and again, for a while', () => {
  expect(fight(200)).toBe(31);
  vi.setSystemTime(Date.now() + 10_000);
  expect(fight(200)).toBe(2);
});

it('comes and goes by itself as often as it likes', () => {
  for (let round = 0; round < 200; round++) {
    host.attach();
    expect(element.isConnected).toBe(true);
    host.remove();
  }
});
