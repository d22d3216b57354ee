import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failed } from '../../../src/core/outcome';
import { type Bytes, SMALL } from '../../../src/download/bytes';
import type { Job } from '../../../src/messaging/protocol';
import { Background, question } from '../fakes/background';
import type { FakeContext } from '../fakes/extension';
import { scored } from '../fakes/offscreen-document';

/** New pictures that a frame, and its tab, may have looked at at one go. */
const FRAME = 2_000;
const TAB = 3_000;

let background: Background;
let page: FakeContext;
let pictures = 0;

beforeEach(async () => {
  // Budgets come back by the clock alone.
  vi.useFakeTimers({ toFake: ['Date'] });
  background = await Background.start();
  background.offscreen.autoAnswer = () => ({ outcome: scored() });
  page = background.extension.frame('https://site.example/');
  return () => vi.useRealTimers();
});

const frame = (number: number, tab = 1) =>
  background.extension.frame('https://site.example/', { tab, frame: number });

const newPicture = () => `https://a.example/${pictures++}.png`;

/** Asks about so many new pictures, and counts those that were looked at. */
async function look(from: FakeContext, count: number): Promise<number> {
  let looked = 0;
  for (let begun = 0; begun < count; begun += 250) {
    const some = Array.from({ length: Math.min(250, count - begun) }, () =>
      background.ask(from, question(newPicture())),
    );
    looked += (await Promise.all(some)).filter(({ kind }) => kind === 'scored').length;
  }
  return looked;
}

/** Uses up what a frame has. */
const exhaust = (from: FakeContext) => look(from, FRAME);

describe('a page that makes up pictures without end', () => {
  it('has so many looked at and no more, and is told why', async () => {
    expect(await look(page, FRAME + 500)).toBe(FRAME);
    expect(background.offscreen.jobs).toHaveLength(FRAME);
    expect(await background.ask(page, question(newPicture()))).toEqual({
      ...failed('over-budget'),
      retryable: true,
    });
  });

  it('has a few more looked at when time has passed', async () => {
    await exhaust(page);
    vi.setSystemTime(Date.now() + 5_000);
    expect(await look(page, 50)).toBe(10);
  });

  it('gains nothing by the end of the worker', async () => {
    await exhaust(page);
    // It is written down now and then, and at last with nothing left. Waiting moves the clock.
    const now = Date.now();
    const { items } = background.extension.session;
    const left = { frames: { 0: { left: expect.toSatisfy((pictures) => pictures < 1) } } };
    await vi.waitFor(() => expect(items.get('budgets:1')).toMatchObject(left));
    vi.setSystemTime(now);
    await background.restart();
    expect(await look(page, 1)).toBe(0);
  });

  it('gains a little by frames, and nothing by ever new ones', async () => {
    await exhaust(page);
    const looked = [];
    for (let number = 1; number <= 40; number++) looked.push(await look(frame(number), 50));
    expect(looked.reduce((sum, each) => sum + each)).toBe(TAB - FRAME);
  });

  it('takes nothing from other tabs', async () => {
    await exhaust(page);
    expect(await look(frame(0, 2), 10)).toBe(10);
  });
});

describe('no budget is taken', () => {
  it('by what is known, or under way', async () => {
    const known = newPicture();
    await background.ask(page, question(known));
    await vi.waitFor(() => expect(background.kept('addresses')).toHaveLength(1));
    for (let count = 0; count < 50; count++) await background.ask(page, question(known));
    const same = newPicture();
    const { autoAnswer } = background.offscreen;
    background.offscreen.autoAnswer = undefined;
    const answers = Array.from({ length: 50 }, () => background.ask(page, question(same)));
    const [, job] = await background.jobs(2);
    background.offscreen.autoAnswer = autoAnswer;
    background.offscreen.finish(job as Job, { outcome: scored() });
    await Promise.all(answers);
    expect(await look(page, FRAME)).toBe(FRAME - 2);
  });

  it('by what somebody asks for by the menu, which makes it whole again too', async () => {
    await exhaust(page);
    background.useMenu();
    const byHand = () => background.ask(page, question(newPicture(), { priority: 'asked' }));
    expect((await byHand()).kind).toBe('scored');
    expect(await look(page, FRAME + 1)).toBe(FRAME);
    expect((await byHand()).kind).toBe('scored');
  });
});

describe('a frame that says of itself that it is asked by hand', () => {
  const claim = () => background.ask(page, question(newPicture(), { priority: 'asked' }));

  it('is not believed where nobody used the menu', async () => {
    await claim();
    expect(background.offscreen.jobs[0]?.priority).toBe('on-screen');
    await exhaust(page);
    expect(await claim()).toEqual(failed('over-budget'));
  });

  it('is not believed for ever', async () => {
    background.useMenu();
    await claim();
    vi.setSystemTime(Date.now() + 6 * 60_000);
    await claim();
    expect(background.offscreen.jobs.map(({ priority }) => priority)).toEqual([
      'asked',
      'on-screen',
    ]);
  });

  it('is not believed when it says so later, or for another tab', async () => {
    background.useMenu(2);
    background.offscreen.autoAnswer = undefined;
    const asked = question(newPicture(), { priority: 'near' });
    void background.ask(page, asked);
    await background.jobs(1);
    await background.send(page, 'prioritise', { id: asked.id, priority: 'asked' });
    expect(background.offscreen.moved).toMatchObject([{ priority: 'on-screen' }]);
  });
});

describe('what a frame that was taken over sends', () => {
  it('is no more than so many questions at once', async () => {
    background.offscreen.autoAnswer = undefined;
    const answers = Array.from({ length: 1_024 }, () =>
      background.ask(page, question(newPicture())),
    );
    await background.jobs(1_024);
    expect(await background.ask(page, question(newPicture()))).toMatchObject({ reason: 'busy' });
    const elsewhere = background.ask(frame(0, 2), question(newPicture()));
    await background.jobs(1_025);
    for (const job of background.offscreen.jobs.slice()) {
      background.offscreen.finish(job, { outcome: scored() });
    }
    expect((await elsewhere).kind).toBe('scored');
    await Promise.all(answers);
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    expect((await background.ask(page, question(newPicture()))).kind).toBe('scored');
  });

  it('is no address and no picture beyond all measure', async () => {
    const address = { kind: 'address', url: `https://a.example/${'x'.repeat(40_000)}` } as const;
    const bytes = new Blob([new Uint8Array(33 * 2 ** 20)]);
    const ask = (picture: typeof address | { kind: 'bytes'; bytes: Bytes }) =>
      background.ask(page, question('', { picture }));
    expect(await ask(address)).toMatchObject({ reason: 'unsupported-address' });
    expect(await ask({ kind: 'bytes', bytes })).toMatchObject({ reason: 'too-heavy' });
    const buffer = new ArrayBuffer(SMALL + 1);
    expect(await ask({ kind: 'bytes', bytes: buffer })).toMatchObject({ reason: 'too-heavy' });
    expect(background.offscreen.jobs).toEqual([]);
  });

  it('gives up no question of another frame', async () => {
    background.offscreen.autoAnswer = undefined;
    const mine = question(newPicture());
    const answer = background.ask(page, mine);
    const [job] = await background.jobs(1);
    await background.send(frame(5), 'cancel', { id: mine.id });
    await background.send(frame(0, 2), 'cancel', { id: mine.id });
    expect(background.offscreen.cancelled).toEqual([]);
    if (job) background.offscreen.finish(job, { outcome: scored() });
    expect((await answer).kind).toBe('scored');
  });
});
