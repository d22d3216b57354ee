import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { failed, skipped } from '../../../src/core/outcome';
import type { Question } from '../../../src/messaging/protocol';
import { Background, question } from '../fakes/background';
import type { FakeContext } from '../fakes/extension';
import { scored } from '../fakes/offscreen-document';

let background: Background;
let page: FakeContext;

beforeEach(async () => {
  background = await Background.start();
  page = background.extension.frame('https://site.example/');
});

/** Asks, lets the offscreen document answer, and waits until the score is in the cache. */
async function classifyOnce(from: FakeContext): Promise<void> {
  const earlier = background.kept('addresses').length;
  background.offscreen.autoAnswer = () => ({ outcome: scored() });
  await background.ask(from, question());
  await vi.waitFor(() => expect(background.kept('addresses')).toHaveLength(earlier + 1));
}

describe('cache', () => {
  it('answers a picture seen before without asking the offscreen document', async () => {
    await classifyOnce(page);
    background.offscreen.autoAnswer = undefined;

    expect(await background.ask(page, question())).toEqual(scored());
    expect(background.offscreen.jobs).toHaveLength(1);
  });

  it('still answers after the worker was restarted', async () => {
    await classifyOnce(page);
    background.offscreen.autoAnswer = undefined;
    await background.restart();

    expect(await background.ask(page, question())).toEqual(scored());
    expect(background.offscreen.jobs).toHaveLength(1);
  });

  it.each([
    [29, 1],
    [31, 2],
    // The clock was set back.
    [-31, 2],
  ])(
    'takes an address for the same picture for half an hour (%i minutes later)',
    async (minutes, jobs) => {
      const begin = 1_000_000_000_000;
      vi.useFakeTimers({ toFake: ['Date'], now: begin });
      onTestFinished(() => void vi.useRealTimers());
      await classifyOnce(page);
      vi.setSystemTime(begin + minutes * 60_000);
      expect(await background.ask(page, question())).toEqual(scored());
      expect(background.offscreen.jobs).toHaveLength(jobs);
    },
  );

  it('keeps the same address on another site apart', async () => {
    await classifyOnce(page);
    await background.ask(background.extension.frame('https://other.example/'), question());

    const keys = background.offscreen.jobs.map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
  });

  it('keeps the same address in a frame of another host apart', async () => {
    await classifyOnce(page);
    const tabUrl = 'https://site.example/';
    for (const url of ['https://frame.example/f', 'https://site.example/f']) {
      await background.ask(background.extension.frame(url, { frame: 2, tabUrl }), question());
    }

    // That of the page's own host is answered from the cache.
    expect(background.offscreen.jobs.map(({ frameUrl }) => frameUrl)).toEqual([
      'https://site.example/',
      'https://frame.example/f',
    ]);
    expect(new Set(background.offscreen.jobs.map(({ key }) => key)).size).toBe(2);
  });

  it.each([
    ['knows the same bytes again on all pages of a site', 'https://www.site.example:8443/', 1],
    ['keeps the same bytes on another site apart', 'https://other.example/', 2],
    ['keeps the same bytes apart that come without encryption', 'http://site.example/', 2],
  ])('%s', async (_, url, jobs) => {
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    const picture = { kind: 'bytes', bytes: new Blob(['cat']) } as const;
    await background.ask(page, { ...question(), picture });
    await vi.waitFor(() => expect(background.kept('scores')).toHaveLength(1));

    await background.ask(background.extension.frame(url), { ...question(), picture });
    expect(background.offscreen.jobs).toHaveLength(jobs);
    const keys = background.offscreen.jobs.map(({ key }) => key);
    expect(new Set(keys).size).toBe(jobs);
    // What they hold has one name everywhere.
    const [content, ...others] = new Set(background.offscreen.jobs.map((job) => job.content));
    expect(content).toMatch(/^[0-9a-f]{64}$/);
    expect(others).toEqual([]);
  });

  it.each([
    ['of another port', { url: 'https://site.example:8443/' }],
    ['of another scheme', { url: 'http://site.example/' }],
    ['that is sandboxed', { url: 'https://site.example/', origin: 'null' }],
  ])('keeps the same address in a frame %s apart', async (_, details) => {
    const { url, origin }: { readonly url: string; readonly origin?: string } = details;
    await classifyOnce(page);
    const tabUrl = 'https://site.example/';
    const frame = background.extension.frame(url, { frame: 2, tabUrl });
    if (origin) frame.sender.origin = origin;
    await background.ask(frame, question());
    await background.ask(background.extension.frame(url, { tab: 2 }), question());

    const keys = background.offscreen.jobs.map(({ key }) => key);
    expect(new Set(keys).size).toBe(origin ? 2 : 3);
  });

  it('asks anew for an address whose picture is not to be kept, and keeps its scores', async () => {
    const { offscreen } = background;
    const srcset = { text: 'latest.png 1x', base: 'https://site.example/' };
    const contents = ['one', 'other', 'one'];
    offscreen.autoAnswer = () => ({
      outcome: scored(contents[offscreen.jobs.length - 1]),
      content: contents[offscreen.jobs.length - 1] ?? '',
      isFleeting: true,
    });
    for (const content of contents) {
      expect(await background.ask(page, question(undefined, { srcset }))).toEqual(scored(content));
    }
    await vi.waitFor(() => expect(background.kept('scores')).toHaveLength(2));
    expect(background.kept('addresses')).toEqual([]);
  });

  it.each<Question['picture']>([
    { kind: 'bytes', bytes: new Blob(['cat']) },
    { kind: 'address', url: 'https://a.example/cat.png' },
  ])('keeps a picture apart from the same before another colour ($kind)', async (picture) => {
    background.offscreen.autoAnswer = ({ backdrop, picture }) => ({
      outcome: scored(backdrop),
      // That of bytes is named by what they are.
      ...(picture.kind === 'address' ? { content: backdrop } : {}),
    });
    const askBefore = (backdrop: string) =>
      background.ask(page, question('', { picture, backdrop }));

    expect(await askBefore('#102030')).toEqual(scored('#102030'));
    expect(await askBefore('#fedcba')).toEqual(scored('#fedcba'));
    await vi.waitFor(() => expect(background.kept('scores')).toHaveLength(2));
    expect(await askBefore('#102030')).toEqual(scored('#102030'));
    expect(background.offscreen.jobs).toHaveLength(2);
  });

  it.each([undefined, 'red', '#FFF', '#1020304', 'url(https://a.example/)'])(
    'takes white for a colour that is none (%s)',
    async (backdrop) => {
      background.offscreen.autoAnswer = () => ({ outcome: scored() });
      await background.ask(page, { ...question(), backdrop } as Question);
      expect(background.offscreen.jobs[0]?.backdrop).toBe('#ffffff');
    },
  );

  it.each([failed('unreachable'), skipped('not-a-picture')])(
    'never keeps a picture without a label ($reason)',
    async (trouble) => {
      background.offscreen.autoAnswer = () => ({ outcome: trouble });
      expect(await background.ask(page, question())).toEqual(trouble);

      background.offscreen.autoAnswer = () => ({ outcome: scored() });
      expect(await background.ask(page, question())).toEqual(scored());
      expect(background.offscreen.jobs).toHaveLength(2);
    },
  );

  it('that cannot be written does not cost the label', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    await background.send(page, 'cancel', { id: 'nobody' });
    background.extension.session.api.set = async () => {
      throw new Error('Full');
    };

    expect(await background.ask(page, question())).toEqual(scored());
    await vi.waitFor(() => expect(log).toHaveBeenCalled());
  });
});

