// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, askAboutScreen } from '../../../src/content/ask';
import { LabelledPicture } from '../../../src/content/labelled-picture';
import type { Labeller } from '../../../src/content/labeller';
import { NaturalSizes } from '../../../src/content/natural-sizes';
import { failed } from '../../../src/core/outcome';
import { defaultSettings } from '../../../src/core/settings';
import { FakeAnswers } from '../fakes/answers';
import { makeLabeller } from '../fakes/labeller';
import { dress, type Style } from '../fakes/layout';
import { scored } from '../fakes/offscreen-document';
import {
  asPicture,
  badges,
  bringIntoView,
  inOverlay,
  makePicture,
  openPage,
  setSize,
} from '../fakes/page';
import { endLoading, loadedImages } from '../fakes/pictures';

vi.mock('../../../src/content/ask');
vi.mock('webextension-polyfill', async () => {
  const { FakeExtension } = await import('../fakes/extension');
  return { default: new FakeExtension().page().browser };
});

const url = 'https://a.example/cat.png';
let answers: FakeAnswers;
let labeller: Labeller;

beforeEach(() => {
  openPage();
  answers = new FakeAnswers();
  vi.mocked(ask).mockImplementation(answers.ask);
  vi.mocked(askAboutScreen).mockImplementation(answers.askAboutScreen);
  const life = new AbortController();
  labeller = makeLabeller(vi.fn(), vi.fn(), life.signal);
  labeller.obey(defaultSettings, true);
  return () => life.abort();
});

/** An element with a background that is all in view. */
async function placeBackground(style: Style = {}) {
  const element = document.createElement('div');
  document.body.append(dress(element, { backgroundImage: `url("${url}")`, ...style }));
  const picture = asPicture(element, 'background');
  labeller.found(picture);
  await bringIntoView(element);
  return picture;
}

const isLeftOut = (leftOut: object) =>
  vi.waitFor(() => expect(labeller.report()).toMatchObject({ leftOut, waiting: 0 }));

describe('a picture is left out', () => {
  it.each([
    ['a tracking pixel', 'tracking-pixel', [1, 1], [1, 1]],
    ['a spacer', 'spacer', [1, 300], [200, 100]],
    ['an icon', 'icon', [400, 300], [200, 20]],
  ] as const)('that is %s', async (_, reason, [width, height], size) => {
    const element = makePicture(url);
    setSize(element, width, height);
    labeller.found(asPicture(element));
    await bringIntoView(element, ...size);
    await isLeftOut({ [reason]: 1 });
    expect(answers.asked).toEqual([]);
  });

  it('that is a gradient', async () => {
    await placeBackground({ backgroundImage: 'linear-gradient(red, blue)' });
    await isLeftOut({ gradient: 1 });
    expect(loadedImages()).toEqual([]);
  });

  it('that is a small picture of a style, without a look at its own size', async () => {
    const element = dress(document.createElement('div'), { backgroundImage: `url("${url}")` });
    document.body.append(element);
    const picture = asPicture(element, 'background');
    labeller.found(picture);
    await bringIntoView(element, 200, 20);
    await isLeftOut({ icon: 1 });
    expect([loadedImages(), answers.asked]).toEqual([[], []]);

    labeller.classify(picture);
    expect(answers.urls).toEqual([url]);
  });

  it.each<[string, Style, number]>([
    ['sprite', { backgroundPosition: '-20px 0px' }, 400],
    ['pattern', {}, 10],
  ])('that is a %s', async (reason, style, width) => {
    await placeBackground(style);
    endLoading(url, width, width);
    await isLeftOut({ [reason]: 1 });
    expect(answers.asked).toEqual([]);
  });

  it('that is a background, where the user does not want them', async () => {
    await placeBackground();
    endLoading(url, 400, 300);
    await vi.waitFor(() => expect(answers.urls).toEqual([url]));
    labeller.obey({ ...defaultSettings, backgrounds: false }, true);
    expect(answers.asked[0]?.signal.aborted).toBe(true);
    expect(labeller.report()).toMatchObject({ leftOut: { background: 1 }, waiting: 0 });
    labeller.obey(defaultSettings, true);
    expect(labeller.report()).toMatchObject({ leftOut: {}, waiting: 1 });
  });

  it('until somebody asks for it', async () => {
    const element = makePicture(url);
    const picture = asPicture(element);
    labeller.found(picture);
    await bringIntoView(element, 20, 20);
    labeller.classify(picture);
    answers.answer(url, scored());
    await vi.waitFor(() => expect(badges()).toEqual(['tabby 90%']));
    expect(labeller.report()).toMatchObject({ labelled: 1, leftOut: {} });
  });
});

