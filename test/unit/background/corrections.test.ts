import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Correcting } from '../../../src/core/correction';
import type { Corrected } from '../../../src/storage/corrections';
import { Background, question } from '../fakes/background';
import { EXTENSION_ORIGIN, type FakeContext } from '../fakes/extension';
import { scored } from '../fakes/offscreen-document';

let background: Background;
let page: FakeContext;

const cat = 'https://a.example/cat.png';

beforeEach(async () => {
  background = await Background.start();
  page = background.extension.frame('https://site.example/');
  background.offscreen.autoAnswer = () => ({ outcome: scored() });
});

const correct = (correcting: Correcting, from = page) =>
  background.ask(from, question(cat, { correcting }));

const kept = async (): Promise<Corrected[]> => {
  vi.resetModules();
  return (await import('../../../src/storage/corrections')).loadCorrections();
};

const mitzi = { kind: 'say', word: 'Mitzi' } as const;
const corrected = { ...scored(), correction: { word: 'Mitzi' } };

describe('what the user says of a picture', () => {
  it('comes with its answer from then on, on every site, after a restart too', async () => {
    expect(await background.ask(page, question(cat))).toEqual(scored());
    expect(await correct(mitzi)).toEqual(corrected);
    expect(await background.ask(page, question(cat))).toEqual(corrected);
    await background.restart();
    const elsewhere = background.extension.frame('https://other.example/');
    expect(await background.ask(elsewhere, question(cat))).toEqual(corrected);
    expect(await background.ask(page, question('https://a.example/dog.png'))).toEqual(scored());
  });

  it('is kept with what Sightline said instead', async () => {
    await correct(mitzi);
    expect(await kept()).toEqual([
      { key: `content of ${cat}`, word: 'Mitzi', instead: 'tabby', at: expect.any(Number) },
    ]);
  });

  it('can be taken back', async () => {
    await correct(mitzi);
    expect(await correct({ kind: 'undo' })).toEqual(scored());
    expect(await background.ask(page, question(cat))).toEqual(scored());
    expect(await kept()).toEqual([]);
  });

  it('is never cached with the scores', async () => {
    await correct(mitzi);
    await background.ask(page, question(cat));
    await vi.waitFor(() => expect(background.kept('scores')).toHaveLength(1));
    const items = JSON.stringify([...background.extension.session.items]);
    expect(items).not.toContain('Mitzi');
  });

  it('is told to all pages, for the picture may be on any of them, and to an open popup', async () => {
    const heard: unknown[] = [];
    const elsewhere: unknown[] = [];
    background.extension.tabs = [{ id: 1 }, { id: 2 }];
    const other = background.extension.frame('https://other.example/', { tab: 2 });
    other.listeners.add((message) => void elsewhere.push(message));
    page.listeners.add((message) => void heard.push(message));
    background.extension.page().listeners.add((message) => void heard.push(message));
    await correct(mitzi);
    await vi.waitFor(() => {
      expect(heard).toContainEqual({ to: 'content', method: 'corrected', payload: [] });
      expect(elsewhere).toContainEqual({ to: 'content', method: 'corrected', payload: [] });
      expect(heard).toContainEqual({ to: 'pages', method: 'historyChanged', payload: [] });
    });
  });

  it('that cannot be kept is refused, and no label is lost with the corrections', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new Error('No database');
      },
      databases: () => Promise.reject(new Error('No database')),
    });
    await expect(correct(mitzi)).rejects.toThrow('No database');
    expect(await background.ask(page, question(cat))).toEqual(scored());
    const what = 'Corrections could not be read';
    expect(log).toHaveBeenCalledWith(what, expect.objectContaining({ message: 'No database' }));
  });

  it('is back a while after it could not be read', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    onTestFinished(() => void vi.useRealTimers());
    await correct(mitzi);
    await background.restart();
    const databases = vi.spyOn(indexedDB, 'databases').mockRejectedValue(new Error('Not now'));
    expect(await background.ask(page, question(cat))).toEqual(scored());
    databases.mockRestore();
    expect(await background.ask(page, question(cat))).toEqual(scored());
    vi.setSystemTime(Date.now() + 30_000);
    expect(await background.ask(page, question(cat))).toEqual(corrected);
  });

  it('of a picture without a label is not taken', async () => {
    background.offscreen.autoAnswer = () => ({ outcome: { kind: 'skipped', reason: 'empty' } });
    expect(await correct(mitzi)).toEqual({ kind: 'skipped', reason: 'empty' });
    expect(await kept()).toEqual([]);
  });

  it('has another name in private windows, so that ordinary ones know nothing of it', async () => {
    const picture = { kind: 'bytes', bytes: new Blob(['cat']) } as const;
    const incognito = background.extension.frame('https://site.example/', { incognito: true });
    await background.ask(incognito, question('', { picture, correcting: mitzi }));
    expect(await background.ask(page, question('', { picture }))).toEqual(scored());
  });

  it('is not drowned by a page that was taken over and corrects labels without end', async () => {
    await correct(mitzi);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    onTestFinished(() => void vi.useRealTimers());
    const flood = async (): Promise<number> => {
      for (let done = 0; done < 100; done++) {
        const spam = { correcting: { kind: 'say', word: 'spam' } } as const;
        try {
          await background.ask(page, question(`https://evil.example/${crypto.randomUUID()}`, spam));
        } catch (error) {
          expect((error as Error).message).toContain('so many labels');
          return done;
        }
      }
      return 100;
    };
    expect(await flood()).toBe(19);
    // Whoever works on another page is not held up.
    const elsewhere = background.extension.frame('https://other.example/', { tab: 2 });
    expect(await correct({ kind: 'undo' }, elsewhere)).toEqual(scored());
    vi.setSystemTime(Date.now() + 10_000);
    expect(await flood()).toBe(2);
  });

  it.each([{ kind: 'erase' }, { kind: 'say', word: 'x'.repeat(61) }])(
    'is checked on arrival: %o',
    async (correcting) => {
      await expect(correct(correcting as unknown as Correcting)).rejects.toThrow(TypeError);
    },
  );
});

