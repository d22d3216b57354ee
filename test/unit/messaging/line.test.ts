import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Line } from '../../../src/messaging/line';
import { serveLines } from '../../../src/messaging/serve-lines';
import { layLine, locks, stubServiceWorker } from '../fakes/service-worker';

vi.mock('webextension-polyfill', () => ({
  default: { runtime: { id: 'sightline' } },
}));

const cache = { name: 'contents', entries: 1, bytes: 2, hits: 3, misses: 4 } as const;
const answers = { classify: vi.fn(), cancel: vi.fn(), cache: vi.fn() };
/** The ends at the worker of the lines laid so far. */
let ends: MessagePort[];
let cut: () => void;
const meet = vi.fn();
let lay: ConstructorParameters<typeof Line>[0];
let line: Line<'offscreen'>;

beforeEach(() => {
  meet.mockReset();
  stubServiceWorker();
  const other = { check: (found: unknown) => found as never, answer: vi.fn() };
  serveLines('offscreen', {
    classify: { ...other, answer: answers.classify },
    cancel: {
      check: (found) => {
        if (found === undefined) throw new TypeError('cancel has no key');
        return found as { key: string };
      },
      answer: answers.cancel,
    },
    cache: { ...other, answer: answers.cache.mockReturnValue(cache) },
    prioritise: other,
    status: other,
    wake: other,
    forgetCache: other,
    memory: other,
  });
  ends = [];
  lay = async (take, onCut) => {
    cut = onCut;
    const end = layLine(take, meet);
    ends.push(end);
    return end;
  };
  line = new Line((...telling) => lay(...telling));
});

const ask = () => line.ask('cache', [], 10_000);

describe('a line', () => {
  it('is laid when it is first used, once for all calls', async () => {
    expect(ends).toHaveLength(0);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([cache, cache, cache]);
    expect(ends).toHaveLength(1);
  });

  it('brings each call its own answer, in whatever order they come', async () => {
    const open: ((value: string) => void)[] = [];
    answers.cancel.mockImplementation(() => new Promise((resolve) => open.push(resolve)));
    const calls = ['a', 'b'].map((key) => line.ask('cancel', [{ key }], 10_000));
    await vi.waitFor(() => expect(open).toHaveLength(2));
    expect(answers.cancel.mock.calls.map(([payload]) => payload)).toEqual([
      { key: 'a' },
      { key: 'b' },
    ]);
    open[1]?.('answer to b');
    expect(await calls[1]).toBe('answer to b');
    open[0]?.('answer to a');
    expect(await calls[0]).toBe('answer to a');
  });

  it('throws what the document threw, and what its check found wrong', async () => {
    answers.cache.mockImplementationOnce(() => {
      throw new RangeError('out of range', { cause: 'the cause' });
    });
    await expect(ask()).rejects.toMatchObject({
      name: 'RangeError',
      message: 'out of range',
      cause: 'the cause',
    });
    const nothing = [] as never;
    await expect(line.ask('cancel', nothing, 10_000)).rejects.toThrow('cancel has no key');
    await expect(line.ask('toString' as 'cache', [], 10_000)).rejects.toThrow(
      'offscreen takes no "toString" like this',
    );
  });

  it('where no document is open throws NoAnswerError, and is laid as soon as one is', async () => {
    const sound = lay;
    const cause = new Error('The offscreen document is not open');
    lay = () => Promise.reject(cause);
    await expect(ask()).rejects.toMatchObject({ name: 'NoAnswerError', cause });
    lay = sound;
    expect(await ask()).toEqual(cache);
  });

  it('that cannot carry a payload throws NoAnswerError', async () => {
    const odd = { key: () => 1 } as never;
    await expect(line.ask('cancel', [odd], 10_000)).rejects.toMatchObject({
      name: 'NoAnswerError',
    });
    expect(await ask()).toEqual(cache);
  });

  it('that is cut while calls wait throws NoAnswerError at once, and the next call lays a new one', async () => {
    answers.cancel.mockReturnValue(new Promise(() => undefined));
    const calls = [1, 2].map((key) => line.ask('cancel', [{ key: `${key}` }], 10_000));
    await vi.waitFor(() => expect(answers.cancel).toHaveBeenCalledTimes(2));
    cut();
    for (const call of calls) await expect(call).rejects.toMatchObject({ name: 'NoAnswerError' });
    expect(await ask()).toEqual(cache);
    expect(ends).toHaveLength(2);
  });

  it('whose answer takes too long throws LateAnswerError, and goes on', async () => {
    let answer: (value: undefined) => void = () => undefined;
    answers.cancel.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    await expect(line.ask('cancel', [{ key: 'a' }], 1)).rejects.toMatchObject({
      name: 'LateAnswerError',
    });
    await vi.waitFor(() => expect(answers.cancel).toHaveBeenCalled());
    answer(undefined);
    expect(await ask()).toEqual(cache);
    expect(ends).toHaveLength(1);
  });

  it('begins with the lock by which the document is known to be there, once it holds it', async () => {
    expect(await ask()).toEqual(cache);
    expect(meet).not.toHaveBeenCalled();
    const [[presence, hold]] = Object.entries(locks) as [[string, () => Promise<void>]];
    const release = vi.fn();
    void hold().then(release);
    await vi.waitFor(() => expect(meet.mock.calls).toEqual([[presence]]));
    expect(release).not.toHaveBeenCalled();

    await new Line<'offscreen'>(lay).ask('cache', [], 10_000);
    await vi.waitFor(() => expect(meet.mock.calls).toEqual([[presence], [presence]]));
  });

  it('of a worker that has died harms none that is laid later', async () => {
    let answer: (value: undefined) => void = () => undefined;
    answers.cancel.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const lost = line.ask('cancel', [{ key: 'a' }], 10_000);
    await vi.waitFor(() => expect(answers.cancel).toHaveBeenCalled());
    ends[0]?.close();
    const next = new Line<'offscreen'>(lay);
    answer(undefined);
    expect(await next.ask('cache', [], 10_000)).toEqual(cache);
    // Nobody is left who waits for it.
    lost.catch(() => undefined);
    cut();
  });
});
