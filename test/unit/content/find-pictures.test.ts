// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findPictures } from '../../../src/content/find-pictures';

const events = {
  found: vi.fn(),
  lost: vi.fn(),
  changed: vi.fn(),
  replaced: vi.fn(),
  stirred: vi.fn(),
};
let life: AbortController;

beforeEach(() => {
  life = new AbortController();
  return () => life.abort();
});

function lay(html: string): HTMLImageElement {
  document.body.innerHTML = html;
  return document.querySelector('img') as HTMLImageElement;
}

/** Begins to find, and forgets what was found to begin with. */
function start(): void {
  findPictures(events, life.signal);
  for (const event of Object.values(events)) event.mockClear();
}

describe('pictures', () => {
  it('that are there already are found', () => {
    lay('<img id="a"><p><picture><source><img id="b"></picture>');
    findPictures(events, life.signal);
    expect(events.found.mock.calls.map(([picture]) => picture.id)).toEqual(['a', 'b']);
  });

  it('that come later are found, however deep they lie', async () => {
    lay('');
    start();
    const list = document.createElement('ul');
    list.innerHTML = '<li><img></li>';
    document.body.append(list);
    await vi.waitFor(() =>
      expect(events.found).toHaveBeenCalledExactlyOnceWith(list.querySelector('img')),
    );
    expect(events.stirred).toHaveBeenCalled();
  });

  it('that go are lost, alone or with what holds them', async () => {
    const picture = lay('<div><img></div>');
    start();
    picture.parentElement?.remove();
    await vi.waitFor(() => expect(events.lost).toHaveBeenCalledExactlyOnceWith(picture));
  });

  it('that are only moved are not lost', async () => {
    const picture = lay('<img><div></div>');
    start();
    document.querySelector('div')?.append(picture);
    await vi.waitFor(() => expect(events.stirred).toHaveBeenCalled());
    expect(events.lost).not.toHaveBeenCalled();
  });
});

describe('a change of source is told', () => {
  it.each(['src', 'srcset', 'sizes'])('where %s of the picture changes', async (attribute) => {
    const picture = lay('<img>');
    start();
    picture.setAttribute(attribute, 'x');
    await vi.waitFor(() => expect(events.changed).toHaveBeenCalledExactlyOnceWith(picture));
  });

  it.each(['srcset', 'media', 'type'])('where %s of its <source> changes', async (attribute) => {
    const picture = lay('<picture><source><img></picture>');
    start();
    document.querySelector('source')?.setAttribute(attribute, 'x');
    await vi.waitFor(() => expect(events.changed).toHaveBeenCalledExactlyOnceWith(picture));
  });

  it.each(['load', 'error'])('where the picture fires %s', (type) => {
    const picture = lay('<img>');
    start();
    picture.dispatchEvent(new Event(type));
    expect(events.changed).toHaveBeenCalledExactlyOnceWith(picture);
  });

  it('but not where only its looks change', async () => {
    const picture = lay('<img>');
    start();
    picture.className = 'wide';
    await vi.waitFor(() => expect(events.stirred).toHaveBeenCalled());
    expect(events.changed).not.toHaveBeenCalled();
  });
});

it('ends with its signal', async () => {
  const picture = lay('<img>');
  start();
  life.abort();
  const told = vi.fn();
  const witness = new MutationObserver(told);
  witness.observe(document, { subtree: true, childList: true, attributes: true });
  picture.src = 'x';
  picture.dispatchEvent(new Event('load'));
  picture.remove();
  await vi.waitFor(() => expect(told).toHaveBeenCalled());
  witness.disconnect();
  for (const event of Object.values(events)) expect(event).not.toHaveBeenCalled();
});
