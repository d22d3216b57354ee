// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ask } from '../../../src/content/ask';
import type { Labeller } from '../../../src/content/labeller';
import type { Picture } from '../../../src/content/picture-kinds';
import { failed } from '../../../src/core/outcome';
import { defaultSettings } from '../../../src/core/settings';
import { FakeAnswers } from '../fakes/answers';
import { makeLabeller } from '../fakes/labeller';
import { scored } from '../fakes/offscreen-document';
import {
  asPicture,
  badgeElements,
  badges,
  bringIntoView,
  makePicture,
  oneTurn,
  openPage,
  show,
} from '../fakes/page';

vi.mock('../../../src/content/ask');
vi.mock('webextension-polyfill', async () => {
  const { FakeExtension } = await import('../fakes/extension');
  return { default: new FakeExtension().page().browser };
});

let answers: FakeAnswers;
let life: AbortController;
let labeller: Labeller;

beforeEach(() => {
  openPage();
  answers = new FakeAnswers();
  vi.mocked(ask).mockImplementation(answers.ask);
  life = new AbortController();
  labeller = makeLabeller(vi.fn(), vi.fn(), life.signal);
  labeller.obey(defaultSettings, true);
  return () => life.abort();
});

const address = (name: string) => `https://a.example/${name}.png`;

/** Has the browser show another picture in its element. */
const showIn = ({ element }: Picture, name: string) =>
  show(element as HTMLImageElement, address(name));

describe('a picture in several sizes', () => {
  const srcset = 'small.png 100w, large.png 200w';

  async function placeSizes() {
    const element = makePicture(address('small'));
    element.srcset = srcset;
    vi.spyOn(element, 'baseURI', 'get').mockReturnValue('https://a.example/');
    const picture = asPicture(element);
    labeller.found(picture);
    await bringIntoView(element);
    return picture;
  }

  it('is asked about with its srcset', async () => {
    await placeSizes();
    expect(answers.asked[0]?.about.srcset).toEqual({ text: srcset, base: 'https://a.example/' });
  });

  it('keeps its label when the browser takes another of them', async () => {
    const picture = await placeSizes();
    answers.answer(address('small'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    const [badge] = badgeElements();
    showIn(picture, 'large');
    labeller.changed(picture.element);
    await oneTurn();
    expect([answers.asked.length, badgeElements()[0] === badge]).toEqual([1, true]);
  });

  it('is asked about anew with an address that is none of them, or with another srcset', async () => {
    const picture = await placeSizes();
    answers.answer(address('small'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    showIn(picture, 'other');
    labeller.changed(picture.element);
    await vi.waitFor(() => expect(answers.urls).toEqual([address('small'), address('other')]));
    answers.answer(address('other'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    picture.element.setAttribute('srcset', 'large.png 1x, other.png 2x');
    showIn(picture, 'large');
    labeller.changed(picture.element);
    await vi.waitFor(() => expect(answers.urls).toHaveLength(3));
  });

  it('is asked about anew where its earlier size was too small to tell', async () => {
    const picture = await placeSizes();
    answers.answer(address('small'), { ...scored(), isFullDetail: false });
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    showIn(picture, 'large');
    labeller.changed(picture.element);
    await vi.waitFor(() => expect(answers.urls).toEqual([address('small'), address('large')]));
  });

  it('is asked about anew where only its earlier size has failed', async () => {
    const picture = await placeSizes();
    answers.answer(address('small'), failed('unreachable'));
    await vi.waitFor(() => expect(labeller.report().unlabelled).toBe(1));
    showIn(picture, 'large');
    labeller.changed(picture.element);
    await vi.waitFor(() => expect(answers.urls).toEqual([address('small'), address('large')]));
  });
});
