// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ask } from '../../../src/content/ask';
import type { Labeller } from '../../../src/content/labeller';
import type { Picture } from '../../../src/content/picture-kinds';
import { failed } from '../../../src/core/outcome';
import { defaultSettings } from '../../../src/core/settings';
import { FakeAnswers } from '../fakes/answers';
import { makeLabeller } from '../fakes/labeller';
import { scrollTo } from '../fakes/observers';
import { scored } from '../fakes/offscreen-document';
import { asPicture, badges, bringIntoView, makePicture, openPage } from '../fakes/page';

vi.mock('../../../src/content/ask');
vi.mock('webextension-polyfill', async () => {
  const { FakeExtension } = await import('../fakes/extension');
  return { default: new FakeExtension().page().browser };
});

const url = 'https://a.example/cat.png';
let answers: FakeAnswers;
let labeller: Labeller;
let life: AbortController;
let picture: Picture;

beforeEach(async () => {
  openPage();
  answers = new FakeAnswers();
  vi.mocked(ask).mockImplementation(answers.ask);
  life = new AbortController();
  labeller = makeLabeller(() => undefined, vi.fn(), life.signal);
  labeller.obey(defaultSettings, true);
  picture = asPicture(makePicture(url));
  labeller.found(picture);
  await bringIntoView(picture.element, 100, 100);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

/** Answers the open question with a failure that may pass. */
async function fail(): Promise<void> {
  answers.answer(url, failed('engine-unavailable'));
  await vi.advanceTimersByTimeAsync(0);
}

it('a picture that failed gets its label by itself, and its reason stands until then', async () => {
  await fail();
  expect(labeller.report()).toMatchObject({ unlabelled: 1, waiting: 0 });
  expect(answers.asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(answers.asked).toHaveLength(2);
  expect(labeller.report()).toMatchObject({ unlabelled: 1 });

  answers.answer(url, scored());
  await vi.advanceTimersByTimeAsync(1_000);
  expect(labeller.report()).toMatchObject({ unlabelled: 0, labelled: 1 });
  expect(badges()).toEqual(['tabby 90%']);
});

it('one that has left the page is not asked about again', async () => {
  await fail();
  labeller.lost(picture);
  expect(vi.getTimerCount()).toBe(0);
});

it('what was switched off is not asked about again, and its reason goes', async () => {
  await fail();
  labeller.obey(defaultSettings, false);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(answers.asked).toHaveLength(1);
  expect(labeller.report()).toMatchObject({ unlabelled: 0 });
});

it('one that is far away when its time has come has its turn when it is near again', async () => {
  await fail();
  scrollTo(picture.element, 'far');
  await vi.advanceTimersByTimeAsync(600_000);
  expect(answers.asked).toHaveLength(1);
  expect(labeller.report()).toMatchObject({ unlabelled: 1 });
  scrollTo(picture.element, 'on-screen');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(answers.asked).toHaveLength(2);
});
