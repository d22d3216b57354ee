import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Box } from '../../../src/core/box';
import { failed } from '../../../src/core/outcome';
import type { Job } from '../../../src/messaging/protocol';
import { Background, question } from '../fakes/background';
import type { FakeContext } from '../fakes/extension';
import { scored } from '../fakes/offscreen-document';
import { fakeCanvas, screenOf } from '../fakes/screen';

const box: Box = { x: 0.25, y: 0.5, width: 0.5, height: 0.25 };

let background: Background;
let page: FakeContext;
let canvas: ReturnType<typeof fakeCanvas>;

beforeEach(async () => {
  canvas = fakeCanvas();
  background = await Background.start();
  background.offscreen.autoAnswer = () => ({ outcome: scored() });
  const { extension } = background;
  extension.tabs = [
    { id: 1, active: true, windowId: 5 },
    { id: 2, active: true, windowId: 6 },
  ];
  extension.captureVisibleTab.mockImplementation(async () => screenOf(1600, 1000));
  page = extension.frame('https://site.example/');
});

/** Chooses a menu item in a frame, and waits until the page has the order. */
async function choose(menuItemId = 'classify-here', there = page): Promise<void> {
  const orders = vi.fn();
  const listener = (_: unknown, __: unknown, respond: (reply: unknown) => void) => {
    orders();
    respond({ ok: true });
    return true;
  };
  const { frameId, tab } = there.sender;
  there.listeners.add(listener);
  background.extension.events.menuClicked.fire({ menuItemId, frameId }, { id: tab?.id });
  await vi.waitFor(() => expect(orders).toHaveBeenCalled());
  there.listeners.clear();
}

const ask = (part: Box = box, from = page) =>
  background.ask(from, question('', { picture: { kind: 'screen', box: part }, priority: 'asked' }));

/** Which part of the screen went to the offscreen document. */
async function partIn(job: Job | undefined): Promise<unknown> {
  return job?.picture.kind === 'bytes' ? new Response(job.picture.bytes).json() : undefined;
}

const refusal = (detail: string) => failed('unreadable', detail);
const notAsked = refusal('Nobody has just asked for it there');

describe('a picture on the screen', () => {
  it.each(['classify-here', 'classify-image'])(
    'is cut out of what the user sees, once they asked for it (%s)',
    async (item) => {
      await choose(item);
      expect(await ask()).toEqual(scored());

      expect(background.extension.captureVisibleTab).toHaveBeenCalledExactlyOnceWith(5, {
        format: 'png',
      });
      const [job] = background.offscreen.jobs;
      expect(await partIn(job)).toEqual({ x: 400, y: 500, width: 800, height: 250, isWhole: true });
      expect(job?.picture).toMatchObject({ bytes: { type: 'image/png' } });
      expect(canvas.close).toHaveBeenCalledOnce();
    },
  );

  it('is cut off at the edges of the viewport, and has a pixel at least', async () => {
    await choose();
    await ask({ x: -0.5, y: 0.9, width: 0.75, height: 4 });
    await choose();
    await ask({ x: 0.5, y: 0.5, width: 1e-6, height: 1e-6 });

    const [cut, tiny] = background.offscreen.jobs;
    expect(await partIn(cut)).toMatchObject({ x: 0, y: 900, width: 400, height: 100 });
    expect(await partIn(tiny)).toMatchObject({ x: 800, y: 500, width: 1, height: 1 });
  });

  it('is named after its bytes, on all pages of a site alike', async () => {
    await choose();
    await ask();
    await vi.waitFor(() => expect(background.kept('scores')).toHaveLength(1));
    const elsewhere = background.extension.frame('https://www.site.example/', { tab: 2 });
    await choose('classify-here', elsewhere);

    expect(await ask(box, elsewhere)).toEqual(scored());
    expect(background.offscreen.jobs).toHaveLength(1);
    await choose();
    await ask({ ...box, x: 0 });
    expect(background.offscreen.jobs).toHaveLength(2);
  });

  it('may be asked for after the worker was restarted', async () => {
    await choose();
    await background.restart();
    expect(await ask()).toEqual(scored());
  });
});