describe('another word', () => {
  const address = `${EXTENSION_ORIGIN}src/correction/correction.html`;

  it('is typed in a window of the extension, which the page cannot look into', async () => {
    expect(await correct({ kind: 'type' })).toEqual(scored());
    expect(background.extension.createWindow).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ type: 'popup', incognito: false }),
    );
    expect(await kept()).toEqual([]);
  });

  it('leaves nothing of the picture in the address of its window, which the browser’s history keeps', async () => {
    await correct({ kind: 'type' });
    const { createWindow } = background.extension;
    expect(createWindow).toHaveBeenCalledWith(expect.objectContaining({ url: address }));
    const window = background.extension.page();
    expect(await background.send(window, 'wordSubject')).toBe(`content of ${cat}`);
    await expect(background.send(page, 'wordSubject')).rejects.toThrow(
      'Only a page of the extension',
    );
  });

  it('has one window, however often it is asked for', async () => {
    const open = { id: 9, windowId: 8, url: address, incognito: false, active: true };
    background.extension.tabs = [open];
    await correct({ kind: 'type' });
    const { createWindow, reloadTab, updateWindow } = background.extension;
    expect(createWindow).not.toHaveBeenCalled();
    expect(reloadTab).toHaveBeenCalledWith(9);
    expect(updateWindow).toHaveBeenCalledWith(8, { focused: true });
  });

  it('has one window, too, where it is asked for twice at a time', async () => {
    const { createWindow, reloadTab } = background.extension;
    createWindow.mockImplementation(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      // Its page is not there yet, of which the browser would tell.
      background.extension.tabs = [{ id: 9, windowId: 8, incognito: false, active: true }];
      return { tabs: [{ id: 9 }] };
    });
    await Promise.all([correct({ kind: 'type' }), correct({ kind: 'type' })]);
    expect(createWindow).toHaveBeenCalledOnce();
    expect(reloadTab).toHaveBeenCalledExactlyOnceWith(9);
  });

  it('that was typed, or forgotten with all others, is told to all pages; no page can say so', async () => {
    const heard: unknown[] = [];
    page.listeners.add((message) => void heard.push(message));
    await expect(background.send(page, 'corrected')).rejects.toThrow(
      'Only a page of the extension',
    );
    expect(heard).toEqual([]);
    background.extension.tabs = [{ id: 1 }];
    await background.send(background.extension.page(), 'corrected');
    await vi.waitFor(() =>
      expect(heard).toContainEqual({ to: 'content', method: 'corrected', payload: [] }),
    );
  });
});
