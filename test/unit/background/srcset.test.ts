import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failed, type Outcome, skipped } from '../../../src/core/outcome';
import type { Job, JobResult, Question } from '../../../src/messaging/protocol';
import { Background, question } from '../fakes/background';
import type { FakeContext } from '../fakes/extension';
import { scored } from '../fakes/offscreen-document';

let background: Background;
let page: FakeContext;

beforeEach(async () => {
  background = await Background.start();
  page = background.extension.frame('https://site.example/');
});

const srcset = { text: '1.png 1x, 2.png 2x', base: 'https://site.example/' };
const size = (name: string, details: Partial<Question> = {}): Question =>
  question(`https://a.example/${name}.png`, { srcset, ...details });
const ask = (asked: Question): Promise<unknown> => background.ask(page, asked);
const whole: JobResult = { outcome: scored() };
const small: JobResult = { outcome: { ...scored(), isFullDetail: false } };

/** What each job is of, in order. */
const asked = (): string[] =>
  background.offscreen.jobs.map(({ picture }) => (picture.kind === 'address' ? picture.url : ''));

const finish = (job: Job | undefined, result: JobResult): void => {
  if (job) background.offscreen.finish(job, result);
};

/** What became of pictures, of which any may have come first: their names are hashed side by side. */
async function countsOf(answers: readonly Promise<unknown>[]) {
  const outcomes = (await Promise.all(answers)) as Outcome[];
  const isSmall = (one: Outcome) => one.kind === 'scored' && !one.isFullDetail;
  const isWhole = (one: Outcome) => one.kind === 'scored' && one.isFullDetail;
  return {
    small: outcomes.filter(isSmall).length,
    whole: outcomes.filter(isWhole).length,
    failed: outcomes.filter(({ kind }) => kind === 'failed').length,
  };
}

describe('another size of a picture', () => {
  it('is answered from the scores of one that had all detail, after a restart too', async () => {
    background.offscreen.autoAnswer = () => whole;
    await ask(size('1'));
    await vi.waitFor(() => expect(background.kept('addresses')).toHaveLength(2));
    expect(await ask(size('2'))).toEqual(scored());
    await background.restart();
    expect(await ask(size('3'))).toEqual(scored());
    expect(asked()).toEqual(['https://a.example/1.png']);
  });

  it('is asked about where the one before lacked detail', async () => {
    background.offscreen.autoAnswer = () => small;
    await ask(size('1'));
    await vi.waitFor(() => expect(background.kept('addresses')).toHaveLength(1));
    await ask(size('2'));
    expect(asked()).toHaveLength(2);
  });

  it.each<[string, Partial<Question>]>([
    ['another srcset', { srcset: { ...srcset, text: 'other.png 1x' } }],
    ['a srcset of another place', { srcset: { ...srcset, base: 'https://site.example/there/' } }],
    ['another colour', { backdrop: '#000000' }],
    ['one too long to be one', { srcset: { ...srcset, text: 'x'.repeat(4_097) } }],
  ])('is none in %s', async (_, details) => {
    background.offscreen.autoAnswer = () => whole;
    await ask(size('1'));
    await vi.waitFor(() => expect(background.kept('addresses')).toHaveLength(2));
    await ask(size('2', details));
    expect(asked()).toHaveLength(2);
  });

  it('is none on another site', async () => {
    background.offscreen.autoAnswer = () => whole;
    await ask(size('1'));
    await vi.waitFor(() => expect(background.kept('addresses')).toHaveLength(2));
    await background.ask(background.extension.frame('https://other.example/'), size('2'));
    expect(asked()).toHaveLength(2);
  });
});

describe('ten sizes at the same moment', () => {
  const ten = (): Question[] => Array.from({ length: 10 }, (_, index) => size(`${index}`));

  it('are one job', async () => {
    const answers = ten().map(ask);
    const [job] = await background.jobs(1);
    finish(job, whole);
    expect(await Promise.all(answers)).toEqual(answers.map(() => scored()));
    expect(asked()).toHaveLength(1);
  });

  it('are two jobs where the first lacked detail', async () => {
    const answers = ten().map(ask);
    const [first] = await background.jobs(1);
    finish(first, small);
    const [, second] = await background.jobs(2);
    finish(second, whole);
    expect(await countsOf(answers)).toEqual({ small: 1, whole: 9, failed: 0 });
    expect(asked()).toHaveLength(2);
  });

  it('are each asked about where the first failed', async () => {
    const result: JobResult = { outcome: failed('http-status', '404') };
    const answers = ten().map(ask);
    const [first] = await background.jobs(1);
    finish(first, result);
    const [, ...others] = await background.jobs(10);
    for (const job of others) finish(job, whole);
    expect(await countsOf(answers)).toEqual({ small: 0, whole: 9, failed: 1 });
  });

  it('get their answers though the first is given up', async () => {
    const first = size('0', { priority: 'near' });
    const answers = [ask(first)];
    const [job] = await background.jobs(1);
    answers.push(ask(size('1')));
    await vi.waitFor(() => expect(background.offscreen.moved).toHaveLength(1));
    await background.send(page, 'cancel', { id: first.id });
    finish(job, whole);
    expect(await Promise.all(answers)).toEqual([scored(), scored()]);
    expect(background.offscreen.cancelled).toEqual([]);
    expect(asked()).toHaveLength(1);
  });

  it('are dropped when all are given up', async () => {
    const questions = ten();
    const answers = questions.map(ask);
    await background.jobs(1);
    for (const { id } of questions) await background.send(page, 'cancel', { id });
    expect(await Promise.all(answers)).toEqual(answers.map(() => skipped('cancelled')));
    expect(background.offscreen.cancelled).toHaveLength(1);
  });

  it('press as much as the one that presses most', async () => {
    background.useMenu();
    void ask(size('1', { priority: 'near' }));
    await background.jobs(1);
    void ask(size('2', { priority: 'asked' }));
    await vi.waitFor(() =>
      expect(background.offscreen.moved).toMatchObject([{ priority: 'asked' }]),
    );
    expect(asked()).toHaveLength(1);
  });

  it('of private windows are one job too, of which nothing is kept', async () => {
    const incognito = background.extension.frame('https://site.example/', { incognito: true });
    const answers = ten().map((each) => background.ask(incognito, each));
    const [job] = await background.jobs(1);
    finish(job, whole);
    await Promise.all(answers);
    expect(asked()).toHaveLength(1);
    expect([...background.kept('scores'), ...background.kept('addresses')]).toEqual([]);
  });
});
