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
  Object.assign(network, { heeds: true, isProxied: false });
  network.redirects.clear();
  network.rebound.clear();
  fetched.mockImplementation(answer);
});

/** What there is beyond the browser, and how it gets there. */
const network = {
  /** Whether it connects only to what a request is meant for. */
  heeds: true,
  /** Whether it sees no address but a proxy's. */
  isProxied: false,
  redirects: new Map<string, string>(),
  /** Hosts that look public and are not. */
  rebound: new Set<string>(),
  status: 200,
};

interface Init extends RequestInit {
  readonly targetAddressSpace?: string;
}

async function answer(
  url: string,
  { targetAddressSpace: wanted, redirect }: Init,
): Promise<Response> {
  const { hostname } = new URL(url);
  const isPublic = !network.isProxied && !network.rebound.has(hostname) && !/^\d/.test(hostname);
  const space = isPublic ? 'public' : 'local';
  if (network.heeds && wanted !== undefined && wanted !== space) throw new TypeError('Refused');
  const target = network.redirects.get(url);
  if (target === undefined) return responseFrom(url, 'the bytes', { status: network.status });
  if (redirect === 'error') throw new TypeError('Redirected');
  if (redirect !== 'manual') return answer(target, { targetAddressSpace: wanted } as Init);
  return Object.defineProperties(responseFrom(url, ''), {
    status: { value: 0 },
    ok: { value: false },
  });
}

/** What the requests so far had there. */
const eachOf = (part: keyof RequestInit): unknown[] => [
  ...new Set(fetched.mock.calls.map(([, init]) => init[part])),
];

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
    expect(eachOf('cache')).toEqual(['no-store']);
  });
});

describe('a redirect of a host that is alone to be asked', () => {
  it.each([
    ['for a public page', {}],
    [
      'for a page of the private network',
      { tabUrl: 'http://10.0.0.1/', frameUrl: 'http://10.0.0.1/' },
    ],
  ])('is not followed %s', async (_, page) => {
    const url = 'https://pictures.example/moved.png';
    // By now the browser is known to heed what a request is meant for.
    await acquire(at('https://pictures.example/cat.png'), signal);
    network.redirects.set(url, 'https://elsewhere.example/cat.png');
    expect(await textAt(url, page)).toBe('the bytes');
    const picture = { kind: 'address', url, isHostOnly: true } as const;
    expect(await acquire(job(1, { ...page, picture }), signal)).toMatchObject({
      reason: 'unreachable',
    });
  });
});

describe('for a sandboxed frame', () => {
  it('no cookies are sent, as the browser sends none', async () => {
    await acquire(at('https://img.site.example/cat.png', { isSandboxed: true }), signal);
    expect(eachOf('credentials')).toEqual(['omit']);
  });
});

describe('for a private window', () => {
  it('no cookies are sent and nothing is left in the cache', async () => {
    await acquire(at('https://img.site.example/cat.png', { isPrivate: true }), signal);
    expect([eachOf('credentials'), eachOf('cache')]).toEqual([['omit'], ['no-store']]);
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
    network.redirects.set('https://img.site.example/r', 'https://elsewhere.example/cat.png');
    expect(await textAt('https://img.site.example/r')).toBe('the bytes');
    const followed = fetched.mock.calls.filter(([, { redirect }]) => redirect === undefined);
    expect(followed).toMatchObject([[expect.any(String), { credentials: 'omit' }]]);
  });

  const r = 'https://pictures.example/r';

  it('to another public address is followed, the first of all, too', async () => {
    network.redirects.set(r, 'https://cdn.example/cat.png');
    expect(await textAt(r)).toBe('the bytes');
    expect(await textAt(r)).toBe('the bytes');
  });

  it.each([
    ['that heeds what a request is meant for', {}],
    ['that does not', { heeds: false }],
    ['that sees no address but its proxy’s', { isProxied: true }],
  ])('into the private network is not followed by a browser %s', async (_, how) => {
    Object.assign(network, how);
    await acquire(at('https://pictures.example/cat.png'), signal);
    network.redirects.set(r, 'https://rebound.example/cam.png');
    network.rebound.add('rebound.example');
    expect(await acquire(at(r), signal)).toMatchObject({ reason: 'unreachable' });
    // What is followed is not to be had, and all else is not followed.
    for (const [, init] of fetched.mock.calls) {
      expect(init.redirect ?? init.targetAddressSpace).toMatch(/^(manual|error|public)$/);
    }
  });

  it.each([{ heeds: false }, { isProxied: true }])(
    'to a public address is not followed either where nobody can tell it from others: %j',
    async (how) => {
      Object.assign(network, how);
      network.redirects.set(r, 'https://cdn.example/cat.png');
      expect(await acquire(at(r), signal)).toMatchObject({ reason: 'unreachable' });
      expect(await textAt('https://pictures.example/cat.png')).toBe('the bytes');
    },
  );
});

describe('a name that a name server takes for a private address', () => {
  const spaces = () => fetched.mock.calls.map(([, init]) => init.targetAddressSpace);
  const rebound = at('https://rebound.example/cam.png');

  beforeEach(() => {
    network.rebound.add('rebound.example');
  });

  it.each([
    ['bytes', 200],
    ['an error', 404],
  ])('is not connected to, once a public one has answered with %s', async (_, status) => {
    network.status = status;
    await acquire(at('https://pictures.example/cat.png'), signal);
    network.status = 200;
    expect(await acquire(rebound, signal)).toMatchObject({ reason: 'unreachable' });
    expect(spaces()).toEqual(['loopback', 'public', 'public']);
  });

  it('is not told from others behind a proxy, where nothing public is ever connected to', async () => {
    network.isProxied = true;
    expect(await acquire(rebound, signal)).toHaveProperty('bytes');
    expect(spaces()).toEqual(['loopback', 'public', undefined]);
  });

  it('is connected to for a page of the private network', async () => {
    const page = { frameUrl: 'http://192.168.0.2/', tabUrl: 'http://192.168.0.2/' };
    await acquire(at('http://192.168.0.3/cat.png', page), signal);
    expect(spaces()).toEqual([undefined]);
  });
});
