import { beforeEach, describe, expect, it, vi } from 'vitest';
import { record, text } from '../../../src/core/check';
import type * as Send from '../../../src/messaging/send';
import type * as Serve from '../../../src/messaging/serve';
import type { Service } from '../../../src/messaging/serve';
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

/** A service that takes whatever comes. */
const open = <P, R>(answer: (payload: P) => R): Service<P, R> => ({
  check: (found) => found as P,
  answer,
});

/** What a content script serves; the first of them is the test's. */
const methods = (classifyPicture = vi.fn()) => ({
  classifyPicture: open(classifyPicture),
  classifyHere: open(vi.fn()),
  classifyAll: open(vi.fn()),
  classifyPointed: open(vi.fn()),
  step: open(vi.fn()),
  say: open(vi.fn()),
  pictures: open(vi.fn()),
  showPicture: open(vi.fn()),
  retry: open(vi.fn()),
  corrected: open(vi.fn()),
});

const order = () => sendToFrame(1, 0, 'classifyPicture', [picture], 1_000);

describe('a served address', () => {
  it('hands the payload to the method, and its answer back', async () => {
    const classifyPicture = vi.fn();
    serve('content', methods(classifyPicture));
    expect(await order()).toBeUndefined();
    expect(classifyPicture).toHaveBeenCalledExactlyOnceWith(picture, undefined);
  });

  it('answers nothing that is meant for another', async () => {
    const classifyPicture = vi.fn();
    serve('content', methods(classifyPicture));
    const { sender } = extension.page();
    const others = [
      { to: 'pages', method: 'classifyPicture', payload: [picture] },
      { method: 'classifyPicture', payload: [picture] },
      { to: ['content'], method: 'classifyPicture', payload: [picture] },
      'content',
      null,
      undefined,
    ];
    for (const message of others) expect(await frame.receive(message, sender)).toBeUndefined();
    expect(classifyPicture).not.toHaveBeenCalled();
  });

  it('answers no web page’s content script, unless it is the background’s', async () => {
    const message = { to: 'background', method: 'status', payload: [] };
    const { sender } = extension.frame('https://site.example/');
    const asleep = { state: 'asleep' } as const;
    const status = vi.fn((_: undefined) => asleep);
    const other = open(vi.fn());
    const queue = { classify: other, cancel: other, prioritise: other };
    const both = { ...queue, status: open(status), wake: other };
    const historyChanged = vi.fn();
    serve('pages', { engineChanged: other, historyChanged: open(historyChanged) });
    const news = { to: 'pages', method: 'historyChanged', payload: [] };
    expect(await frame.receive(news, sender)).toBeUndefined();
    expect(historyChanged).not.toHaveBeenCalled();

    const page = {
      report: other,
      failed: other,
      bringOverlay: other,
      tab: other,
      wordSubject: other,
    };
    const stores = { caches: other, forgetCaches: other, memory: other, forgetRecent: other };
    const own = { ...stores, note: other, measured: other, userAsks: other, corrected: other };
    serve('background', { ...both, ...page, ...own });
    expect(await frame.receive(message, sender)).toEqual({ ok: true, value: asleep });
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
        error: { message: `content takes no "${method}" like this` },
      });
    },
  );

  it.each([
    ['no payload', { to: 'content', method: 'classifyPicture' }],
    ['a payload that is no list', { to: 'content', method: 'classifyPicture', payload: picture }],
    ['no method', { to: 'content', payload: [picture] }],
    [
      'a method that is no text',
      { to: 'content', method: ['classifyPicture'], payload: [picture] },
    ],
  ])('answers a message with %s with an error', async (_, message) => {
    const classifyPicture = vi.fn();
    serve('content', methods(classifyPicture));
    expect(await frame.receive(message, extension.page().sender)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/^content takes no "[^"]+" like this$/) },
    });
    expect(classifyPicture).not.toHaveBeenCalled();
  });

  it('repeats of a method that it does not have no more than the beginning', async () => {
    serve('content', methods());
    const message = { to: 'content', method: 'x'.repeat(1e6), payload: [] };
    const reply = (await frame.receive(message, extension.page().sender)) as { error: Error };
    expect(reply.error.message.length).toBeLessThan(100);
  });

  it('hands on what the check made of the payload, and says what it found wrong with it', async () => {
    const classifyPicture = vi.fn();
    const check = record<{ url: string }>({ url: text(30) });
    serve('content', { ...methods(), classifyPicture: { check, answer: classifyPicture } });
    const long = { url: 'x'.repeat(31) };
    await expect(sendToFrame(1, 0, 'classifyPicture', [long], 1_000)).rejects.toThrow(
      'classifyPicture.url is longer than 30',
    );
    expect(classifyPicture).not.toHaveBeenCalled();
    const more = { ...picture, more: 1 };
    await sendToFrame(1, 0, 'classifyPicture', [more], 1_000);
    expect(classifyPicture).toHaveBeenCalledExactlyOnceWith(picture, undefined);
  });

  it('looks at who asks before it looks at what', async () => {
    const check = vi.fn();
    const admit = () => {
      throw new Error('Not you');
    };
    serve('content', { ...methods(), classifyPicture: { admit, check, answer: vi.fn() } });
    await expect(order()).rejects.toThrow('Not you');
    expect(check).not.toHaveBeenCalled();
  });

  it('hands what it found out of who asks to the answer', async () => {
    const answer = vi.fn();
    const admit = ({ id }: { id?: string }) => `it is ${id}`;
    serve('content', { ...methods(), classifyPicture: { ...open(answer), admit } });
    await order();
    expect(answer).toHaveBeenCalledExactlyOnceWith(picture, 'it is sightline');
  });

  it('answers also when an error holds what cannot cross', async () => {
    const classifyPicture = vi.fn().mockRejectedValue(new Error('no way', { cause: () => 1 }));
    serve('content', methods(classifyPicture));
    await expect(order()).rejects.toThrow('no way');
  });

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
