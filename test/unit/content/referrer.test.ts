// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://site.example/page?secret" }
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { referrerFor } from '../../../src/content/referrer';
import { asPicture, makePicture, openPage } from '../fakes/page';

const url = 'https://other.example/cat.png';
const fetched = vi.fn();
let picture: HTMLImageElement;

beforeEach(() => {
  openPage();
  document.head.replaceChildren();
  picture = makePicture(url);
  vi.stubGlobal('fetch', fetched);
  fetched.mockRejectedValue(new TypeError('Not in the cache'));
});

const referrer = (address = url) => referrerFor(asPicture(picture), address);

/** A page whose element or header says what its hosts may learn. */
function setMeta(content: string): void {
  document.head.append(
    Object.assign(document.createElement('meta'), { name: 'referrer', content }),
  );
}
const setHeader = (policy: string) =>
  fetched.mockResolvedValue(new Response('', { headers: { 'referrer-policy': policy } }));

describe('a host is told', () => {
  it("of the page's origin and no more", async () => {
    expect(await referrer()).toBe('https://site.example/');
  });

  it('by what the element says before what the page says', async () => {
    setMeta('no-referrer');
    picture.setAttribute('referrerpolicy', 'origin');
    expect(await referrer()).toBe('https://site.example/');
  });

  it('without any download', async () => {
    await referrer();
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ cache: 'only-if-cached' });
  });
});

describe('a host is told nothing', () => {
  it.each(['no-referrer', 'same-origin', 'origin, No-Referrer'])(
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
