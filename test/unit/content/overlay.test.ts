// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Overlay } from '../../../src/content/overlay';
import { judge } from '../../../src/core/verdict';
import { scored } from '../fakes/offscreen-document';
import { badges, makePicture, openPage } from '../fakes/page';

vi.mock('webextension-polyfill', async () => {
  const { FakeExtension } = await import('../fakes/extension');
  return { default: new FakeExtension().page().browser };
});

let life: AbortController;
let overlay: Overlay;

beforeEach(() => {
  openPage();
  life = new AbortController();
  overlay = new Overlay(() => true, life.signal);
  return () => life.abort();
});

const verdict = (className: string) =>
  ({ kind: 'verdict', verdict: judge(scored(className).scores) }) as const;

/** Elements that the page can see beside its own. */
const strangers = () => document.documentElement.querySelectorAll(':scope > :not(head, body)');
const isOnPage = () => vi.waitFor(() => expect(strangers()).toHaveLength(1));

describe('the overlay', () => {
  it('is not on the page while there is nothing to show', () => {
    expect(strangers()).toHaveLength(0);
  });

  it('is one element without a name, whose inside the page cannot reach', async () => {
    for (const name of ['cat', 'dog']) overlay.show(makePicture(name), verdict(name));
    await isOnPage();
    const [host] = strangers();
    expect([host?.tagName, host?.id, host?.className, host?.textContent]).toEqual([
      'DIV',
      '',
      '',
      '',
    ]);
    expect(host?.shadowRoot).toBeNull();
    expect(badges()).toEqual(['cat 90%', 'dog 90%']);
  });

  it('leaves the pictures and their place on the page untouched', async () => {
    const picture = makePicture('cat');
    const before = document.body.innerHTML;
    overlay.show(picture, verdict('cat'));
    await isOnPage();
    expect(document.body.innerHTML).toBe(before);
  });

  it('has one badge say something else rather than a second', () => {
    const picture = makePicture('cat');
    overlay.show(picture, { kind: 'pending' });
    expect(badges()).toEqual(['badgePending']);
    overlay.show(picture, verdict('cat'));
    expect(badges()).toEqual(['cat 90%']);
  });

  it('shows what a page or a model says as text, never as markup', () => {
    overlay.show(makePicture('cat'), verdict('<b>cat</b>'));
    expect(badges()).toEqual(['<b>cat</b> 90%']);
  });

  it('leaves the page with its last badge', async () => {
    const [cat, dog] = [makePicture('cat'), makePicture('dog')];
    overlay.show(cat, verdict('cat'));
    overlay.show(dog, verdict('dog'));
    await isOnPage();
    overlay.hide(cat);
    expect([badges(), strangers().length]).toEqual([['dog 90%'], 1]);
    overlay.hide(dog);
    expect([badges(), strangers().length]).toEqual([[], 0]);
  });

  it('comes back where the page has thrown it out', async () => {
    overlay.show(makePicture('cat'), verdict('cat'));
    await isOnPage();
    strangers()[0]?.remove();
    document.dispatchEvent(new Event('scroll'));
    await isOnPage();
  });

  it('goes with its signal', async () => {
    overlay.show(makePicture('cat'), verdict('cat'));
    await isOnPage();
    life.abort();
    expect([badges(), strangers().length]).toEqual([[], 0]);
  });
});
