// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://site.example/page" }
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { referTo } from '../../../src/content/refer-to';
import { failed, skipped } from '../../../src/core/outcome';
import { paint, stubCanvas } from '../fakes/canvas';
import { asPicture, setSize } from '../fakes/page';
import { responseFrom } from '../fakes/pictures';

const revoked = 'blob:https://site.example/0b0b';
const { signal } = new AbortController();
const fetched = vi.fn();
const picture = asPicture(document.createElement('img'));

beforeEach(() => {
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('origin', 'https://site.example');
  fetched.mockImplementation(async (url: string) =>
    responseFrom(url, 'the bytes', { headers: { 'content-type': 'image/png' } }),
  );
});

describe('a picture is referred to', () => {
  it.each([
    'https://site.example/cat.png',
    'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
    'blob:https://site.example/0b0b',
  ])('by its bytes at %s', async (url) => {
    const reference = await referTo(picture, url, signal, false);
    expect(reference).toMatchObject({ kind: 'bytes', type: 'image/png' });
    expect(fetched).toHaveBeenCalledExactlyOnceWith(url, expect.anything());
  });

  it.each([
    ['no-cache', true],
    ['max-age=60', false],
  ])('with whether its host has said not to keep it (%s)', async (said, isFleeting) => {
    const headers = { 'cache-control': said };
    fetched.mockImplementation(async (url: string) => responseFrom(url, 'bytes', { headers }));
    const reference = await referTo(picture, 'https://site.example/cat.png', signal, false);
    expect(reference).toMatchObject({ isFleeting });
  });

  it('by bytes that the page has in its cache already, and its host is not asked', async () => {
    await referTo(picture, 'https://site.example/cat.png', signal, false);
    expect(fetched.mock.calls.map(([, { cache, mode }]) => [cache, mode])).toEqual([
      ['only-if-cached', 'same-origin'],
    ]);
  });

  describe('that the cache has not got', () => {
    const url = 'https://site.example/code.png';
    const image = (width: number, height: number, colour?: [number, number, number, number]) => {
      stubCanvas();
      const element = paint(document.createElement('img'), colour);
      setSize(element, width, height);
      return asPicture(element);
    };
    const inCacheOnly = () =>
      fetched.mock.calls.every(([, { cache }]) => cache === 'only-if-cached');

    beforeEach(() => {
      fetched.mockImplementation(async (_, { cache }) => {
        if (cache === 'only-if-cached') throw new TypeError('Failed to fetch');
        return responseFrom(url, 'other bytes');
      });
    });

    it('by what its image shows', async () => {
      const reference = await referTo(image(40, 30, [0, 0, 0, 0]), url, signal, false);
      expect(reference).toMatchObject({ kind: 'bytes' });
      expect(inCacheOnly()).toBe(true);
    });

    it('by its address where its image comes from another origin in the end', async () => {
      expect(await referTo(image(40, 30), url, signal, false)).toEqual({ kind: 'address', url });
    });

    it.each([
      ['an image that is broken', () => image(0, 0)],
      ['an image that takes long to read', () => image(4_001, 1_000, [1, 2, 3, 1])],
      ['no image', () => asPicture(document.createElement('p'), 'background')],
    ] as const)('by what its host has, where it is %s', async (_, make) => {
      expect(await referTo(make(), url, signal, false)).toMatchObject({ kind: 'bytes' });
      expect(fetched.mock.calls.at(-1)?.[1]).toMatchObject({ cache: 'force-cache' });
    });
  });

  it('not at all where its host alone has it and lets nobody keep it, but for who asks', async () => {
    const headers = { 'cache-control': 'no-store' };
    fetched.mockImplementation(async (url: string, { cache }) => {
      if (cache === 'only-if-cached') throw new TypeError('Failed to fetch');
      return responseFrom(url, 'other bytes', { headers });
    });
    const background = asPicture(document.createElement('p'), 'background');
    const url = 'https://site.example/code.png';
    expect(await referTo(background, url, signal, false)).toEqual(skipped('not-kept'));
    expect(await referTo(background, url, signal, true)).toMatchObject({ kind: 'bytes' });
  });

  it.each([
    'https://other.example/cat.png',
    'http://site.example/cat.png',
    'https://site.example:8443/cat.png',
  ])('by its address at %s, which the page may not read', async (url) => {
    expect(await referTo(picture, url, signal, false)).toEqual({ kind: 'address', url });
    expect(fetched).not.toHaveBeenCalled();
  });

  it('by its address in a frame without an origin of its own', async () => {
    vi.stubGlobal('origin', 'null');
    const url = 'https://site.example/cat.png';
    expect(await referTo(picture, url, signal, false)).toEqual({ kind: 'address', url });
  });

  it('by its address at a file, which the extension may read where the user says so', async () => {
    const url = 'file:///home/cat.png';
    expect(await referTo(picture, url, signal, false)).toEqual({ kind: 'address', url });
    expect(fetched).not.toHaveBeenCalled();
  });

  it('by its bytes where the page asked for it with crossorigin=anonymous', async () => {
    const element = Object.assign(document.createElement('img'), { crossOrigin: 'anonymous' });
    const reference = await referTo(
      asPicture(element),
      'https://other.example/cat.png',
      signal,
      false,
    );
    expect(reference).toMatchObject({ kind: 'bytes' });
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({
      cache: 'force-cache',
      mode: 'cors',
      credentials: 'same-origin',
      redirect: 'error',
    });
  });

  it('by its address where the page asked for it with crossorigin=use-credentials', async () => {
    const element = Object.assign(document.createElement('img'), {
      crossOrigin: 'use-credentials',
    });
    const url = 'https://other.example/cat.png';
    expect(await referTo(asPicture(element), url, signal, false)).toEqual({ kind: 'address', url });
    expect(fetched).not.toHaveBeenCalled();
  });

  it('by what is drawn on it, where it is a canvas', async () => {
    stubCanvas();
    const canvas = paint(document.createElement('canvas'), [1, 2, 3, 1]);
    const reference = await referTo(asPicture(canvas, 'canvas'), 'canvas:300x150', signal, false);
    expect(reference).toMatchObject({ kind: 'bytes' });
    expect(fetched).not.toHaveBeenCalled();
  });

  it.each([revoked, 'data:image/gif;base64,R0lGODlhAQABAAAAACw='])(
    'by what its image shows, where %s cannot be fetched any more',
    async (url) => {
      stubCanvas();
      fetched.mockRejectedValue(new TypeError('Failed to fetch'));
      const image = paint(document.createElement('img'), [1, 2, 3, 1]);
      setSize(image, 40, 30);
      const reference = await referTo(asPicture(image), url, signal, false);
      const bytes = 'bytes' in reference ? reference.bytes : new Blob();
      expect(await new Response(bytes).json()).toEqual({
        width: 40,
        height: 30,
        colour: [1, 2, 3, 1],
      });
    },
  );

  it('without telling another origin of the page, should it be redirected there', async () => {
    await referTo(picture, 'https://site.example/cat.png', signal, false);
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ mode: 'same-origin' });
  });

  it('by its address where it is redirected to another origin, and somebody asks', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    const url = 'https://site.example/redirect';
    expect(await referTo(picture, url, signal, false)).toEqual({ kind: 'address', url });
  });
});

