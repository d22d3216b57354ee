// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, expect, it, vi } from 'vitest';
import { FrameView } from '../../../src/content/frame-view';
import { lay } from '../fakes/layout';
import { FakeObserver, isObserved, stubObservers } from '../fakes/observers';

const onChange = vi.fn();
const screen = document.createElement('div');
const whole = () => ({ x: 0, y: 0, width: innerWidth, height: innerHeight });

beforeEach(() => stubObservers());

it("a tab's window is seen whole, and nothing watches it", () => {
  const view = new FrameView(screen, onChange);
  view.refresh();
  expect([view.part, isObserved(screen)]).toEqual([whole(), false]);
});

it('a window ends where its scrollbars begin', () => {
  const own = document.createElement('div');
  const view = new FrameView(own, onChange);
  expect(view.window).toEqual(whole());
  const inner = { ...whole(), width: innerWidth - 15 };
  lay(own, 0, 0, inner.width, inner.height);
  expect([view.window, view.part]).toEqual([inner, inner]);
});

it('a frame knows which part of its window is to be seen, and tells of another', () => {
  vi.stubGlobal('parent', {});
  const view = new FrameView(screen, onChange);
  view.refresh();
  const part = { x: 0, y: 100, width: 300, height: 50 };
  const see = () => FakeObserver.made[0]?.tell(screen, { intersectionRect: part });
  expect(view.part).toEqual(whole());
  see();
  see();
  expect(view.part).toEqual(part);
  expect(onChange).toHaveBeenCalledOnce();
  view.stop();
  expect([view.part, isObserved(screen)]).toEqual([whole(), false]);
});
