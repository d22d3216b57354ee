// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ask } from '../../../src/content/ask';
import type { Labeller } from '../../../src/content/labeller';
import type { Picture } from '../../../src/content/picture-kinds';
import { failed, skipped } from '../../../src/core/outcome';
import { emptyReport } from '../../../src/core/page-report';
import { defaultSettings } from '../../../src/core/settings';
import { FakeAnswers } from '../fakes/answers';
import { makeLabeller } from '../fakes/labeller';
import { isObserved } from '../fakes/observers';
import { scored } from '../fakes/offscreen-document';
import { asPicture, badges, bringIntoView, makePicture, notice, openPage } from '../fakes/page';

vi.mock('../../../src/content/ask');
vi.mock('webextension-polyfill', async () => {
  const { FakeExtension } = await import('../fakes/extension');
  return { default: new FakeExtension().page().browser };
});

const onChange = vi.fn();
const onError = vi.fn();
let answers: FakeAnswers;
let life: AbortController;
let labeller: Labeller;

beforeEach(() => {
  openPage();
  answers = new FakeAnswers();
  vi.mocked(ask).mockImplementation(answers.ask);
  life = new AbortController();
  labeller = makeLabeller(onChange, onError, life.signal);
  return () => life.abort();
});

const turn = (on: boolean) => labeller.obey(defaultSettings, on);
const address = (name: number | string) => `https://a.example/${name}.png`;

async function place(name: number | string, width = 100): Promise<Picture> {
  const picture = asPicture(makePicture(address(name)));
  labeller.found(picture);
  await bringIntoView(picture.element, width, width);
  return picture;
}

