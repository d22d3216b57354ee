// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://site.example/page" }
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, askAboutScreen } from '../../../src/content/ask';
import { Question } from '../../../src/content/question';
import { workerLine } from '../../../src/content/worker-line';
import { failed, skipped } from '../../../src/core/outcome';
import type { LineCall } from '../../../src/messaging/line';
import type { Question as Message } from '../../../src/messaging/protocol';
import { defer } from '../fakes/deferred';
import { scored } from '../fakes/offscreen-document';
import { asPicture, makePicture, openPage } from '../fakes/page';

const { onConnect, put } = vi.hoisted(() => ({
  onConnect: vi.fn(),
  /** What the worker is asked; without a reply to it the worker dies. */
  put: vi.fn<(call: LineCall) => Promise<unknown>>(),
}));
vi.mock('webextension-polyfill', async () => {
  const { FakeEvent } = await import('../fakes/event');
  const connect = () => {
    onConnect();
    const [onMessage, onDisconnect] = [new FakeEvent(), new FakeEvent()];
    const postMessage = (call: LineCall) =>
      void put(call).then((reply) => onMessage.fire({ id: call.id, reply }), onDisconnect.fire);
    return { onMessage, onDisconnect, postMessage };
  };
  return {
    default: { runtime: { id: 'sightline', connect }, extension: { inIncognitoContext: false } },
  };
});

const url = 'https://other.example/cat.png';
const about = { backdrop: '#ffffff' };
let question: Question;
let picture: ReturnType<typeof asPicture>;

beforeEach(() => {
  openPage();
  // The page as the browser's cache has it, which came with no policy.
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response('')),
  );
  const came = [{ name: location.href } as PerformanceEntry];
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue(came);
  picture = asPicture(makePicture(url));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  question = new Question('near');
  put.mockReset();
  onConnect.mockReset();
  workerLine.cut();
  return () => vi.useRealTimers();
});

const noAnswer = () => Promise.reject(new Error('The worker died'));
const questions = () =>
  put.mock.calls
    .map(([message]) => message)
    .filter(({ method }) => method === 'classify')
    .map(({ payload }) => payload[0] as Message);
const cancelled = () =>
  put.mock.calls
    .map(([message]) => message)
    .filter(({ method }) => method === 'cancel')
    .map(({ payload }) => payload[0] as { id: string });

describe('a question', () => {
  it('carries the picture and how much it presses, and brings its outcome', async () => {
    put.mockResolvedValue({ ok: true, value: scored() });
    expect(await ask(picture, url, about, question)).toEqual(scored());
    expect(questions()).toMatchObject([
      { picture: { kind: 'address', url }, priority: 'near', ...about },
    ]);
    expect(cancelled()).toEqual([]);
  });

  it('says when it is on its way, before its answer is there', async () => {
    const answer = defer<unknown>();
    put.mockReturnValue(answer.promise);
    const onPosed = vi.fn();
    const asked = ask(picture, url, about, question, onPosed);
    await vi.waitFor(() => expect(onPosed).toHaveBeenCalledOnce());
    await vi.waitFor(() => expect(questions()).toHaveLength(1));
    answer.resolve({ ok: true, value: scored() });
    expect(await asked).toEqual(scored());
  });

  it('has a name of its own', async () => {
    put.mockResolvedValue({ ok: true, value: scored() });
    await Promise.all([
      ask(picture, url, about, question),
      ask(picture, url, about, new Question('near')),
    ]);
    expect(new Set(questions().map(({ id }) => id)).size).toBe(2);
  });

  it('is asked again under the same name when the worker died over it', async () => {
    put.mockImplementationOnce(noAnswer).mockResolvedValueOnce(undefined);
    put.mockResolvedValue({ ok: true, value: scored() });
    const answer = ask(picture, url, about, question);
    await vi.advanceTimersByTimeAsync(50 + 250);

    expect(await answer).toEqual(scored());
    expect(questions()).toHaveLength(3);
    expect(new Set(questions().map(({ id }) => id)).size).toBe(1);
  });

  it('fails with a reason after five times without an answer', async () => {
    put.mockImplementation(noAnswer);
    const answer = ask(picture, url, about, question);
    await vi.advanceTimersByTimeAsync(50 + 250 + 1_000 + 4_000);

    expect(await answer).toMatchObject({
      kind: 'failed',
      reason: 'interrupted',
      detail: 'No answer',
    });
    expect(questions()).toHaveLength(5);
  });

  it('that meets a bug is not asked again', async () => {
    put.mockResolvedValue({ ok: false, error: new TypeError('a bug') });
    await expect(ask(picture, url, about, question)).rejects.toThrow('a bug');
    expect(questions()).toHaveLength(1);
  });

  it('is asked again where somebody else gave up the same picture', async () => {
    put.mockResolvedValueOnce({ ok: true, value: skipped('cancelled') });
    put.mockResolvedValue({ ok: true, value: scored() });
    const answer = ask(picture, url, about, question);
    await vi.advanceTimersByTimeAsync(50);
    expect(await answer).toEqual(scored());
    expect(questions()).toHaveLength(2);
  });

  it('is not asked again once the extension has gone', async () => {
    onConnect.mockImplementation(() => {
      throw new Error('Extension context invalidated.');
    });
    await expect(ask(picture, url, about, question)).rejects.toMatchObject({
      name: 'OrphanedError',
    });
    expect(onConnect).toHaveBeenCalledOnce();
  });
});

