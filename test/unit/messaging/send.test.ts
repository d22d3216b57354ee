import { beforeEach, describe, expect, it, vi } from 'vitest';
import { announce } from '../../../src/messaging/announce';
import {
  LateAnswerError,
  NoAnswerError,
  OrphanedError,
  send,
  sendToAllFrames,
  sendToFrame,
} from '../../../src/messaging/send';

const { runtime, tabs } = vi.hoisted(() => ({
  runtime: { id: 'sightline' as string | undefined, sendMessage: vi.fn() },
  tabs: { sendMessage: vi.fn() },
}));
vi.mock('webextension-polyfill', () => ({ default: { runtime, tabs } }));

beforeEach(() => {
  runtime.id = 'sightline';
});

const status = () => send('background', 'status', [], 1_000);

describe('a message', () => {
  it('carries its address, and its answer is unpacked', async () => {
    runtime.sendMessage.mockResolvedValue({ ok: true, value: { state: 'asleep' } });
    expect(await status()).toEqual({ state: 'asleep' });
    expect(runtime.sendMessage).toHaveBeenCalledExactlyOnceWith({
      to: 'background',
      method: 'status',
      payload: [],
    });
  });

  it('to a frame goes to that frame alone', async () => {
    tabs.sendMessage.mockResolvedValue({ ok: true });
    await sendToFrame(3, 7, 'classifyPicture', [{ url: 'x' }], 1_000);
    expect(tabs.sendMessage).toHaveBeenCalledExactlyOnceWith(
      3,
      { to: 'content', method: 'classifyPicture', payload: [{ url: 'x' }] },
      { frameId: 7 },
    );
  });

  it('to all frames of a tab names none', async () => {
    tabs.sendMessage.mockResolvedValue({ ok: true });
    await sendToAllFrames(3, 'classifyAll', [], 1_000);
    expect(tabs.sendMessage).toHaveBeenCalledExactlyOnceWith(3, {
      to: 'content',
      method: 'classifyAll',
      payload: [],
    });
  });

  it('to all frames of a tab that has none throws NoAnswerError', async () => {
    tabs.sendMessage.mockRejectedValue(new Error('Could not establish connection.'));
    await expect(sendToAllFrames(3, 'classifyAll', [], 1_000)).rejects.toThrow(NoAnswerError);
  });

  it('that nobody answers throws NoAnswerError', async () => {
    runtime.sendMessage.mockResolvedValue(undefined);
    await expect(status()).rejects.toThrow(NoAnswerError);
  });

  it('that cannot be delivered throws NoAnswerError with its cause', async () => {
    const cause = new Error('Could not establish connection.');
    runtime.sendMessage.mockRejectedValue(cause);
    await expect(status()).rejects.toMatchObject({ name: 'NoAnswerError', cause });
  });

  it('whose answer takes too long throws LateAnswerError', async () => {
    vi.useFakeTimers();
    runtime.sendMessage.mockReturnValue(new Promise(() => undefined));
    const failure = expect(status()).rejects.toThrow(LateAnswerError);
    await vi.advanceTimersByTimeAsync(999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await failure;
    vi.useRealTimers();
  });

  it('leaves no timer behind once it is answered', async () => {
    vi.useFakeTimers();
    runtime.sendMessage.mockResolvedValue({ ok: true });
    await status();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('from an orphaned page throws OrphanedError, sent or not', async () => {
    runtime.sendMessage.mockRejectedValue(new Error('Extension context invalidated.'));
    await expect(status()).rejects.toThrow(OrphanedError);
    runtime.sendMessage.mockClear();
    runtime.id = undefined;
    await expect(status()).rejects.toThrow(OrphanedError);
    expect(runtime.sendMessage).not.toHaveBeenCalled();
  });

  it('throws what the other side threw', async () => {
    const error = new RangeError('out of range');
    runtime.sendMessage.mockResolvedValue({ ok: false, error });
    await expect(status()).rejects.toBe(error);
  });
});

describe('an announcement', () => {
  it('reaches an open popup', async () => {
    runtime.sendMessage.mockResolvedValue({ ok: true });
    await announce('engineChanged', [{ state: 'loading' }]);
    expect(runtime.sendMessage).toHaveBeenCalledExactlyOnceWith({
      to: 'pages',
      method: 'engineChanged',
      payload: [{ state: 'loading' }],
    });
  });

  it('to a closed popup is no error', async () => {
    runtime.sendMessage.mockResolvedValue(undefined);
    await expect(announce('historyChanged', [])).resolves.toBeUndefined();
  });

  it('does not hide what the popup threw, nor that the extension has gone', async () => {
    runtime.sendMessage.mockResolvedValue({ ok: false, error: new Error('a bug') });
    await expect(announce('historyChanged', [])).rejects.toThrow('a bug');
    runtime.id = undefined;
    await expect(announce('historyChanged', [])).rejects.toThrow(OrphanedError);
  });
});