describe('a background', () => {
  it('is asked about once its size is known', async () => {
    await placeBackground();
    expect([answers.urls, loadedImages()]).toEqual([[], [url]]);
    endLoading(url, 400, 300);
    await vi.waitFor(() => expect(answers.urls).toEqual([url]));
  });

  it('that the browser cannot load is not fetched unasked', async () => {
    await placeBackground();
    endLoading(url);
    await vi.waitFor(() =>
      expect(labeller.report().troubles).toEqual([{ address: url, reason: 'not-shown', id: 0 }]),
    );
    expect(answers.asked).toEqual([]);
  });

  it('is a picture of its own beside the element that has it', async () => {
    const { element } = await placeBackground();
    endLoading(url, 400, 300);
    const other = 'https://a.example/border.png';
    dress(element, { borderImageSource: `url("${other}")`, borderTopWidth: '20px' });
    labeller.found(asPicture(element, 'border image'));
    await vi.waitFor(() => expect(loadedImages()).toEqual([url, other]));
    endLoading(other, 400, 300);
    await vi.waitFor(() => expect(answers.urls).toEqual([url, other]));
  });
});

describe('a canvas', () => {
  async function placeCanvas() {
    const canvas = document.createElement('canvas');
    document.body.append(canvas);
    const picture = asPicture(canvas, 'canvas');
    labeller.found(picture);
    await bringIntoView(canvas);
    return picture;
  }
  const source = 'canvas:300x150';

  /** A tab of 1,000 to 500 pixels without scrollbars. */
  function stubTab(): void {
    const tab = { offsetLeft: 0, offsetTop: 0, width: 1_000, height: 500, scale: 1 };
    vi.stubGlobal('visualViewport', tab);
    vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(innerWidth);
    vi.spyOn(document.documentElement, 'clientHeight', 'get').mockReturnValue(innerHeight);
  }

  it('is asked about only when somebody asks, and then each time', async () => {
    const picture = await placeCanvas();
    expect(answers.asked).toEqual([]);
    for (const name of ['tabby', 'beagle']) {
      labeller.classify(picture);
      answers.answer(source, scored(name));
      await vi.waitFor(() => expect(badges()).toEqual([`${name} 90%`]));
    }
    expect(answers.urls).toEqual([source, source]);
  });

  it('that its site protects is read from the screen, without the badges', async () => {
    stubTab();
    labeller.classify(await placeCanvas());
    const [layer] = inOverlay('.layer');
    answers.answer(source, failed('unreadable'));
    await vi.waitFor(() => expect(answers.askedAboutScreen).toHaveLength(1));
    expect(answers.askedAboutScreen[0]?.box).toEqual({ x: 0, y: 0, width: 0.2, height: 0.2 });
    expect(layer?.style.visibility).toBe('hidden');
    answers.askedAboutScreen[0]?.resolve(scored('lynx'));
    await vi.waitFor(() => expect(badges()).toEqual(['lynx 90%']));
    expect(layer?.style.visibility).toBe('');
  });

  it('that its server keeps from Sightline is read from the screen, too, or says so all the same', async () => {
    stubTab();
    labeller.classify(await placeCanvas());
    answers.answer(source, failed('guarded'));
    await vi.waitFor(() => expect(answers.askedAboutScreen).toHaveLength(1));
    answers.askedAboutScreen[0]?.resolve(failed('unreadable'));
    await vi.waitFor(() => expect(badges()).toEqual(['reason_guarded']));
  });

  it('the badges come back, too, where the screen cannot be read', async () => {
    stubTab();
    labeller.classify(await placeCanvas());
    answers.answer(source, failed('unreadable'));
    await vi.waitFor(() => expect(answers.askedAboutScreen).toHaveLength(1));
    answers.askedAboutScreen[0]?.reject(new Error('A bug'));
    await vi.waitFor(() => expect(badges()).toEqual(['reason_interrupted']));
    expect(inOverlay('.layer')[0]?.style.visibility).toBe('');
  });

  it('nothing is read from the screen that nobody asked for', async () => {
    stubTab();
    const element = makePicture(url);
    labeller.found(asPicture(element));
    await bringIntoView(element);
    answers.answer(url, failed('unreadable'));
    await vi.waitFor(() => expect(labeller.report().unlabelled).toBe(1));
    expect(answers.askedAboutScreen).toEqual([]);
  });

  it('nor what the page could not load itself', async () => {
    stubTab();
    const element = makePicture(url);
    setSize(element, 0, 0);
    labeller.classify(asPicture(element));
    answers.answer(url, failed('guarded'));
    await vi.waitFor(() => expect(badges()).toEqual(['reason_guarded']));
    expect(answers.askedAboutScreen).toEqual([]);
  });

  it('of which nothing is in sight stays unreadable', async () => {
    labeller.classify(await placeCanvas());
    answers.answer(source, failed('unreadable'));
    await vi.waitFor(() => expect(badges()).toEqual(['reason_unreadable']));
    expect(answers.askedAboutScreen).toEqual([]);
  });
});

it('is not as it was found once it has an outcome, or was asked for, though nothing is under way', () => {
  const sizes = new NaturalSizes(vi.fn(), new AbortController().signal);
  const picture = new LabelledPicture(asPicture(makePicture(url)), 0, sizes);
  expect(picture.isUnknown).toBe(true);
  picture.outcome = failed('timed-out');
  expect(picture.isUnknown).toBe(false);
  picture.outcome = undefined;
  picture.byHand = true;
  expect(picture.isUnknown).toBe(false);
});
