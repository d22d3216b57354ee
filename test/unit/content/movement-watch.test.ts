// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, expect, it, vi } from 'vitest';
import { MovementWatch } from '../../../src/content/movement-watch';
import { boxOf, lay } from '../fakes/layout';
import { isObserved, stubObservers, windowsOn } from '../fakes/observers';

const onMove = vi.fn();
let watch: MovementWatch;
let element: Element;

beforeEach(() => {
  stubObservers();
  watch = new MovementWatch(onMove);
  element = lay(document.createElement('img'), 10.5, 20.5, 100, 50);
  for (let time = 0; time < 2; time++) watch.watch(element, boxOf(element));
});

const see = (intersectionRatio: number) =>
  windowsOn(element)[0]?.tell(element, { intersectionRatio, boundingClientRect: boxOf(element) });

it('looks at each element through a window of just its size', () => {
  expect(windowsOn(element)).toMatchObject([
    {
      margin: `-20px ${-Math.floor(innerWidth - 110.5)}px ${-Math.floor(innerHeight - 70.5)}px -10px`,
      threshold: 1,
    },
  ]);
});

it('tells of every step out of it, but not of how things are to begin with', () => {
  see(1);
  expect(onMove).not.toHaveBeenCalled();
  see(0.9);
  expect(onMove).toHaveBeenCalledOnce();
});

it('tells of what has moved before the browser tells for the first time', () => {
  lay(element, 11.4, 20.5, 100, 50);
  see(0.99);
  expect(onMove).not.toHaveBeenCalled();
  watch.stop();
  watch.watch(element, boxOf(element));
  lay(element, -90, 20.5, 100, 50);
  see(0.1);
  expect(onMove).toHaveBeenCalledOnce();
  // From then on through a window where it is now, though its box may be told otherwise.
  watch.watch(element, { x: 11.4, y: 20.5, width: 100, height: 50 });
  expect(windowsOn(element)).toMatchObject([
    { margin: expect.stringMatching(/^-20px .* 90px$/), threshold: 0.1 },
  ]);
  see(0.1);
  expect(onMove).toHaveBeenCalledOnce();
});

it('lets go of what has moved, to watch it from where it comes to rest', () => {
  see(1);
  see(0.9);
  expect(isObserved(element)).toBe(false);
  lay(element, 10.5, 30.5, 100, 50);
  watch.watch(element, boxOf(element));
  expect(windowsOn(element)).toMatchObject([{ margin: expect.stringMatching(/^-30px /) }]);
});

it('takes what can be seen of a clipped element for the whole', () => {
  see(0.5);
  expect(windowsOn(element)).toMatchObject([{ threshold: 0.5 }]);
  see(0.5);
  expect(onMove).not.toHaveBeenCalled();
  see(0.4);
  expect(onMove).toHaveBeenCalledOnce();
});

it('watches several elements until it is stopped', () => {
  const other = document.createElement('img');
  watch.watch(other, boxOf(other));
  expect([isObserved(element), isObserved(other)]).toEqual([true, true]);
  watch.stop();
  expect([isObserved(element), isObserved(other)]).toEqual([false, false]);
});

it('leaves alone what is nowhere', () => {
  const lost = document.createElement('img');
  watch.watch(lost, { x: 0, y: Number.NaN, width: Number.POSITIVE_INFINITY, height: 1 });
  expect(isObserved(lost)).toBe(false);
});
