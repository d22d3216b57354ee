import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { failed, skipped } from '../../../src/core/outcome';
import { SMALL } from '../../../src/download/bytes';
import { type Downloaded, downloadPicture } from '../../../src/download/download-picture';
import { type PictureHost, startPictureHost } from '../fakes/picture-host';
import { responseFrom } from '../fakes/pictures';

const MIB = 2 ** 20;
const CAP = 32 * MIB;

let host: PictureHost;
let life: AbortController;
let stalled = 0;

beforeAll(async () => {
  host = await startPictureHost(({ url }, response) => {
    if (url === '/cat.png') response.setHeader('content-type', 'image/png').end('the bytes');
    else if (url === '/redirect') response.writeHead(302, { location: '/cat.png' }).end();
    else if (url === '/heavy') response.writeHead(200, { 'content-length': CAP + 1 }).write('x');
    else if (url === '/stalls') {
      response.writeHead(200, { 'content-length': 100 }).write('x');
      stalled++;
    } else if (url === '/silent') {
      stalled++;
    } else if (url === '/broken') {
      response.writeHead(200, { 'content-length': 100 }).write('x', () => response.destroy());
    } else response.writeHead(404).end('Not found');
  });
});
afterAll(() => host.close());
beforeEach(() => {
  life = new AbortController();
  stalled = 0;
});

const download = (path: string, accept?: (url: string) => boolean) =>
  downloadPicture(host.url + path, { signal: life.signal, ...(accept && { accept }) });

/** A body of so many bytes, made as it is read; says how much of it was. */
function bodyOf(total: number) {
  const state = { read: 0, isCancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const size = Math.min(MIB, total - state.read);
      if (size > 0) controller.enqueue(new Uint8Array(size));
      else controller.close();
      state.read += size;
    },
    cancel() {
      state.isCancelled = true;
    },
  });
  return { state, stream };
}

describe('a picture', () => {
  it('comes with its bytes and the type that the server names', async () => {
    const { bytes, type } = (await download('cat.png')) as Downloaded;
    expect([await new Response(bytes).text(), type]).toEqual(['the bytes', 'image/png']);
  });

  it.each([
    ['a small one', 9, ArrayBuffer],
    ['one of many parts', 3 * SMALL, Blob],
  ])('has all its bytes in their order, %s', async (_, total, kind) => {
    const text = Array.from({ length: total }, (_, at) => at % 10).join('');
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < total; at += total / 3) {
          controller.enqueue(new TextEncoder().encode(text.slice(at, at + total / 3)));
        }
        controller.close();
      },
    });
    vi.stubGlobal('fetch', async () => responseFrom('x', stream));
    const { bytes } = (await download('')) as Downloaded;
    expect(bytes).toBeInstanceOf(kind);
    expect(await new Response(bytes).text()).toBe(text);
  });

  it('that is not there fails with the status', async () => {
    expect(await download('gone.png')).toEqual(failed('http-status', '404'));
  });

  it('whose host cannot be reached fails with what the browser says', async () => {
    const gone = await startPictureHost(() => undefined);
    await gone.close();
    const { signal } = life;
    expect(await downloadPicture(gone.url, { signal })).toMatchObject({
      kind: 'failed',
      reason: 'unreachable',
      detail: expect.any(String),
    });
  });

  it('whose connection breaks half-way is not taken for whole', async () => {
    expect(await download('broken')).toMatchObject({ kind: 'failed', reason: 'unreachable' });
  });

  it('is not read where a redirect led to an address that is refused', async () => {
    const accept = vi.fn((url: string) => !url.endsWith('/cat.png'));
    expect(await download('redirect', accept)).toEqual(skipped('private-address'));
    expect(accept).toHaveBeenCalledExactlyOnceWith(`${host.url}cat.png`);
    expect(await download('redirect', () => true)).toHaveProperty('bytes');
  });
});

describe('bytes that their host has said not to keep', () => {
  it.each([
    ['no-store', true],
    ['private, No-Cache', true],
    ['no-cache="set-cookie"', true],
    ['public,max-age=0, must-revalidate', false],
    [undefined, false],
    ['', false],
    ['max-age=60', false],
    ['s-maxage=0, max-age=60', false],
    ['public, x-no-store', false],
  ])('are known by %j: %s', async (said, isFleeting) => {
    const headers = said === undefined ? {} : { 'cache-control': said };
    vi.stubGlobal('fetch', async () => responseFrom('x', 'bytes', { headers }));
    expect(await download('')).toMatchObject({ isFleeting });
  });
});

