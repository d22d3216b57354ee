// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { NaturalSizes } from '../../../src/content/natural-sizes';
import { endLoading, loadedImages, stubImages } from '../fakes/pictures';

const onKnown = vi.fn();
let life: AbortController;
let sizes: NaturalSizes;

beforeEach(() => {
  stubImages();
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

it('one that never ends makes way, and is tried again', () => {
  vi.useFakeTimers();
  try {
    sizes.lookUp('endless');
    vi.advanceTimersByTime(19_999);
    expect(loadedImages()).toEqual(['endless']);
    vi.advanceTimersByTime(1);
    expect([loadedImages(), sizes.isKnown('endless')]).toEqual([[''], false]);
    sizes.lookUp('endless');
    expect(loadedImages()).toEqual(['', 'endless']);
  } finally {
    vi.useRealTimers();
  }
});