describe('identical questions', () => {
  it('are one job, whose answer everybody gets', async () => {
    const answers = [question(), question(), question()].map((each) => background.ask(page, each));
    const [job] = await background.jobs(1);
    if (job) background.offscreen.finish(job, { outcome: scored('lynx') });

    expect(await Promise.all(answers)).toEqual([scored('lynx'), scored('lynx'), scored('lynx')]);
    expect(background.offscreen.jobs).toHaveLength(1);
  });

  it('are told apart from different ones', async () => {
    background.offscreen.autoAnswer = ({ picture }) => ({
      outcome: scored(picture.kind === 'address' ? picture.url : ''),
    });
    const urls = ['https://a.example/1.png', 'https://a.example/2.png'];
    const answers = await Promise.all(urls.map((url) => background.ask(page, question(url))));

    expect(answers).toEqual(urls.map((url) => scored(url)));
  });

  it('are as pressing as the most pressing of them, whoever comes, changes and goes', async () => {
    background.useMenu();
    const [near, seen] = [question('', { priority: 'near' }), question()];
    const byHand = question('', { priority: 'asked' });
    const moves = (...wanted: string[]) =>
      vi.waitFor(() =>
        expect(background.offscreen.moved.map(({ priority }) => priority)).toEqual(wanted),
      );
    const picture = question().picture;
    const ask = (each: Question) => background.ask(page, { ...each, picture });
    const answers = [ask(near)];
    const [job] = await background.jobs(1);
    expect(job?.priority).toBe('near');
    answers.push(ask(seen));
    await moves('on-screen');
    answers.push(ask(byHand));
    await moves('on-screen', 'asked');
    await background.send(page, 'cancel', { id: byHand.id });
    await moves('on-screen', 'asked', 'on-screen');
    await background.send(page, 'prioritise', { id: seen.id, priority: 'near' });
    await moves('on-screen', 'asked', 'on-screen', 'near');
    await background.send(page, 'prioritise', { id: near.id, priority: 'asked' });
    await moves('on-screen', 'asked', 'on-screen', 'near', 'asked');
    expect(new Set(background.offscreen.moved.map(({ key }) => key))).toEqual(new Set([job?.key]));

    if (job) background.offscreen.finish(job, { outcome: scored() });
    expect(await Promise.all(answers)).toEqual([scored(), scored(), scored()]);
    expect(background.offscreen.jobs).toHaveLength(1);
  });
});

