import { beforeEach, describe, expect, it, vi } from 'vitest';
import { skipped } from '../../../src/core/outcome';
import type { Job } from '../../../src/messaging/protocol';
import type * as Acquire from '../../../src/offscreen/acquire';
import type { Acquired } from '../../../src/offscreen/acquire';
import { job } from '../fakes/jobs';
import { responseFrom } from '../fakes/pictures';

const { signal } = new AbortController();
const fetched = vi.fn();

let acquire: typeof Acquire.acquire;

beforeEach(async () => {
  // As in a document that was just opened.
  vi.resetModules();
  ({ acquire } = await import('../../../src/offscreen/acquire'));
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
  fetched.mockImplementation(async (url: string) => responseFrom(url, 'the bytes'));
});

const at = (url: string, page: Partial<Job> = {}) =>
  job(1, { picture: { kind: 'address', url }, ...page });

const textAt = async (url: string, page: Partial<Job> = {}): Promise<string> =>
  new Response(((await acquire(at(url, page), signal)) as Acquired).bytes).text();

describe('bytes', () => {
  it('that the page sent are taken as they are', async () => {
    const bytes = new Blob(['sent']);
    for (const isFleeting of [false, true]) {
      const sent = job(1, { picture: { kind: 'bytes', bytes, isFleeting } });
      expect(await acquire(sent, signal)).toEqual({ bytes, isFleeting });
    }
    expect(fetched).not.toHaveBeenCalled();
  });

  it('at an address are fetched, and their host is not told of the page', async () => {
    expect(await textAt('https://pictures.example/cat.png')).toBe('the bytes');
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
  });

  it('at an address of the page’s own site are fetched with its cookies', async () => {
    await acquire(at('https://img.site.example/cat.png'), signal);
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ credentials: 'include' });
  });
});

describe('no cache', () => {
  it.each([
    ['of another site', 'https://pictures.example/cat.png', {}],
    ['of the page’s own site', 'https://img.site.example/cat.png', {}],
    [
      'of the private network',
      'http://10.0.0.2/cat.png',
      { tabUrl: 'http://10.0.0.1/', frameUrl: 'http://10.0.0.1/' },
    ],
  ])('is asked, or given anything, for a picture %s', async (_, url, page) => {
    await acquire(at(url, page), signal);
    const picture = { kind: 'address', url, referrer: 'https://site.example/' } as const;
    await acquire(job(1, { ...page, picture }), signal);
    expect(fetched.mock.calls.map(([, { cache }]) => cache)).toEqual(['no-store', 'no-store']);
  });
});

describe('for a sandboxed frame', () => {
  it('no cookies are sent, as the browser sends none', async () => {
    await acquire(at('https://img.site.example/cat.png', { isSandboxed: true }), signal);
    expect(fetched.mock.calls).toMatchObject([[expect.any(String), { credentials: 'omit' }]]);
  });
});

describe('for a private window', () => {
  it('no cookies are sent and nothing is left in the cache', async () => {
    await acquire(at('https://img.site.example/cat.png', { isPrivate: true }), signal);
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ credentials: 'omit', cache: 'no-store' });
  });
});

describe('a file', () => {
  const page = { frameUrl: 'file:///home/me/page.html', tabUrl: 'file:///home/me/page.html' };

  it('is read for a page that is a file too, without cookies', async () => {
    expect(await textAt('file:///home/me/cat.png', page)).toBe('the bytes');
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ credentials: 'omit' });
  });

  it.each([
    ['a frame of the web', { ...page, frameUrl: 'https://site.example/' }],
    ['a frame whose address says nothing', { ...page, frameUrl: 'null' }],
    ['a tab of the web', { ...page, tabUrl: 'https://site.example/' }],
  ])('is not read for %s', async (_, addresses) => {
    const outcome = await acquire(at('file:///home/me/cat.png', addresses), signal);
    expect(outcome).toEqual(skipped('unsupported-address'));
    expect(fetched).not.toHaveBeenCalled();
  });

  it('shows pictures of the web and of the private network', async () => {
    for (const url of ['https://pictures.example/cat.png', 'http://192.168.1.1/cam.png']) {
      expect(await textAt(url, page)).toBe('the bytes');
    }
  });
});

describe('nothing is fetched', () => {
  it.each(['file:///etc/passwd', 'chrome-extension://sightline/x', 'data:text/plain,x', 'x.png'])(
    'at an address that is not of the web: %s',
    async (url) => {
      expect(await acquire(at(url), signal)).toEqual(skipped('unsupported-address'));
      expect(fetched).not.toHaveBeenCalled();
    },
  );

  it('at a private address for a public page', async () => {
    const outcome = await acquire(at('http://192.168.1.1/cam.png'), signal);
    expect(outcome).toEqual(skipped('private-address'));
    expect(fetched).not.toHaveBeenCalled();
  });
});

describe('a redirect', () => {
  it('to a private address ends in nothing', async () => {
    fetched.mockImplementation(async () => responseFrom('http://10.0.0.1/cam.png', 'secret'));
    expect(await acquire(at('https://pictures.example/r'), signal)).toEqual(
      skipped('private-address'),
    );
  });

  it('of the page’s own site is followed without cookies, for it may lead to another', async () => {
    fetched.mockImplementation(async (url, { redirect }) => {
      if (redirect === 'error') throw new TypeError('Failed to fetch');
      return responseFrom(url, 'the bytes');
    });
    await acquire(at('https://img.site.example/r'), signal);
    const calls = fetched.mock.calls.map(([, init]) => [init.credentials, init.redirect]);
    expect(calls[0]).toEqual(['include', 'error']);
    expect(calls.at(-1)).toEqual(['omit', undefined]);
  });

  it('to another public address is followed', async () => {
    fetched.mockImplementation(async () => responseFrom('https://cdn.example/cat.png', 'bytes'));
    expect(await textAt('https://pictures.example/r')).toBe('bytes');
  });
});

describe('a name that a name server takes for a private address', () => {
  const spaces = () => fetched.mock.calls.map(([, init]) => init.targetAddressSpace);
  const refuse = () =>
    fetched.mockImplementation(async (_, { targetAddressSpace }) => {
      if (targetAddressSpace === 'public') throw new TypeError('Failed to fetch');
      return responseFrom('https://rebound.example/cam.png', 'secret');
    });
  const rebound = at('https://rebound.example/cam.png');

  it.each([
    ['bytes', undefined],
    ['an error', { status: 404 }],
  ])('is not connected to, once a public one has answered with %s', async (_, init) => {
    fetched.mockImplementation(async (url: string) => responseFrom(url, 'the bytes', init));
    await acquire(at('https://pictures.example/cat.png'), signal);
    refuse();
    expect(await acquire(rebound, signal)).toMatchObject({ reason: 'unreachable' });
    expect(spaces()).toEqual(['public', 'public']);
  });

  it('is not told from others behind a proxy, where nothing public is ever connected to', async () => {
    refuse();
    expect(await acquire(rebound, signal)).toHaveProperty('bytes');
    expect(spaces()).toEqual(['public', undefined]);
  });

  it('is not come to there by a redirect, for nobody could tell where that leads', async () => {
    refuse();
    await acquire(rebound, signal);
    expect(fetched.mock.calls.map(([, { redirect }]) => redirect)).toEqual([undefined, 'error']);
  });

  it('is connected to for a page of the private network', async () => {
    const page = { frameUrl: 'http://192.168.0.2/', tabUrl: 'http://192.168.0.2/' };
    await acquire(at('http://192.168.0.3/cat.png', page), signal);
    expect(spaces()).toEqual([undefined]);
  });
});
