// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://site.example/page" }
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, askAboutScreen } from '../../../src/content/ask';
import { Question } from '../../../src/content/question';
import { failed, skipped } from '../../../src/core/outcome';
import type { Envelope, Question as Message } from '../../../src/messaging/protocol';
import { defer } from '../fakes/deferred';
import { scored } from '../fakes/offscreen-document';
import { asPicture, makePicture, openPage } from '../fakes/page';

const { sendMessage } = vi.hoisted(() => ({
  sendMessage: vi.fn<(message: Envelope) => Promise<unknown>>(),
}));
vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: { id: 'sightline', sendMessage },
    extension: { inIncognitoContext: false },
  },
}));

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
  sendMessage.mockReset();
  return () => vi.useRealTimers();
});

const noAnswer = () => Promise.reject(new Error('The message channel closed'));
const questions = () =>
  sendMessage.mock.calls
    .map(([message]) => message)
    .filter(({ method }) => method === 'classify')
    .map(({ payload }) => payload[0] as Message);
const cancelled = () =>
  sendMessage.mock.calls
    .map(([message]) => message)
    .filter(({ method }) => method === 'cancel')
    .map(({ payload }) => payload[0] as { id: string });

describe('a question', () => {
  it('carries the picture and how much it presses, and brings its outcome', async () => {
    sendMessage.mockResolvedValue({ ok: true, value: scored() });
    expect(await ask(picture, url, about, question)).toEqual(scored());
    expect(questions()).toMatchObject([
      { picture: { kind: 'address', url }, priority: 'near', ...about },
    ]);
    expect(cancelled()).toEqual([]);
  });

  it('says when it is on its way, before its answer is there', async () => {
    const answer = defer<unknown>();
    sendMessage.mockReturnValue(answer.promise);
    const onPosed = vi.fn(() => expect(questions()).toHaveLength(1));
    const asked = ask(picture, url, about, question, onPosed);
    await vi.waitFor(() => expect(onPosed).toHaveBeenCalledOnce());
    answer.resolve({ ok: true, value: scored() });
    expect(await asked).toEqual(scored());
  });

  it('has a name of its own', async () => {
    sendMessage.mockResolvedValue({ ok: true, value: scored() });
    await Promise.all([
      ask(picture, url, about, question),
      ask(picture, url, about, new Question('near')),
    ]);
    expect(new Set(questions().map(({ id }) => id)).size).toBe(2);
  });

  it('is asked again under the same name when the worker died over it', async () => {
    sendMessage.mockImplementationOnce(noAnswer).mockResolvedValueOnce(undefined);
    sendMessage.mockResolvedValue({ ok: true, value: scored() });
    const answer = ask(picture, url, about, question);
    await vi.advanceTimersByTimeAsync(50 + 250);

    expect(await answer).toEqual(scored());
    expect(questions()).toHaveLength(3);
    expect(new Set(questions().map(({ id }) => id)).size).toBe(1);
  });

  it('fails with a reason after five times without an answer', async () => {
    sendMessage.mockImplementation(noAnswer);
    const answer = ask(picture, url, about, question);
    await vi.advanceTimersByTimeAsync(50 + 250 + 1_000 + 4_000);

    expect(await answer).toMatchObject({
      kind: 'failed',
      reason: 'interrupted',
      detail: 'The message channel closed',
    });
    expect(questions()).toHaveLength(5);
  });

  it('that meets a bug is not asked again', async () => {
    sendMessage.mockResolvedValue({ ok: false, error: new TypeError('a bug') });
    await expect(ask(picture, url, about, question)).rejects.toThrow('a bug');
    expect(questions()).toHaveLength(1);
  });

  it('is asked again where somebody else gave up the same picture', async () => {
    sendMessage.mockResolvedValueOnce({ ok: true, value: skipped('cancelled') });
    sendMessage.mockResolvedValue({ ok: true, value: scored() });
    const answer = ask(picture, url, about, question);
    await vi.advanceTimersByTimeAsync(50);
    expect(await answer).toEqual(scored());
    expect(questions()).toHaveLength(2);
  });

  it('is not asked again once the extension has gone', async () => {
    sendMessage.mockRejectedValue(new Error('Extension context invalidated.'));
    await expect(ask(picture, url, about, question)).rejects.toMatchObject({
      name: 'OrphanedError',
    });
    expect(questions()).toHaveLength(1);
  });
});

describe('a question that comes to press more, or less', () => {
  const moves = () =>
    sendMessage.mock.calls
      .map(([message]) => message)
      .filter(({ method }) => method === 'prioritise')
      .map(({ payload }) => payload[0]);

  it('tells the worker so once, whether the worker answers or not', async () => {
    const reply = defer<unknown>();
    sendMessage.mockImplementation(({ method }) =>
      method === 'classify' ? reply.promise : noAnswer(),
    );
    const answer = ask(picture, url, about, question);
    await vi.waitFor(() => expect(questions()).toHaveLength(1));
    for (const priority of ['near', 'asked', 'asked'] as const) question.prioritise(priority);
    expect(moves()).toEqual([{ id: questions()[0]?.id, priority: 'asked' }]);
    reply.resolve({ ok: true, value: scored() });
    expect(await answer).toEqual(scored());
  });

  it('is asked again as what it is by then', async () => {
    sendMessage.mockImplementationOnce(noAnswer);
    sendMessage.mockResolvedValue({ ok: true, value: scored() });
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
    sendMessage.mockImplementation(({ method }) =>
      method === 'classify' ? reply.promise : Promise.resolve({ ok: true }),
    );
    const answer = ask(picture, url, about, question);
    await vi.waitFor(() => expect(questions()).toHaveLength(1));
    question.giveUp();
    expect(cancelled()).toEqual([{ id: questions()[0]?.id }]);
    reply.resolve({ ok: true, value: skipped('cancelled') });
    expect(await answer).toEqual(skipped('cancelled'));
  });

  it('between two attempts ends them', async () => {
    sendMessage.mockImplementation(noAnswer);
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
    expect(sendMessage).not.toHaveBeenCalled();
  });

  it('after the answer tells nobody', async () => {
    sendMessage.mockResolvedValue({ ok: true, value: scored() });
    await ask(picture, url, about, question);
    question.giveUp();
    expect(cancelled()).toEqual([]);
  });
});

it('about a picture that cannot be referred to is not asked', async () => {
  expect(await ask(picture, 'ftp://a.example/cat.png', about, question)).toEqual(
    skipped('unsupported-address'),
  );
  expect(sendMessage).not.toHaveBeenCalled();
});

describe('a host that refuses', () => {
  const refuse = (status: string) =>
    sendMessage.mockResolvedValueOnce({ ok: true, value: failed('http-status', status) });

  it.each(['401', '403'])('with %s is told of the page as the page told it', async (status) => {
    refuse(status);
    sendMessage.mockResolvedValue({ ok: true, value: scored() });
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
    sendMessage.mockResolvedValue({ ok: true, value: scored() });
    expect(await askAboutScreen(box, new Question('asked'))).toEqual(scored());
    expect(questions()).toMatchObject([{ picture: { kind: 'screen', box }, priority: 'asked' }]);
  });

  it('can be given up', async () => {
    sendMessage.mockImplementation(() => new Promise(() => undefined));
    const answer = askAboutScreen(box, question);
    question.giveUp();
    expect(await answer).toEqual(skipped('cancelled'));
  });
});
