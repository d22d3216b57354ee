// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, expect, it, vi } from 'vitest';
import { Viewing } from '../../../src/content/viewing';
import { isObserved, layOut, observersOf, scrollTo, stubObservers } from '../fakes/observers';

const onView = vi.fn();
let life: AbortController;
let viewing: Viewing;
let element: Element;

beforeEach(() => {
  onView.mockReset();
  stubObservers();
  life = new AbortController();
  viewing = new Viewing(onView, life.signal);
  element = document.createElement('img');
  viewing.add(element);
});

const view = () => [viewing.isNear(element), viewing.isOnScreen(element)];

it('tells what is on screen, near it and far away', () => {
  expect(view()).toEqual([false, false]);
  scrollTo(element, 'near');
  expect(view()).toEqual([true, false]);
  scrollTo(element, 'on-screen');
  expect(view()).toEqual([true, true]);
  scrollTo(element, 'far');
  expect(view()).toEqual([false, false]);
  expect(onView).toHaveBeenCalledWith(element);
});

it('tells nothing of what is far away from the first', () => {
  scrollTo(element, 'far');
  expect(onView).not.toHaveBeenCalled();
});

it('tells of a new size of what is near, and of nothing else far away', () => {
  layOut(element, 10, 10);
  expect(onView).not.toHaveBeenCalled();
  scrollTo(element, 'near');
  onView.mockClear();
  layOut(element, 20, 20);
  expect(onView).toHaveBeenCalledExactlyOnceWith(element);
  scrollTo(element, 'far');
  onView.mockClear();
  layOut(element, 30, 30);
  expect(onView).not.toHaveBeenCalled();
});

it('knows of what has come near whether it is on screen before the browser tells', () => {
  const told: boolean[] = [];
  onView.mockImplementation(() => told.push(viewing.isOnScreen(element)));
  scrollTo(element, 'on-screen');
  expect(told[0]).toBe(true);
  scrollTo(element, 'far');
  told.length = 0;
  scrollTo(element, 'near');
  expect(told[0]).toBe(false);
});

it('takes nothing for seen of which no more than an edge is in a window', () => {
  scrollTo(element, 'near');
  for (const { threshold } of observersOf(element)) {
    expect(threshold).toBeGreaterThan(0);
    expect(threshold).toBeLessThan(1e-6);
  }
});

it('follows an element until the last of its pictures has gone', () => {
  viewing.add(element);
  viewing.remove(element);
  expect(isObserved(element)).toBe(true);
  viewing.remove(element);
  expect([isObserved(element), viewing.isNear(element)]).toEqual([false, false]);
});

it('follows nothing after its end', () => {
  scrollTo(element, 'on-screen');
  life.abort();
  expect([isObserved(element), ...view()]).toEqual([false, false, false]);
});
