import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Send from '../../../src/messaging/send';
import type * as Serve from '../../../src/messaging/serve';
import { type FakeContext, FakeExtension } from '../fakes/extension';

const picture = { url: 'https://a.example/cat.png' };
let extension: FakeExtension;
let frame: FakeContext;
let serve: typeof Serve.serve;
let sendToFrame: typeof Send.sendToFrame;

beforeEach(async () => {
  extension = new FakeExtension();
  frame = extension.frame('https://site.example/');
  ({ serve } = await extension.run(frame, () => import('../../../src/messaging/serve')));
  const page = extension.page();
  ({ sendToFrame } = await extension.run(page, () => import('../../../src/messaging/send')));
});

/** What a content script serves; the first of them is the test's. */
const methods = (classifyPicture = vi.fn()) => ({
  classifyPicture,
  classifyHere: vi.fn(),
  classifyAll: vi.fn(),
});

const order = () => sendToFrame(1, 0, 'classifyPicture', [picture], 1_000);

describe('a served address', () => {
  it('hands the payload and the sender to the method, and its answer back', async () => {
    const classifyPicture = vi.fn();
    serve('content', methods(classifyPicture));
    expect(await order()).toBeUndefined();
    expect(classifyPicture).toHaveBeenCalledExactlyOnceWith(
      picture,
      expect.objectContaining({ id: 'sightline' }),
    );
  });

  it('answers nothing that is meant for another', async () => {
    const classifyPicture = vi.fn();
    serve('content', methods(classifyPicture));
    const { sender } = extension.page();
    const others = [
      { to: 'pages', method: 'classifyPicture', payload: [picture] },
      { to: 'content', method: 'classifyPicture' },
      'content',
      null,
      undefined,
    ];
    for (const message of others) expect(await frame.receive(message, sender)).toBeUndefined();
    expect(classifyPicture).not.toHaveBeenCalled();
  });

  it('answers no web page’s content script, unless it is the background’s', async () => {
    const message = (to: string) => ({ to, method: 'status', payload: [] });
    const { sender } = extension.frame('https://site.example/');
    const asleep = { state: 'asleep' } as const;
    const status = vi.fn(() => asleep);
    const shared = { classify: vi.fn(), cancel: vi.fn(), prioritise: vi.fn(), wake: vi.fn() };
    const both = { ...shared, status, memory: vi.fn() };
    serve('offscreen', { ...both, cache: vi.fn() });
    expect(await frame.receive(message('offscreen'), sender)).toBeUndefined();
    expect(status).not.toHaveBeenCalled();

    const news = { report: vi.fn(), failed: vi.fn(), measured: vi.fn(), note: vi.fn() };
    serve('background', { ...both, ...news, bringOverlay: vi.fn(), caches: vi.fn() });
    expect(await frame.receive(message('background'), sender)).toEqual({ ok: true, value: asleep });
  });

  it('answers no other extension', async () => {
    const classifyPicture = vi.fn();
    serve('content', methods(classifyPicture));
    const message = { to: 'content', method: 'classifyPicture', payload: [picture] };
    expect(await frame.receive(message, { id: 'another' })).toBeUndefined();
    expect(await frame.receive(message, {})).toBeUndefined();
    expect(classifyPicture).not.toHaveBeenCalled();
  });

  it.each(['unknown', 'toString', 'constructor', '__proto__'])(
    'answers a method that it does not have (%s) with an error',
    async (method) => {
      serve('content', methods());
      const message = { to: 'content', method, payload: [] };
      expect(await frame.receive(message, extension.page().sender)).toMatchObject({
        ok: false,
        error: { message: `content has no method "${method}"` },
      });
    },
  );

  it('throws on the other side what the method threw, at once or later', async () => {
    const classifyPicture = vi.fn();
    serve('content', methods(classifyPicture));
    classifyPicture.mockImplementationOnce(() => {
      throw new RangeError('out of range', { cause: 'the cause' });
    });
    await expect(order()).rejects.toMatchObject({
      name: 'RangeError',
      message: 'out of range',
      cause: 'the cause',
    });
    classifyPicture.mockRejectedValueOnce(new Error('later'));
    await expect(order()).rejects.toThrow('later');
    classifyPicture.mockRejectedValueOnce('no error at all');
    await expect(order()).rejects.toThrow('no error at all');
  });

  it('stops answering when told to', async () => {
    const stop = serve('content', methods());
    await order();
    stop();
    await expect(order()).rejects.toMatchObject({ name: 'NoAnswerError' });
  });
});
