import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../../src/core/outcome';
import type { LineCall } from '../../../src/messaging/line';
import type { Job } from '../../../src/messaging/protocol';
import { Background, question } from '../fakes/background';
import { EXTENSION_ORIGIN, type FakeContext } from '../fakes/extension';
import { scored } from '../fakes/offscreen-document';

const { fallSilent } = vi.hoisted(() => ({ fallSilent: vi.fn() }));
vi.mock('../../../src/background/fall-silent', () => ({ fallSilent }));

let background: Background;
let page: FakeContext;

beforeEach(async () => {
  background = await Background.start();
  page = background.extension.frame('https://site.example/');
});

afterEach(() => {
  vi.useRealTimers();
  fallSilent.mockReset();
});

const urls = Array.from({ length: 12 }, (_, index) => `https://a.example/${index}.png`);

describe('the offscreen document', () => {
  it('is made when the first picture comes, and not before', async () => {
    expect(background.extension.offscreenMade).toBe(0);
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    await background.ask(page, question());
    expect(background.extension.offscreenMade).toBe(1);
  });

  it('is made once for many pictures at a time', async () => {
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    const answers = await Promise.all(urls.map((url) => background.ask(page, question(url))));

    expect(answers).toEqual(urls.map(() => scored()));
    expect(background.extension.offscreenMade).toBe(1);
  });

  it('is made again after it was closed, for the next picture', async () => {
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    await background.ask(page, question(urls[0]));
    background.extension.closeOffscreen();

    expect(await background.ask(page, question(urls[1]))).toEqual(scored());
    expect(background.extension.offscreenMade).toBe(2);
  });

  it('is made again when it dies over questions, which all get their answers', async () => {
    const answers = urls.map((url) => background.ask(page, question(url)));
    await background.jobs(urls.length);
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    background.extension.closeOffscreen();

    expect(await Promise.all(answers)).toEqual(urls.map(() => scored()));
    expect(background.extension.offscreenMade).toBe(2);
  });

  it('that dies each time is made four times, and the picture then fails with a reason', async () => {
    background.extension.createOffscreen = () => {
      const dying = background.extension.page();
      dying.takeLine = (port) => {
        port.onmessage = () => background.extension.closeOffscreen();
      };
      return dying;
    };

    expect(await background.ask(page, question())).toMatchObject({
      kind: 'failed',
      reason: 'interrupted',
      retryable: true,
    });
    expect(background.extension.offscreenMade).toBe(4);
  });

  it('that could not be made is tried again for the next picture', async () => {
    const { createOffscreen } = background.extension;
    background.extension.createOffscreen = () => {
      throw new Error('Out of memory');
    };
    await expect(background.ask(page, question())).rejects.toThrow('Out of memory');

    background.extension.createOffscreen = createOffscreen;
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    expect(await background.ask(page, question())).toEqual(scored());
  });

  describe.each([false, true])('that hangs, of private windows: %s', (isPrivate) => {
    beforeEach(async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
      background.extension.inPrivateWindows = isPrivate;
      await background.restart();
    });

    it('is waited for, and then its process is ended; a new worker makes another', async () => {
      const { extension } = background;
      const { createOffscreen } = extension;
      extension.tabs = [
        { id: 1, url: 'https://site.example/' },
        { id: 2, url: `${EXTENSION_ORIGIN}src/options/options.html` },
      ];
      await askOne(hang());
      await pass(58_000);
      expect(fallSilent).not.toHaveBeenCalled();
      fallSilent.mockImplementation(() => {
        // Either would hold the process.
        expect(extension.isOffscreenOpen).toBe(false);
        expect(extension.tabs.map(({ id }) => id)).toEqual([1]);
      });
      await pass(5_000);
      expect(fallSilent).toHaveReturnedTimes(1);

      // What a worker that is not silent in truth has opened since.
      extension.closeOffscreen();
      await background.restart();
      background.offscreen.autoAnswer = () => ({ outcome: scored() });
      extension.createOffscreen = createOffscreen;
      expect(await background.ask(page, question())).toEqual(scored());
    });

    it('is told of, but not what befalls private windows', async () => {
      const { extension } = background;
      const onDisk = [...extension.local.items];
      await askOne(hang());
      await pass(63_000);
      const event = { what: 'extension-restarted' };
      expect(extension.session.items.get('incidents') ?? []).toMatchObject(
        isPrivate ? [] : [event],
      );
      expect([...extension.local.items]).toEqual(onDisk);
    });

    it('that hangs already while it is made has its process ended, too', async () => {
      background.extension.createOffscreen = () => new Promise(() => undefined);
      background.ask(page, question()).catch(() => undefined);
      await until(() => background.extension.offscreenMade === 1);
      await pass(63_000);
      expect(fallSilent).toHaveBeenCalledOnce();
    });

    it('has its process ended also where its pages are not told of', async () => {
      await askOne(hang());
      background.extension.getContexts.mockRejectedValue(new Error('No contexts'));
      await pass(63_000);
      expect(fallSilent).toHaveBeenCalledOnce();
      expect(background.extension.isOffscreenOpen).toBe(false);
    });

    it('has its process ended whatever pages of the extension do', async () => {
      const { extension } = background;
      extension.tabs = [{ id: 2, url: `${EXTENSION_ORIGIN}src/options/options.html` }];
      extension.removeTab.mockReturnValue(new Promise(() => undefined));
      await askOne(hang());
      await pass(80_000);
      expect(fallSilent).toHaveBeenCalledOnce();
    });
  });

  it('that takes long over a picture and answers meanwhile is left to it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    const answer = background.ask(page, question());
    const [job] = await background.jobs(1);
    await pass(110_000);
    background.offscreen.finish(job as Job, { outcome: scored() });
    expect(await answer).toEqual(scored());
    expect(fallSilent).not.toHaveBeenCalled();
  });

  it('that is waited for has the worker call the browser more often than each half minute, and then no more', async () => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    });
    const { platformInfo } = background.extension;
    const answer = background.ask(page, question());
    const [job] = await background.jobs(1);
    for (let times = 0; times < 3; times++) {
      platformInfo.mockClear();
      await pass(29_000);
      expect(platformInfo).toHaveBeenCalled();
    }
    background.offscreen.finish(job as Job, { outcome: scored() });
    await answer;
    await pass(29_000);
    platformInfo.mockClear();
    await pass(60_000);
    expect(platformInfo).not.toHaveBeenCalled();
  });

  it('is made again when it dies before it has answered a line', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    const { extension } = background;
    const { createOffscreen } = extension;
    const laid = vi.fn();
    extension.createOffscreen = () => {
      const dying = extension.page();
      dying.takeLine = (port) => {
        laid();
        port.close();
      };
      return dying;
    };
    const answer = background.ask(page, question());
    await vi.waitFor(() => expect(laid).toHaveBeenCalledOnce());

    extension.closeOffscreen();
    extension.createOffscreen = createOffscreen;
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    await pass(3_000);
    expect(await answer).toEqual(scored());
    expect(extension.offscreenMade).toBe(2);
  });

  it('loses no patience when the clock is set', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    const { createOffscreen } = background.extension;
    background.extension.createOffscreen = () => {
      vi.setSystemTime(Date.now() + 86_400_000);
      return createOffscreen();
    };
    expect(await background.ask(page, question())).toEqual(scored());
  });
});

/** Has the document take messages and answer none; returns which it has heard. */
function hang(): Set<string> {
  const { extension } = background;
  const heard = new Set<string>();
  extension.createOffscreen = () => {
    const hanging = extension.page();
    hanging.takeLine = (port) => {
      port.onmessage = ({ data }: MessageEvent<LineCall>) => heard.add(data.method);
    };
    return hanging;
  };
  return heard;
}

/** Asks for a picture, once the document that hangs has heard it. */
async function askOne(heard: Set<string>): Promise<{ readonly answer: Promise<Outcome> }> {
  heard.clear();
  const answer = background.ask(page, question());
  // The worker may die over it.
  answer.catch(() => undefined);
  await until(() => heard.has('classify'));
  return { answer };
}

/** Waits in real time, however long a busy machine takes over a digest, and has none of the test's own pass. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets time pass, in steps, between which messages and storage have their turn. */
async function pass(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 1_000) {
    await vi.advanceTimersByTimeAsync(1_000);
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}
