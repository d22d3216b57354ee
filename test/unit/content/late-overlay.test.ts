// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AfterLayout } from '../../../src/content/after-layout';
import { LateOverlay } from '../../../src/content/late-overlay';
import { Overlay } from '../../../src/content/overlay';
import type { Envelope } from '../../../src/messaging/protocol';
import { defer } from '../fakes/deferred';
import { boxOf, lay } from '../fakes/layout';
import { badges, makePicture, notice, openPage } from '../fakes/page';

const { sendMessage } = vi.hoisted(() => ({
  sendMessage: vi.fn<(message: Envelope) => Promise<unknown>>(),
}));
vi.mock('webextension-polyfill', async () => {
  const { FakeExtension } = await import('../fakes/extension');
  const { browser } = new FakeExtension().page();
  return { default: { ...browser, runtime: { ...browser.runtime, sendMessage } } };
});

const onError = vi.fn();
const actions = { correct: vi.fn(), dismiss: vi.fn() };
let life: AbortController;
let overlay: LateOverlay;

beforeEach(() => {
  openPage();
  globalThis.SightlineOverlay = Overlay;
  sendMessage.mockReset();
  sendMessage.mockResolvedValue({ ok: true });
  life = new AbortController();
  overlay = new LateOverlay(new AfterLayout(onError, life.signal), actions, onError, life.signal);
  return () => life.abort();
});

function anchor(name: string) {
  const element = lay(makePicture(name), 0, 0, 200, 100);
  return { element, paintedBox: () => boxOf(element) };
}
const trouble = (text: string) => ({ kind: 'trouble', text }) as const;
const orders = () => sendMessage.mock.calls.map(([{ to, method }]) => `${to}.${method}`);

it('asks for nothing while there is nothing to show', () => {
  overlay.moved();
  overlay.stirred();
  overlay.hide(anchor('cat'));
  expect(orders()).toEqual([]);
});

it('comes once, and shows what was to be shown until then', async () => {
  const [cat, dog] = [anchor('cat'), anchor('dog')];
  overlay.prepare();
  overlay.show(cat, trouble('cat'));
  overlay.show(dog, trouble('dog'));
  overlay.say('Nothing', { x: 0, y: 0 });
  overlay.hide(dog);
  expect(badges()).toEqual([]);
  await vi.waitFor(() => expect(badges()).toEqual(['cat']));
  expect(notice()).toBe('Nothing');
  overlay.show(dog, trouble('dog'));
  await vi.waitFor(() => expect(badges()).toEqual(['cat', 'dog']));
  overlay.hide(cat);
  await vi.waitFor(() => expect(badges()).toEqual(['dog']));
  expect(orders()).toEqual(['background.bringOverlay']);
});

it('is asked for again when the worker dies over it', async () => {
  sendMessage.mockRejectedValueOnce(new Error('The message channel closed'));
  overlay.show(anchor('cat'), trouble('cat'));
  await vi.waitFor(() => expect(badges()).toEqual(['cat']));
  expect(onError).not.toHaveBeenCalled();
});

describe('that does not come', () => {
  it('is asked for again with the next thing to show, and nothing is lost', async () => {
    globalThis.SightlineOverlay = undefined;
    overlay.show(anchor('cat'), trouble('cat'));
    await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce());
    globalThis.SightlineOverlay = Overlay;
    overlay.show(anchor('dog'), trouble('dog'));
    await vi.waitFor(() => expect(badges()).toEqual(['cat', 'dog']));
  });

  it('is asked for again when something happens after a rest', async () => {
    globalThis.SightlineOverlay = undefined;
    overlay.show(anchor('cat'), trouble('cat'));
    await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce());
    globalThis.SightlineOverlay = Overlay;
    overlay.stirred();
    expect(orders()).toHaveLength(1);
    const later = performance.now() + 5_000;
    vi.spyOn(performance, 'now').mockReturnValue(later);
    overlay.stirred();
    await vi.waitFor(() => expect(badges()).toEqual(['cat']));
  });

  it('shows nothing any more when all is over', async () => {
    const reply = defer<unknown>();
    sendMessage.mockReturnValue(reply.promise);
    overlay.show(anchor('cat'), trouble('cat'));
    life.abort();
    reply.resolve({ ok: true });
    await new Promise((resolve) => setTimeout(resolve));
    expect(badges()).toEqual([]);
    expect(onError).not.toHaveBeenCalled();
  });
});