describe('a download that takes too long', () => {
  it.each([
    ['is not answered', 'silent'],
    ['stops in its body', 'stalls'],
  ])('is timed out when it %s', async (_, path) => {
    const timeout = new AbortController();
    const limit = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timeout.signal);
    const answer = download(path);
    await vi.waitFor(() => expect(stalled).toBe(1));
    timeout.abort(new DOMException('Too long', 'TimeoutError'));
    expect(await answer).toEqual(failed('timed-out'));
    expect(limit).toHaveBeenCalledExactlyOnceWith(20_000);
  });

  it('can be given up', async () => {
    const answer = download('stalls');
    await vi.waitFor(() => expect(stalled).toBe(1));
    life.abort();
    expect(await answer).toEqual(skipped('cancelled'));
  });
});

describe('a picture that is too heavy', () => {
  it('is not read when the server says so', async () => {
    expect(await download('heavy')).toEqual(skipped('too-heavy'));
  });

  it.each([
    ['says nothing', {}],
    ['lies', { 'content-length': '10' }],
  ])('is read no further than the cap when the server %s', async (_, headers) => {
    const { state, stream } = bodyOf(10 * CAP);
    vi.stubGlobal('fetch', async () => responseFrom('x', stream, { headers }));
    expect(await download('')).toEqual(skipped('too-heavy'));
    expect(state.isCancelled).toBe(true);
    expect(state.read).toBeLessThan(CAP + 4 * MIB);
  });

  it('is told from one that weighs just what it may', async () => {
    vi.stubGlobal('fetch', async () => responseFrom('x', bodyOf(CAP).stream));
    expect(await download('')).toMatchObject({ bytes: { size: CAP } });
  });
});

describe('a length that is believed', () => {
  const believe = () => downloadPicture(host.url, { signal: life.signal, believesLength: true });
  const answer = (headers: Record<string, string>, total: number) => {
    const { state, stream } = bodyOf(total);
    const response = responseFrom('x', stream, { headers });
    const whole = [vi.spyOn(response, 'blob'), vi.spyOn(response, 'arrayBuffer')];
    vi.stubGlobal('fetch', async () => response);
    return { state, whole };
  };

  it.each([
    [SMALL, [0, 1], { byteLength: SMALL }],
    [SMALL + 1, [1, 0], { size: SMALL + 1 }],
  ])('has the body read as a whole, of %i bytes, with its type', async (total, calls, bytes) => {
    const { whole } = answer({ 'content-length': `${total}`, 'content-type': 'image/png' }, total);
    expect(await believe()).toMatchObject({ bytes, type: 'image/png' });
    expect(whole.map(({ mock }) => mock.calls.length)).toEqual(calls);
  });

  it('and was a lie leaves no large picture lying about in memory', async () => {
    answer({ 'content-length': '10' }, SMALL + 1);
    expect(await believe()).toMatchObject({ bytes: { size: SMALL + 1 } });
  });

  it('and was a lie leaves no picture', async () => {
    answer({ 'content-length': '10' }, CAP + 1);
    expect(await believe()).toEqual(skipped('too-heavy'));
  });

  it.each([
    ['is not said', {}],
    ['is that of what is compressed', { 'content-length': '10', 'content-encoding': 'gzip' }],
  ])('where it %s is not: it is read no further than the cap', async (_, headers) => {
    const { state, whole } = answer(headers, 10 * CAP);
    expect(await believe()).toEqual(skipped('too-heavy'));
    for (const each of whole) expect(each).not.toHaveBeenCalled();
    expect(state.read).toBeLessThan(CAP + 4 * MIB);
  });

  it('can be given up', async () => {
    const url = `${host.url}stalls`;
    const given = downloadPicture(url, { signal: life.signal, believesLength: true });
    await vi.waitFor(() => expect(stalled).toBe(1));
    life.abort();
    expect(await given).toEqual(skipped('cancelled'));
  });
});
