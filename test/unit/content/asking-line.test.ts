// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { AskingLine } from '../../../src/content/asking-line';
import type { LabelledPicture } from '../../../src/content/labelled-picture';
import { pageLoad } from '../fakes/page-load';

const ask = vi.fn(async () => undefined);
let isMoving = false;
let line: AskingLine;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  ask.mockClear();
  isMoving = false;
  line = new AskingLine(
    ask,
    () => true,
    () => isMoving,
  );
  line.add({} as LabelledPicture, 'on-screen');
  return () => vi.useRealTimers();
});

it('asks at once where the page is at rest', () => {
  line.next();
  expect(ask).toHaveBeenCalledOnce();
});

it.each(['is loaded', 'moves'])('asks in a task of its own while the page %s', (how) => {
  onTestFinished(() => {
    pageLoad.isUnderWay = false;
  });
  pageLoad.isUnderWay = how === 'is loaded';
  isMoving = how === 'moves';
  line.next();
  expect(ask).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(ask).toHaveBeenCalledOnce();
});

it('does not put that task off, however often it is called before it', () => {
  isMoving = true;
  const set = vi.spyOn(globalThis, 'setTimeout');
  const clear = vi.spyOn(globalThis, 'clearTimeout');
  for (let frame = 0; frame < 5; frame++) line.next();
  expect([set.mock.calls.length, clear.mock.calls.length]).toEqual([1, 0]);
  vi.advanceTimersByTime(1);
  expect(ask).toHaveBeenCalledOnce();
});

it('asks those by hand at once all the same', () => {
  isMoving = true;
  line.add({} as LabelledPicture, 'asked');
  line.next();
  expect(ask).toHaveBeenCalledOnce();
});

it('lets go of what it waits for', () => {
  isMoving = true;
  line.next();
  line.clear();
  expect(vi.getTimerCount()).toBe(0);
});
