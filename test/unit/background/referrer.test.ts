import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failed } from '../../../src/core/outcome';
import type { Job, PictureAddress } from '../../../src/messaging/protocol';
import { Background, question } from '../fakes/background';
import { EXTENSION_ID, type FakeContext } from '../fakes/extension';
import { scored } from '../fakes/offscreen-document';

const url = 'https://pictures.example/cat.jpg?size=2';
const referrer = 'https://site.example/';

let background: Background;
let page: FakeContext;

beforeEach(async () => {
  background = await Background.start();
  await background.allowRules();
  page = background.extension.frame('https://site.example/page', { tab: 3 });
});

const rules = () => [...background.extension.sessionRules.rules.values()];

const referred = (details: Partial<PictureAddress> = {}) =>
  question('', { picture: { kind: 'address', url, referrer, ...details } });

const addressIn = (job: Job | undefined): string =>
  job?.picture.kind === 'address' ? job.picture.url : '';

describe('a picture asked for with a referrer', () => {
  it('is ordered while a rule names it for that very request of the extension', async () => {
    const answer = background.ask(page, referred());
    const [job] = await background.jobs(1);
    const ordered = addressIn(job);
    expect(ordered).toMatch(/^https:\/\/pictures\.example\/cat\.jpg\?size=2#[0-9a-f-]{36}$/);
    expect(rules()).toEqual([
      {
        id: expect.any(Number),
        action: {
          type: 'modifyHeaders',
          requestHeaders: [{ header: 'referer', operation: 'set', value: referrer }],
        },
        condition: {
          urlFilter: `|${ordered}`,
          isUrlFilterCaseSensitive: true,
          resourceTypes: ['xmlhttprequest'],
          initiatorDomains: [EXTENSION_ID],
          tabIds: [-1],
        },
      },
    ]);
    if (job) background.offscreen.finish(job, { outcome: scored() });

    expect(await answer).toEqual(scored());
    expect(rules()).toEqual([]);
  });

  it('leaves no rule behind when it fails, or when the order could not be given', async () => {
    background.offscreen.autoAnswer = () => ({ outcome: failed('http-status', '403') });
    expect(await background.ask(page, referred())).toEqual(failed('http-status', '403'));
    expect(rules()).toEqual([]);

    background.extension.closeOffscreen();
    background.extension.createOffscreen = () => {
      throw new Error('Out of memory');
    };
    await expect(background.ask(page, referred())).rejects.toThrow('Out of memory');
    expect(rules()).toEqual([]);
  });

  it('has a rule of its own among others under way', async () => {
    const other = { url: 'https://pictures.example/dog.jpg' };
    const answers = [referred(), referred(other)].map((each) => background.ask(page, each));
    const jobs = await background.jobs(2);
    // They come in no order.
    const one = jobs.find((job) => addressIn(job).startsWith(url));
    const two = jobs.find((job) => addressIn(job).startsWith(other.url));
    const ids = rules().map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    if (one) background.offscreen.finish(one, { outcome: scored('one') });
    await answers[0];
    expect(rules().map(({ condition }) => condition.urlFilter)).toEqual([`|${addressIn(two)}`]);
    if (two) background.offscreen.finish(two, { outcome: scored('two') });

    expect(await Promise.all(answers)).toEqual([scored('one'), scored('two')]);
    expect(rules()).toEqual([]);
  });

  it('is known under the same name as without', async () => {
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    await background.ask(page, referred());
    await vi.waitFor(() => expect(background.kept('addresses')).toHaveLength(1));

    expect(await background.ask(page, question(url))).toEqual(scored());
    expect(await background.ask(page, referred())).toEqual(scored());
    expect(background.offscreen.jobs).toHaveLength(1);
  });

  it('is not answered with what became of the same without', async () => {
    const without = background.ask(page, question(url));
    await background.jobs(1);
    const withIt = [referred(), referred()].map((each) => background.ask(page, each));
    const [first, second] = await background.jobs(2);
    expect(second?.key).not.toBe(first?.key);
    if (first) background.offscreen.finish(first, { outcome: failed('http-status', '403') });
    if (second) background.offscreen.finish(second, { outcome: scored() });

    expect(await without).toEqual(failed('http-status', '403'));
    // Of one another they may be answered.
    expect(await Promise.all(withIt)).toEqual([scored(), scored()]);
    expect(background.offscreen.jobs).toHaveLength(2);
  });

  it('is not answered with what another origin of the site was told', async () => {
    const tabUrl = 'https://site.example/page';
    // Of the same host, so that only the referrer tells the two apart.
    const frameUrl = 'https://site.example:8443/f';
    const frame = background.extension.frame(frameUrl, { frame: 2, tabUrl });
    const answers = [
      background.ask(page, referred()),
      background.ask(frame, referred({ referrer: 'https://site.example:8443/' })),
    ];
    const jobs = await background.jobs(2);
    const one = jobs.find((job) => job.frameUrl !== frameUrl);
    const two = jobs.find((job) => job.frameUrl === frameUrl);
    if (one) background.offscreen.finish(one, { outcome: failed('http-status', '403') });
    if (two) background.offscreen.finish(two, { outcome: scored() });
    expect(await Promise.all(answers)).toEqual([failed('http-status', '403'), scored()]);
  });

  it('is given up like any other, and its rule with it', async () => {
    const asked = referred();
    const answer = background.ask(page, asked);
    const [job] = await background.jobs(1);
    await background.send(page, 'cancel', { id: asked.id });
    expect(background.offscreen.cancelled).toEqual([job?.key]);
    await answer;
    expect(rules()).toEqual([]);
  });

  it('keeps its answer when its rule cannot be removed', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const answer = background.ask(page, referred());
    const [job] = await background.jobs(1);
    background.extension.sessionRules.failures = 1;
    if (job) background.offscreen.finish(job, { outcome: scored() });

    expect(await answer).toEqual(scored());
    expect(log).toHaveBeenCalledOnce();
  });
});