describe('a question that comes to press more, or less', () => {
  const moves = () =>
    put.mock.calls
      .map(([message]) => message)
      .filter(({ method }) => method === 'prioritise')
      .map(({ payload }) => payload[0]);

  it('tells the worker so once, whether the worker answers or not', async () => {
    const reply = defer<unknown>();
    put.mockImplementation(({ method }) =>
      method === 'classify' ? reply.promise : new Promise(() => undefined),
    );
    const answer = ask(picture, url, about, question);
    await vi.waitFor(() => expect(questions()).toHaveLength(1));
    for (const priority of ['near', 'asked', 'asked'] as const) question.prioritise(priority);
    await vi.waitFor(() => expect(moves()).not.toEqual([]));
    expect(moves()).toEqual([{ id: questions()[0]?.id, priority: 'asked' }]);
    reply.resolve({ ok: true, value: scored() });
    expect(await answer).toEqual(scored());
  });

  it('is asked again as what it is by then', async () => {
    put.mockImplementationOnce(noAnswer);
    put.mockResolvedValue({ ok: true, value: scored() });
    const answer = ask(picture, url, about, question);
    await vi.advanceTimersByTimeAsync(10);
    question.prioritise('on-screen');
    await vi.advanceTimersByTimeAsync(50);
    await answer;
    expect(questions().map(({ priority }) => priority)).toEqual(['near', 'on-screen']);
  });
});

describe('giving a question up', () => {
  it('tells the worker which', async () => {
    const reply = defer<unknown>();
    put.mockImplementation(({ method }) =>
      method === 'classify' ? reply.promise : Promise.resolve({ ok: true }),
    );
    const answer = ask(picture, url, about, question);
    await vi.waitFor(() => expect(questions()).toHaveLength(1));
    question.giveUp();
    await vi.waitFor(() => expect(cancelled()).not.toEqual([]));
    expect(cancelled()).toMatchObject([{ id: questions()[0]?.id }]);
    reply.resolve({ ok: true, value: skipped('cancelled') });
    expect(await answer).toEqual(skipped('cancelled'));
  });

  it('between two attempts ends them', async () => {
    put.mockImplementation(noAnswer);
    const answer = ask(picture, url, about, question);
    await vi.advanceTimersByTimeAsync(10);
    question.giveUp();
    await vi.advanceTimersByTimeAsync(50);
    expect(await answer).toEqual(skipped('cancelled'));
    expect(questions()).toHaveLength(1);
  });

  it('before it was asked asks nothing', async () => {
    question.giveUp();
    expect(await ask(picture, url, about, question)).toEqual(skipped('cancelled'));
    expect(put).not.toHaveBeenCalled();
  });

  it('after the answer tells nobody', async () => {
    put.mockResolvedValue({ ok: true, value: scored() });
    await ask(picture, url, about, question);
    question.giveUp();
    expect(cancelled()).toEqual([]);
  });
});

it('about a picture that cannot be referred to is not asked', async () => {
  expect(await ask(picture, 'ftp://a.example/cat.png', about, question)).toEqual(
    skipped('unsupported-address'),
  );
  expect(put).not.toHaveBeenCalled();
});

describe('a host that refuses', () => {
  const refuse = (status: string) =>
    put.mockResolvedValueOnce({ ok: true, value: failed('http-status', status) });

  it.each(['401', '403'])('with %s is told of the page as the page told it', async (status) => {
    refuse(status);
    put.mockResolvedValue({ ok: true, value: scored() });
    expect(await ask(picture, url, about, question)).toEqual(scored());
    const referrer = 'https://site.example/';
    expect(questions()).toMatchObject([
      { picture: { kind: 'address', url } },
      { picture: { kind: 'address', url, referrer } },
    ]);
    expect(questions()[0]?.picture).not.toHaveProperty('referrer');
  });

  it('with another word is asked once', async () => {
    refuse('404');
    expect(await ask(picture, url, about, question)).toEqual(failed('http-status', '404'));
    expect(questions()).toHaveLength(1);
  });

  it('is not told of a page that forbids it', async () => {
    picture.element.setAttribute('referrerpolicy', 'no-referrer');
    refuse('403');
    expect(await ask(picture, url, about, question)).toEqual(failed('http-status', '403'));
    expect(questions()).toHaveLength(1);
  });
});

describe('a question about the screen', () => {
  const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };

  it('presses most, for the user has asked by hand', async () => {
    put.mockResolvedValue({ ok: true, value: scored() });
    expect(await askAboutScreen(box, new Question('asked'))).toEqual(scored());
    expect(questions()).toMatchObject([{ picture: { kind: 'screen', box }, priority: 'asked' }]);
  });

  it('can be given up', async () => {
    put.mockImplementation(() => new Promise(() => undefined));
    const answer = askAboutScreen(box, question);
    question.giveUp();
    expect(await answer).toEqual(skipped('cancelled'));
  });
});