describe('a picture is not referred to', () => {
  it.each(['chrome://favicon/', 'ftp://a.example/cat.png', 'http://[bad'])(
    'at %s, where nobody can read it',
    async (url) => {
      expect(await referTo(picture, url, signal, false)).toEqual(skipped('unsupported-address'));
      expect(fetched).not.toHaveBeenCalled();
    },
  );

  it('when the site does not have it', async () => {
    fetched.mockResolvedValue(new Response('Not found', { status: 404 }));
    expect(await referTo(picture, 'https://site.example/cat.png', signal, false)).toEqual(
      failed('http-status', '404'),
    );
  });

  it('when a blob was revoked and its image cannot be read', async () => {
    stubCanvas();
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    const image = paint(document.createElement('img'), undefined);
    setSize(image, 40, 30);
    expect(await referTo(asPicture(image), revoked, signal, false)).toMatchObject({
      kind: 'failed',
      reason: 'unreadable',
    });
  });

  it('when a blob was revoked and no image has it', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    const background = asPicture(document.createElement('p'), 'background');
    expect(await referTo(background, revoked, signal, false)).toMatchObject({
      kind: 'failed',
      reason: 'unreachable',
    });
  });

  it('once it was given up', async () => {
    const abort = AbortSignal.abort();
    fetched.mockRejectedValue(abort.reason);
    expect(await referTo(picture, 'https://site.example/cat.png', abort, false)).toEqual(
      skipped('cancelled'),
    );
  });
});