describe('the screen stays shut', () => {
  const expectShut = () => {
    expect(background.extension.captureVisibleTab).not.toHaveBeenCalled();
    expect(background.offscreen.jobs).toEqual([]);
  };

  it('when nobody asked, or for all pictures of the page only', async () => {
    expect(await ask()).toEqual(notAsked);
    await choose('classify-all');
    expect(await ask()).toEqual(notAsked);
    expectShut();
  });

  it('when the user asked in another tab, or in another one since', async () => {
    const other = background.extension.frame('https://site.example/', { tab: 2 });
    await choose('classify-here', other);
    expect(await ask()).toEqual(notAsked);
    await choose();
    await choose('classify-here', other);
    expect(await ask()).toEqual(notAsked);
    expectShut();
  });

  it('to another frame of the tab, which takes it from nobody either', async () => {
    const other = background.extension.frame('https://site.example/', { frame: 9 });
    await choose();
    expect(await ask(box, other)).toEqual(notAsked);
    expectShut();
    expect(await ask()).toEqual(scored());
  });

  it('to a later page in the same frame', async () => {
    await choose();
    const later = background.extension.frame('https://site.example/');
    expect(await ask(box, later)).toEqual(notAsked);
    expectShut();
  });

  it('where the browser does not tell which document was clicked in, an earlier one too', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await choose();
    const { documentId: _, ...sender } = page.sender;
    const nameless = background.extension.context({ ...sender });
    await choose('classify-here', nameless);
    expect([await ask(), await ask(box, nameless)]).toEqual([notAsked, notAsked]);
    expectShut();
  });

  it('when the user asked too long ago', async () => {
    const now = vi.spyOn(Date, 'now').mockReturnValue(1_000_000);
    await choose();
    now.mockReturnValue(1_015_001);
    expect(await ask()).toEqual(notAsked);
    expectShut();

    await choose();
    now.mockReturnValue(1_030_001);
    expect(await ask()).toEqual(scored());
  });

  it('to a second question, later or at the moment when the worker starts', async () => {
    await choose();
    await background.restart();
    expect(await Promise.all([ask(), ask()])).toEqual([scored(), notAsked]);
    expect(await ask()).toEqual(notAsked);
    await background.restart();
    expect(await ask()).toEqual(notAsked);
    expect(background.extension.captureVisibleTab).toHaveBeenCalledOnce();
  });

  it('when the tab is not on show, and the grant is used up', async () => {
    background.extension.tabs = [{ id: 1, active: false, windowId: 5 }];
    await choose();
    expect(await ask()).toEqual(refusal('Its tab is not on show'));
    background.extension.tabs = [{ id: 1, active: true, windowId: 5 }];
    expect(await ask()).toEqual(notAsked);
    expectShut();
  });

  it.each([
    { id: 1, active: false, windowId: 5 },
    { id: 1, active: true, windowId: 6 },
  ])('when the tab is gone from its window by the time of the capture', async (later) => {
    await choose();
    background.extension.captureVisibleTab.mockImplementation(async () => {
      background.extension.tabs = [later];
      return screenOf(1600, 1000);
    });
    expect(await ask()).toEqual(refusal('Its tab is gone from show'));
    expect(background.offscreen.jobs).toEqual([]);
  });

  it('after the tab was closed', async () => {
    await choose();
    background.extension.events.tabRemoved.fire(1);
    await vi.waitFor(() => expect(background.kept('screen-grant')).toHaveLength(0));
    expect(await ask()).toEqual(notAsked);
    expectShut();
  });

  it.each([
    { x: 1, y: 0, width: 0.5, height: 1 },
    { x: 0, y: 0, width: 0, height: 1 },
    { x: 0, y: 0, width: -1, height: 1 },
    { x: Number.NaN, y: 0, width: 1, height: 1 },
  ])('for a box that holds nothing of the viewport', async (nothing) => {
    await choose();
    expect(await ask(nothing)).toEqual(refusal('It is not in the viewport'));
    expectShut();
  });

  it('where the browser refuses', async () => {
    await choose();
    const reason = "Either the '<all_urls>' or 'activeTab' permission is required.";
    background.extension.captureVisibleTab.mockRejectedValue(new Error(reason));
    expect(await ask()).toEqual(refusal(reason));
    expect(background.offscreen.jobs).toEqual([]);
  });

  it('where the tab has gone, or what came is no picture', async () => {
    await choose();
    background.extension.captureVisibleTab.mockResolvedValue('data:image/png;base64,!');
    expect(await ask()).toMatchObject({ reason: 'unreadable' });
    await choose();
    background.extension.tabs = [];
    expect(await ask()).toEqual(refusal('No tab with id: 1.'));
    expect(background.offscreen.jobs).toEqual([]);
  });
});