describe('a question that is given up', () => {
  it('drops the picture', async () => {
    const asked = question();
    const answer = background.ask(page, asked);
    const [job] = await background.jobs(1);
    await background.send(page, 'cancel', { id: asked.id });

    expect(await answer).toEqual(skipped('cancelled'));
    expect(background.offscreen.cancelled).toEqual([job?.key]);
  });

  it('while its order is made ready is not ordered', async () => {
    await background.allowRules();
    const { api } = background.extension.sessionRules;
    const { updateSessionRules } = api;
    const picture = {
      kind: 'address',
      url: 'https://a.example/cat.png',
      referrer: 'https://site.example/',
    } as const;
    const asked = question('', { picture });
    api.updateSessionRules = async (update) => {
      const isForIt = update.addRules?.some(({ condition }) =>
        condition.urlFilter?.includes('cat'),
      );
      if (isForIt) await background.send(page, 'cancel', { id: asked.id });
      return updateSessionRules(update);
    };
    expect(await background.ask(page, asked)).toEqual(skipped('cancelled'));
    expect(background.offscreen.jobs).toEqual([]);
  });

  it('while the offscreen document opens is not ordered', async () => {
    const { extension, offscreen } = background;
    const open = extension.createOffscreen;
    const asked = question();
    extension.createOffscreen = async () => {
      await background.send(page, 'cancel', { id: asked.id });
      return open();
    };
    expect(await background.ask(page, asked)).toEqual(skipped('cancelled'));
    expect(offscreen.jobs).toEqual([]);
  });

  it('leaves the picture to the others who wait for it', async () => {
    const [one, two] = [question(), question()];
    const answers = [background.ask(page, one), background.ask(page, two)];
    const [job] = await background.jobs(1);
    await background.send(page, 'cancel', { id: one.id });
    expect(background.offscreen.cancelled).toEqual([]);
    if (job) background.offscreen.finish(job, { outcome: scored() });

    expect(await answers[1]).toEqual(scored());
  });

  it('drops the picture once the last has given up', async () => {
    const asked = [question(), question()];
    const answers = asked.map((each) => background.ask(page, each));
    await background.jobs(1);
    for (const { id } of asked) await background.send(page, 'cancel', { id });

    expect(await Promise.all(answers)).toEqual([skipped('cancelled'), skipped('cancelled')]);
    expect(background.offscreen.cancelled).toHaveLength(1);
  });
});

describe('a page that has gone', () => {
  it('gives up all that it asked, and nothing of others', async () => {
    const other = background.extension.frame('https://site.example/', { tab: 2 });
    const asked = ['1', '2', '3'].map((name) => question(`https://a.example/${name}.png`));
    const [, , last] = asked.map((each, index) => background.ask(index < 2 ? page : other, each));
    const joined = background.ask(other, { ...question(), picture: asked[1]?.picture } as Question);
    const jobs = await background.jobs(3);
    page.kill();
    await vi.waitFor(() => expect(background.offscreen.cancelled).toHaveLength(1));
    for (const job of jobs) background.offscreen.finish(job, { outcome: scored() });

    expect(await Promise.all([joined, last])).toEqual([scored(), scored()]);
    const [dropped] = jobs.filter(
      ({ picture }) => picture.kind === 'address' && picture.url.endsWith('1.png'),
    );
    expect(background.offscreen.cancelled).toEqual([dropped?.key]);
  });
});

describe('a worker that dies', () => {
  it('leaves a job which the repeated question joins under the same key', async () => {
    const asked = question();
    const lost = background.ask(page, asked);
    lost.catch(() => undefined);
    await background.jobs(1);
    await background.restart();
    await expect(lost).rejects.toThrow('The port was closed');

    const answer = background.ask(page, asked);
    const [before, after] = await background.jobs(2);
    expect(after?.key).toBe(before?.key);
    if (after) background.offscreen.finish(after, { outcome: scored() });
    expect(await answer).toEqual(scored());
    expect(background.extension.offscreenMade).toBe(1);
  });
});
