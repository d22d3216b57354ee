// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://site.example/page" }
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NaturalSizes } from '../../../src/content/natural-sizes';
import { forbid, stubReports } from '../fakes/observers';
import { endLoading, loadedImages, responseFrom, stubImages } from '../fakes/pictures';

const onKnown = vi.fn();
const fetched = vi.fn<typeof fetch>();
let life: AbortController;
let sizes: NaturalSizes;

beforeEach(() => {
  stubImages();
  stubReports();
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('origin', 'https://site.example');
  life = new AbortController();
  sizes = new NaturalSizes(onKnown, life.signal);
});

it('a size is looked up once, and told', () => {
  for (let time = 0; time < 3; time++) sizes.lookUp('cat');
  expect(sizes.isKnown('cat')).toBe(false);
  endLoading('cat', 40, 30);
  sizes.lookUp('cat');
  expect([sizes.isKnown('cat'), sizes.get('cat')]).toEqual([true, { width: 40, height: 30 }]);
  expect(onKnown).toHaveBeenCalledExactlyOnceWith('cat');
  expect(loadedImages()).toEqual(['cat']);
});

it('what is broken is known to have none', () => {
  sizes.lookUp('cat');
  endLoading('cat');
  expect([sizes.isKnown('cat'), sizes.get('cat')]).toEqual([true, undefined]);
});

it('only the last 5,000 are remembered', () => {
  for (let index = 0; index <= 5_000; index++) {
    sizes.lookUp(String(index));
    endLoading(String(index), 1, 1);
  }
  expect([sizes.isKnown('0'), sizes.isKnown('1'), sizes.isKnown('5000')]).toEqual([
    false,
    true,
    true,
  ]);
});

it('of long addresses only the last 500 are', () => {
  const nameOf = (index: number) => `${index} `.padEnd(5_000, 'x');
  for (let index = 0; index <= 500; index++) {
    sizes.lookUp(nameOf(index));
    endLoading(nameOf(index), 1, 1);
  }
  expect([0, 1, 500].map((index) => sizes.isKnown(nameOf(index)))).toEqual([false, true, true]);
});

it('no more than twenty are looked up at once, the others when they are asked for again', () => {
  const lookUpAll = () => {
    for (let index = 0; index < 30; index++) sizes.lookUp(String(index));
  };
  const first = Array.from({ length: 20 }, (_, index) => String(index));
  lookUpAll();
  expect(loadedImages()).toEqual(first);
  endLoading('7', 1, 1);
  endLoading('8');
  lookUpAll();
  expect(loadedImages()).toEqual([...first, '20', '21']);
});

it('nothing is loaded any more after the end', () => {
  sizes.lookUp('cat');
  life.abort();
  expect(loadedImages()).toEqual(['']);
  endLoading('', 40, 30);
  expect([sizes.isKnown('cat'), onKnown.mock.calls]).toEqual([false, []]);
});

it('one that never ends makes way, and is taken for broken', () => {
  vi.useFakeTimers();
  try {
    sizes.lookUp('endless');
    vi.advanceTimersByTime(19_999);
    expect(loadedImages()).toEqual(['endless']);
    vi.advanceTimersByTime(1);
    expect([loadedImages(), sizes.isKnown('endless')]).toEqual([[''], true]);
    expect([sizes.get('endless'), onKnown.mock.calls]).toEqual([undefined, [['endless']]]);
  } finally {
    vi.useRealTimers();
  }
});

describe('a picture of the page’s own origin', () => {
  const url = 'https://site.example/cat.png';

  it('is looked up in the cache, and its host is not asked', async () => {
    const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:cat');
    const revoked = vi.spyOn(URL, 'revokeObjectURL');
    fetched.mockImplementation(async () => responseFrom(url, 'the bytes'));
    sizes.lookUp(url);
    await vi.waitFor(() => expect(loadedImages()).toEqual(['blob:cat']));
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ cache: 'only-if-cached' });
    endLoading('blob:cat', 40, 30);
    expect(sizes.get(url)).toEqual({ width: 40, height: 30 });
    expect([made.mock.calls.length, revoked.mock.calls]).toEqual([1, [['blob:cat']]]);
  });

  it.each([
    ['is loaded where the cache has not got it', false, [url]],
    ['is taken for broken where the page may not load it', true, ['']],
  ])('%s', async (_, isForbidden, loaded) => {
    if (isForbidden) forbid(url);
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    sizes.lookUp(url);
    await vi.waitFor(() => expect(fetched).toHaveBeenCalledOnce());
    await vi.waitFor(() =>
      expect([loadedImages(), sizes.isKnown(url)]).toEqual([loaded, isForbidden]),
    );
  });
});

describe('a picture of another origin', () => {
  const url = 'https://other.example/cat.png?a';

  it.each([
    ['of its address', url],
    [
      'of its address but for what reports leave out',
      url,
      'https://me:word@other.example/cat.png?a#b',
    ],
    ['of its origin alone', 'https://other.example', url, 'object-src'],
  ])(
    'is not loaded where the page’s policy has spoken %s',
    (_, told, asked = url, directive = 'img-src') => {
      forbid(told, directive);
      sizes.lookUp(asked);
      expect([loadedImages(), sizes.isKnown(asked), sizes.get(asked)]).toEqual([
        [],
        true,
        undefined,
      ]);
    },
  );

  it.each([
    ['another address', 'https://other.example/dog.png', 'img-src', 'enforce'],
    ['a script', url, 'script-src', 'enforce'],
    ['what it only reports', url, 'img-src', 'report'],
  ])('is loaded where the policy has spoken of %s', (_, told, directive, disposition) => {
    forbid(told, directive, disposition);
    sizes.lookUp(url);
    expect(loadedImages()).toEqual([url]);
  });

  it('is not loaded where reports of before may be lost, or there are too many to remember', () => {
    for (let index = 0; index < 1_001; index++) forbid(`https://a.example/${index}`);
    sizes.lookUp(url);
    for (let index = 0; index < 100; index++) forbid(`https://a.example/${index}`);
    const late = new NaturalSizes(onKnown, life.signal);
    stubReports();
    late.lookUp(url);
    expect(loadedImages()).toEqual([]);
  });
});
