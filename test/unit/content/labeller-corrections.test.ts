// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ask } from '../../../src/content/ask';
import type { Labeller } from '../../../src/content/labeller';
import type { Picture } from '../../../src/content/picture-kinds';
import type { Anchor } from '../../../src/content/place-badges';
import { failed } from '../../../src/core/outcome';
import { defaultSettings } from '../../../src/core/settings';
import { FakeAnswers } from '../fakes/answers';
import { makeLabeller } from '../fakes/labeller';
import { scored } from '../fakes/offscreen-document';
import { asPicture, badges, bringIntoView, makePicture, openPage, show } from '../fakes/page';

vi.mock('../../../src/content/ask');
vi.mock('webextension-polyfill', async () => {
  const { getMessage } = await import('../fakes/browser');
  return { default: { i18n: { getMessage } } };
});

let answers: FakeAnswers;
let labeller: Labeller;
let picture: Picture;
let anchor: Anchor;

const cat = 'https://a.example/cat.png';
const mitzi = { kind: 'say', word: 'Mitzi' } as const;
const corrected = { ...scored(), correction: { word: 'Mitzi' } };

beforeEach(async () => {
  openPage();
  answers = new FakeAnswers();
  vi.mocked(ask).mockImplementation(answers.ask);
  const life = new AbortController();
  labeller = makeLabeller(vi.fn(), vi.fn(), life.signal);
  labeller.obey(defaultSettings, true);
  picture = asPicture(makePicture(cat));
  labeller.found(picture);
  await bringIntoView(picture.element);
  await answer(scored());
  // What badges stand for is what was asked about.
  anchor = answers.asked[0]?.picture as unknown as Anchor;
  expect(badges()).toEqual(['tabby 90%']);
  return () => life.abort();
});

async function answer(outcome: Parameters<FakeAnswers['answer']>[1]): Promise<void> {
  answers.answer(cat, outcome);
  await answers.asked.at(-1)?.promise;
  await vi.waitFor(() => expect(labeller.report().waiting).toBe(0));
}

describe('a correction', () => {
  it('is asked about together with the picture, and shown when it is kept', async () => {
    const done = labeller.actions.correct(anchor, mitzi);
    expect(answers.asked.at(-1)?.question.correcting).toEqual(mitzi);
    expect(badges()).toEqual(['tabby 90%']);
    answers.answer(cat, corrected);
    expect(await done).toBe(true);
    expect(badges()).toEqual(['Mitzi']);
    expect(labeller.report()).toMatchObject({ labelled: 1, unsure: 0 });
  });

  it('that is not kept leaves the label as it is', async () => {
    const done = labeller.actions.correct(anchor, mitzi);
    answers.answer(cat, failed('interrupted'));
    expect(await done).toBe(false);
    expect(badges()).toEqual(['tabby 90%']);
  });

  it('is not shown on another picture that has taken the place', async () => {
    const done = labeller.actions.correct(anchor, mitzi);
    show(picture.element as HTMLImageElement, 'https://a.example/dog.png');
    labeller.changed(picture.element);
    answers.answer(cat, corrected);
    await done;
    expect(badges()).not.toContain('Mitzi');
  });

  it('that was made elsewhere is looked for on all pictures with a label', async () => {
    labeller.actions.corrected();
    await vi.waitFor(() => expect(answers.asked).toHaveLength(2));
    expect(badges()).toEqual(['tabby 90%']);
    await answer(corrected);
    expect(badges()).toEqual(['Mitzi']);
  });

  it('that cannot be looked for costs no label', async () => {
    labeller.actions.corrected();
    await vi.waitFor(() => expect(answers.asked).toHaveLength(2));
    await answer(failed('interrupted'));
    expect(badges()).toEqual(['tabby 90%']);
    expect(labeller.report()).toMatchObject({ labelled: 1, unlabelled: 0 });
  });
});

describe('a badge that the user has hidden', () => {
  beforeEach(() => {
    labeller.actions.dismiss(anchor);
    expect(badges()).toEqual([]);
  });

  it('stays away when all is judged anew', () => {
    labeller.obey({ ...defaultSettings, sureness: 'bold' }, true);
    expect(badges()).toEqual([]);
  });

  it('comes back to whoever asks for it by hand', async () => {
    labeller.classify(picture);
    await vi.waitFor(() => expect(badges()).toEqual(['tabby 90%']));
  });

  it('keeps none from another picture in its element', async () => {
    const dog = 'https://a.example/dog.png';
    show(picture.element as HTMLImageElement, dog);
    labeller.changed(picture.element);
    await vi.waitFor(() => expect(answers.urls).toContain(dog));
    answers.answer(dog, scored('beagle'));
    await vi.waitFor(() => expect(badges()).toEqual(['beagle 90%']));
  });
});