describe('where the user has not allowed it', () => {
  beforeEach(async () => {
    background.extension.sessionRules.areAllowed = false;
    await background.restart();
  });

  it('a picture asked for with a referrer is not ordered again, and the reason says so', async () => {
    expect(await background.ask(page, referred())).toEqual(failed('guarded'));
    expect(background.offscreen.jobs).toEqual([]);
  });

  it('a referrer that is told to nobody anyway changes nothing', async () => {
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    const from = background.extension.frame('https://site.example/page', { incognito: true });
    expect(await background.ask(from, referred())).toEqual(scored());
  });
});

describe('a referrer that may not be told', () => {
  it.each([
    'https://other.example/',
    'https://site.example',
    'https://site.example/page',
    'http://site.example/',
    'https://site.example:8443/',
    'https://somebody@site.example/',
    'file:///',
    'null/',
    'nothing',
    '',
  ])('is refused as no origin of the asking frame (%s)', async (forged) => {
    await expect(background.ask(page, referred({ referrer: forged }))).rejects.toThrow(
      'no other origin than its own',
    );
    expect([rules(), background.offscreen.jobs]).toEqual([[], []]);
  });

  it.each(['file:///home/somebody/page.html', 'about:srcdoc'])(
    'is refused to a frame without an origin (%s)',
    async (frameUrl) => {
      page.sender.url = frameUrl;
      page.sender.origin = 'null';
      for (const forged of ['null/', 'file:///', referrer]) {
        await expect(background.ask(page, referred({ referrer: forged }))).rejects.toThrow();
      }
      expect(rules()).toEqual([]);
    },
  );

  it('is told for a frame that acts for the page which made it', async () => {
    page.sender.url = 'about:srcdoc';
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    expect(await background.ask(page, referred())).toEqual(scored());
  });

  it.each([
    ['from a private window', { incognito: true }, url],
    ['over http for a page of https', {}, 'http://pictures.example/cat.jpg'],
  ])('is left off %s', async (_, details, address) => {
    const from = background.extension.frame('https://site.example/page', { tab: 4, ...details });
    const answer = background.ask(from, referred({ url: address }));
    const [job] = await background.jobs(1);
    expect(rules()).toEqual([]);
    expect(job?.picture).toEqual({ kind: 'address', url: address });
    if (job) background.offscreen.finish(job, { outcome: scored() });
    await answer;
  });
});

it('is answered with the reason where the browser takes no rules, as it does until it is started again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    background.extension.sessionRules.api.updateSessionRules = () => new Promise(() => undefined);
    const answered = vi.fn();
    background.ask(page, referred()).then(answered, answered);
    while (answered.mock.calls.length === 0) {
      await vi.advanceTimersByTimeAsync(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const reason = expect.objectContaining({ reason: 'guarded', retryable: false });
    expect(answered).toHaveBeenCalledWith(reason);
    expect(background.offscreen.jobs).toEqual([]);
    // It is not waited for once more.
    expect(await background.ask(page, referred())).toEqual(failed('guarded'));
  } finally {
    vi.useRealTimers();
  }
});

describe('rules of a worker that died', () => {
  it('are removed when the next one starts', async () => {
    background.ask(page, referred()).catch(() => undefined);
    await background.jobs(1);
    expect(rules()).toHaveLength(1);
    await background.restart();
    await vi.waitFor(() => expect(rules()).toEqual([]));
  });

  it('are removed before there are new ones, which then do not clash with them', async () => {
    background.ask(page, referred()).catch(() => undefined);
    await background.jobs(1);
    // The first attempt, at the start, fails.
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    background.extension.sessionRules.failures = 1;
    await background.restart();
    await vi.waitFor(() => expect(log).toHaveBeenCalledOnce());
    expect(rules()).toHaveLength(1);

    const answer = background.ask(page, referred());
    const [lost, job] = await background.jobs(2);
    expect(job?.key).toBe(lost?.key);
    expect(rules().map(({ condition }) => condition.urlFilter)).toEqual([`|${addressIn(job)}`]);
    if (job) background.offscreen.finish(job, { outcome: scored() });
    expect(await answer).toEqual(scored());
  });
});