describe('automatic labelling', () => {
  it('asks about nothing until it is switched on, and then about what is there', async () => {
    await place('cat');
    expect(answers.asked).toEqual([]);
    turn(true);
    expect(answers.urls).toEqual([address('cat')]);
  });

  it('that is switched off takes every badge away and gives every question up', async () => {
    turn(true);
    for (const name of ['cat', 'dog']) await place(name);
    answers.answer(address('cat'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    turn(false);

    expect(badges()).toEqual([]);
    expect(answers.asked[1]?.signal.aborted).toBe(true);
    answers.answer(address('dog'), scored());
    labeller.classify(await place('bird'));
    answers.answer(address('bird'), scored('robin'));
    await vi.waitFor(() => expect(badges()).toEqual(['robin 90%']));
    expect(labeller.report()).toEqual({ ...emptyReport, labelled: 1 });
  });

  it('that was off already leaves what somebody asked for, whatever the settings become', async () => {
    turn(false);
    labeller.classify(await place('cat'));
    answers.answer(address('cat'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    labeller.classify(await place('dog'));
    labeller.obey({ ...defaultSettings, backgrounds: false }, false);
    await vi.waitFor(() => expect(badges()).toEqual(['tabby 90%', 'badgePending']));
    expect(answers.asked[1]?.signal.aborted).toBe(false);
    answers.answer(address('dog'), scored('beagle'));
    await vi.waitFor(() => expect(badges()).toEqual(['tabby 90%', 'beagle 90%']));
  });

  it('that is switched on again labels what it labelled before', async () => {
    turn(true);
    await place('cat');
    answers.answer(address('cat'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    turn(false);
    turn(true);
    expect(answers.urls).toEqual([address('cat'), address('cat')]);
  });
});

describe('a picture that somebody asked for', () => {
  it('is classified with automatic labelling off, however small it is', async () => {
    const picture = await place('icon', 16);
    labeller.classify(picture);
    expect(badges()).toEqual(['badgePending']);
    expect(answers.asked).toMatchObject([{ url: address('icon'), priority: 'asked' }]);
    answers.answer(address('icon'), scored('clock'));
    await vi.waitFor(() => expect(badges()).toEqual(['clock 90%']));
    await bringIntoView(picture.element, 20, 20);
    expect(badges()).toEqual(['clock 90%']);
  });

  it('shows the reason when there is no label', async () => {
    labeller.classify(await place('cat'));
    answers.answer(address('cat'), skipped('not-a-picture'));
    await vi.waitFor(() => expect(badges()).toEqual(['reason_not_a_picture']));
  });

  it('is not asked about again when it has its label', async () => {
    const picture = await place('cat');
    labeller.classify(picture);
    answers.answer(address('cat'), scored());
    await vi.waitFor(() => expect(badges()).toEqual(['tabby 90%']));
    labeller.classify(picture);
    expect([answers.asked.length, badges()]).toEqual([1, ['tabby 90%']]);
  });

  it('shows what went wrong where the question itself failed', async () => {
    labeller.classify(await place('cat'));
    const error = new Error('A bug');
    answers.asked[0]?.reject(error);
    await vi.waitFor(() => expect(badges()).toEqual(['reason_interrupted']));
    expect(onError).toHaveBeenCalledWith(error);
  });
});

describe('the report', () => {
  it('counts labels and waiting pictures, and tells what has none and why', async () => {
    turn(true);
    for (let index = 0; index < 9; index++) await place(index);
    answers.answer(address(0), scored());
    answers.answer(address(1), failed('http-status', '404'));
    answers.answer(address(2), skipped('empty'));
    await vi.waitFor(() => expect(labeller.report().waiting).toBe(6));

    expect(labeller.report()).toEqual({
      labelled: 1,
      unsure: 0,
      waiting: 6,
      troubles: [
        { address: address(1), reason: 'http-status', detail: '404', id: 1 },
        { address: address(2), reason: 'empty', id: 2 },
      ],
      unlabelled: 2,
      leftOut: {},
    });
    expect(onChange).toHaveBeenCalled();
  });

  it('cuts long addresses short', async () => {
    turn(true);
    const long = 'x'.repeat(500);
    await place(long);
    answers.answer(address(long), failed('undecodable'));
    await vi.waitFor(() => expect(labeller.report().troubles).toHaveLength(1));
    expect(labeller.report().troubles[0]?.address).toBe(address(long).slice(0, 200));
  });

  it('counts all that has no label, and tells of the latest fifty', async () => {
    for (let index = 0; index < 60; index++) labeller.classify(await place(index));
    for (let index = 0; index < 60; index++) answers.answer(address(index), skipped('empty'));
    await vi.waitFor(() => expect(labeller.report().unlabelled).toBe(60));
    const { troubles } = labeller.report();
    expect([troubles.length, troubles[0]?.address]).toEqual([50, address(10)]);
  });

  it('tells of a picture that was asked for and is not there, and so does a notice', () => {
    labeller.miss(address('gone'), { x: 0, y: 0 });
    expect(labeller.report()).toMatchObject({
      troubles: [{ address: address('gone'), reason: 'gone' }],
      unlabelled: 1,
    });
    expect(onChange).toHaveBeenCalledOnce();
    expect(notice()).toBe('noticeNothingHere');
  });

  it('does not tell of a place where no picture was', () => {
    labeller.miss(undefined, { x: 0, y: 0 });
    expect(labeller.report()).toEqual(emptyReport);
    expect(notice()).toBe('noticeNothingHere');
  });
});

describe('the end', () => {
  it('takes the badges away, gives every question up and asks no other', async () => {
    turn(true);
    const pictures = await Promise.all(Array.from({ length: 18 }, (_, index) => place(index)));
    answers.answer(address(0), scored());
    await vi.waitFor(() => expect(answers.asked).toHaveLength(17));
    life.abort();

    expect(badges()).toEqual([]);
    expect(pictures.some(({ element }) => isObserved(element))).toBe(false);
    const givenUp = answers.asked.slice(1);
    expect(givenUp.every(({ signal }) => signal.aborted)).toBe(true);
    for (const { resolve } of givenUp) resolve(skipped('cancelled'));
    await Promise.all(givenUp.map(({ promise }) => promise));
    await vi.waitFor(() => expect(answers.asked).toHaveLength(17));
  });
});
