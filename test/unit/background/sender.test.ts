import { beforeEach, describe, expect, it } from 'vitest';
import { Background, question } from '../fakes/background';
import { scored } from '../fakes/offscreen-document';

let background: Background;

beforeEach(async () => {
  background = await Background.start();
  background.offscreen.autoAnswer = () => ({ outcome: scored() });
});

describe('who may ask what', () => {
  it.each(['status', 'wake'])('a page of the web may not ask for %s', async (method) => {
    const page = background.extension.frame('https://site.example/');
    await expect(background.send(page, method)).rejects.toThrow('Only a page of the extension');
    expect(background.extension.offscreenMade).toBe(0);
  });

  it.each(['classify', 'cancel', 'report'])(
    'a page of the extension may not ask for %s',
    async (method) => {
      const popup = background.extension.page();
      await expect(background.send(popup, method, question())).rejects.toThrow('Only a page may');
      expect(background.offscreen.jobs).toEqual([]);
    },
  );

  it('a page of the extension in a tab is still one of the extension', async () => {
    const popup = background.extension.page();
    popup.sender.tab = { id: 4, url: popup.sender.url ?? '', incognito: false };
    popup.sender.frameId = 0;
    expect(await background.send(popup, 'status')).toEqual({ state: 'asleep' });
    await expect(background.ask(popup, question())).rejects.toThrow('Only a page may');
  });
});

describe('status', () => {
  it('does not wake the engine', async () => {
    expect(await background.send(background.extension.page(), 'status')).toEqual({
      state: 'asleep',
    });
    expect(background.extension.offscreenMade).toBe(0);
  });

  it('is that of the engine once it was woken', async () => {
    const popup = background.extension.page();
    expect(await background.send(popup, 'wake')).toEqual({ state: 'loading' });
    expect(await background.send(popup, 'status')).toEqual({ state: 'loading' });
    expect(background.extension.offscreenMade).toBe(1);
  });
});

describe('a sandboxed frame', () => {
  const askFrom = async (url: string, origin: string) => {
    const frame = background.extension.frame(url, { frame: 2, tabUrl: 'https://site.example/' });
    frame.sender.origin = origin;
    await background.ask(frame, question());
    return background.offscreen.jobs[0];
  };

  it.each(['https://site.example/f', 'http://other.example/f'])(
    'is one of the web without an origin of its own (%s)',
    async (url) => {
      expect(await askFrom(url, 'null')).toMatchObject({ frameUrl: url, isSandboxed: true });
    },
  );

  it.each([
    ['https://other.example/f', 'https://other.example'],
    ['file:///home/somebody/holiday.html', 'null'],
    ['about:srcdoc', 'https://site.example'],
  ])('is not one at %s of the origin %s', async (url, origin) => {
    expect(await askFrom(url, origin)).toMatchObject({ isSandboxed: false });
  });
});

describe('the addresses that a job carries', () => {
  it('are those of the frame and of the tab around it', async () => {
    const tabUrl = 'https://site.example/page';
    await background.ask(background.extension.frame('https://b.example/f', { tabUrl }), question());
    expect(background.offscreen.jobs[0]).toMatchObject({ frameUrl: 'https://b.example/f', tabUrl });
  });

  it('may be those of a file', async () => {
    const page = background.extension.frame('file:///home/somebody/holiday.html');
    // As Chromium tells it.
    page.sender.origin = 'null';
    await background.ask(page, question());
    expect(background.offscreen.jobs[0]).toMatchObject({
      frameUrl: 'file:///home/somebody/holiday.html',
      tabUrl: 'file:///home/somebody/holiday.html',
    });
  });

  it('are, for a frame without one of its own, those of the page that made it', async () => {
    const frame = background.extension.frame('https://site.example/');
    frame.sender.url = 'about:srcdoc';
    await background.ask(frame, question());
    expect(background.offscreen.jobs[0]).toMatchObject({ frameUrl: 'https://site.example' });
  });
});
