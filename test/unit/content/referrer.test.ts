// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://site.example/page?secret" }
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { referrerFor } from '../../../src/content/referrer';
import { asPicture, makePicture, openPage } from '../fakes/page';

const { extension } = vi.hoisted(() => ({ extension: { inIncognitoContext: false } }));
vi.mock('webextension-polyfill', () => ({ default: { extension } }));

const url = 'https://other.example/cat.png';
const fetched = vi.fn();
let picture: HTMLImageElement;

beforeEach(() => {
  openPage();
  document.head.replaceChildren();
  picture = makePicture(url);
  vi.stubGlobal('fetch', fetched);
  comeFrom(location.href);
  extension.inIncognitoContext = false;
  setHeader('');
});

const referrer = (address = url) => referrerFor(asPicture(picture), address);

/** Has the page come from an address, or from nowhere that the browser tells of. */
const comeFrom = (...names: string[]) =>
  vi
    .spyOn(performance, 'getEntriesByType')
    .mockImplementation((type) =>
      type === 'navigation' ? names.map((name) => ({ name }) as PerformanceEntry) : [],
    );

/** A page whose element or header says what its hosts may learn. */
function setMeta(content: string, name = 'referrer'): void {
  document.head.append(Object.assign(document.createElement('meta'), { name, content }));
}
const setHeader = (policy: string) =>
  fetched.mockImplementation(
    async () => new Response('', { headers: policy ? { 'referrer-policy': policy } : {} }),
  );

describe('a host is told', () => {
  it("of the page's origin and no more", async () => {
    expect(await referrer()).toBe('https://site.example/');
  });

  it('by what the element says before what the page says', async () => {
    setMeta('no-referrer');
    picture.setAttribute('referrerpolicy', 'origin');
    expect(await referrer()).toBe('https://site.example/');
  });

  it('by the last meta of the page, in whatever letters its name is', async () => {
    setMeta('no-referrer');
    setMeta('origin', 'Referrer');
    expect(await referrer()).toBe('https://site.example/');
  });

  it('by the header where neither the element nor the page says what is known', async () => {
    setHeader('no-referrer, origin, no-such-policy');
    setMeta('no-such-policy');
    picture.setAttribute('referrerpolicy', 'no-such-policy');
    expect(await referrer()).toBe('https://site.example/');
  });

  it('by what the element or its page says, where the header is not in the cache', async () => {
    fetched.mockRejectedValue(new TypeError('Not in the cache'));
    setMeta('always');
    expect(await referrer()).toBe('https://site.example/');
  });

  it('wherever in itself the page has gone to', async () => {
    comeFrom('https://site.example/page?secret#part');
    expect(await referrer()).toBe('https://site.example/');
  });

  it('without any download', async () => {
    await referrer();
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ cache: 'only-if-cached' });
  });
});

describe('a host is told nothing', () => {
  it.each(['no-referrer', 'same-origin', 'never', 'origin, No-Referrer', 'never, unknown'])(
    'by an element with %s',
    async (policy) => {
      picture.setAttribute('referrerpolicy', policy);
      expect(await referrer()).toBeUndefined();
    },
  );

  it('by a page that forbids it in its head or header', async () => {
    setHeader('no-referrer');
    expect(await referrer()).toBeUndefined();
    setHeader('origin');
    setMeta('same-origin');
    expect(await referrer()).toBeUndefined();
  });

  it('by the last meta of the page, in whatever letters its name is', async () => {
    setMeta('origin');
    setMeta('never', 'REFERRER');
    expect(await referrer()).toBeUndefined();
  });

  it('by a page of which the cache does not tell whether it forbids it', async () => {
    fetched.mockRejectedValue(new TypeError('Not in the cache'));
    expect(await referrer()).toBeUndefined();
  });

  it('by a page that has taken another address, under which the cache may have another page', async () => {
    comeFrom('https://site.example/');
    expect(await referrer()).toBeUndefined();
    comeFrom();
    expect(await referrer()).toBeUndefined();
    expect(fetched).not.toHaveBeenCalled();
    // What the page says itself holds for it under any address.
    setMeta('origin');
    expect(await referrer()).toBe('https://site.example/');
  });

  it('by a page that has taken away the element with which it forbade it', async () => {
    setMeta('no-referrer');
    vi.resetModules();
    const later = await import('../../../src/content/referrer');
    document.head.replaceChildren();
    expect(await later.referrerFor(asPicture(picture), url)).toBeUndefined();
    expect(await referrer()).toBe('https://site.example/');
  });

  it('in a private window', async () => {
    extension.inIncognitoContext = true;
    expect(await referrer()).toBeUndefined();
    expect(fetched).not.toHaveBeenCalled();
  });

  it('by a frame without an address of its own', async () => {
    vi.stubGlobal('location', new URL('about:srcdoc'));
    expect(await referrer()).toBeUndefined();
  });

  it('over an open line by a page that came over a safe one', async () => {
    expect(await referrer('http://other.example/cat.png')).toBeUndefined();
  });

  it('of a picture of a style, which was asked for in the name of its sheet', async () => {
    const background = asPicture(picture, 'background');
    expect(await referrerFor(background, url)).toBeUndefined();
  });

  it('by a frame without an origin of its own', async () => {
    vi.stubGlobal('origin', 'null');
    expect(await referrer()).toBeUndefined();
  });
});
