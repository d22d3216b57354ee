// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ask } from '../../../src/content/ask';
import type { Labeller } from '../../../src/content/labeller';
import type { Picture } from '../../../src/content/picture-kinds';
import { defaultSettings } from '../../../src/core/settings';
import { FakeAnswers } from '../fakes/answers';
import { hidePage } from '../fakes/complete-dom';
import { makeLabeller } from '../fakes/labeller';
import { lay } from '../fakes/layout';
import { layOut, scrollTo } from '../fakes/observers';
import { scored } from '../fakes/offscreen-document';
import { asPicture, badges, bringIntoView, makePicture, oneTurn, openPage } from '../fakes/page';
import { pageLoad } from '../fakes/page-load';

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

const address = (name: number | string) => `https://a.example/${name}.png`;

/** A picture on the page, and by default in view. */
async function place(name: number | string, isInView = true): Promise<Picture> {
  const picture = asPicture(makePicture(address(name)));
  labeller.found(picture);
  if (isInView) await bringIntoView(picture.element);
  return picture;
}

describe('a picture that is far away', () => {
  it('is not looked at until it comes near, whatever loads', async () => {
    const kind = { ...asPicture(makePicture(address('cat'))).kind };
    const source = vi.spyOn(kind, 'source');
    const { element } = asPicture(makePicture(address('cat')));
    labeller.found({ element, kind });
    layOut(element, 100, 100);
    scrollTo(element, 'far');
    labeller.loaded(element);
    await oneTurn();
    expect(source).not.toHaveBeenCalled();
    scrollTo(element, 'near');
    await vi.waitFor(() => expect(answers.urls).toEqual([address('cat')]));
  });
});

describe('what is asked first', () => {
  it('is what is on screen, and no more than sixteen at a time', async () => {
    const pictures = await Promise.all(
      Array.from({ length: 18 }, (_, index) => place(index, false)),
    );
    for (const { element } of pictures) layOut(element, 100, 100);
    for (const { element } of pictures) scrollTo(element, 'near');
    await vi.waitFor(() => expect(answers.asked).toHaveLength(16));
    expect(answers.asked[0]?.priority).toBe('near');

    scrollTo((pictures[17] as Picture).element, 'on-screen');
    await oneTurn();
    answers.answer(address(0), scored());
    await vi.waitFor(() => expect(answers.urls[16]).toBe(address(17)));
    expect(answers.asked[16]?.priority).toBe('on-screen');
    expect(answers.asked).toHaveLength(17);
  });

  it('is what is on screen, though what is near be looked at in an earlier frame', async () => {
    const [near, visible] = [await place('near', false), await place('visible', false)];
    // No frame has time for more than one look.
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 10));
    for (const { element } of [near, visible]) layOut(element, 100, 100);
    scrollTo(near.element, 'near');
    scrollTo(visible.element, 'on-screen');
    await vi.waitFor(() => expect(answers.urls).toEqual([address('visible'), address('near')]));
    vi.mocked(performance.now).mockRestore();
  });

  it('is what is on screen alone while the page is loaded, and then all', async () => {
    pageLoad.isUnderWay = true;
    onTestFinished(() => {
      pageLoad.isUnderWay = false;
    });
    const [near, visible] = [await place('near', false), await place('visible', false)];
    for (const { element } of [near, visible]) layOut(element, 100, 100);
    scrollTo(near.element, 'near');
    scrollTo(visible.element, 'on-screen');
    await vi.waitFor(() => expect(answers.urls).toEqual([address('visible')]));
    answers.answer(address('visible'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    expect(answers.urls).toEqual([address('visible')]);
    pageLoad.isUnderWay = false;
    await vi.waitFor(() => expect(answers.urls).toEqual([address('visible'), address('near')]));
  });

  it('is what is near, too, on a page that is not loaded for very long', async () => {
    pageLoad.isUnderWay = true;
    onTestFinished(() => {
      pageLoad.isUnderWay = false;
      vi.mocked(performance.now).mockRestore();
    });
    vi.spyOn(performance, 'now').mockReturnValue(10_000);
    const { element } = await place('near', false);
    layOut(element, 100, 100);
    scrollTo(element, 'near');
    await vi.waitFor(() => expect(answers.urls).toEqual([address('near')]));
  });

  it('is less while the page is loaded, and more when it is, though no answer comes', async () => {
    vi.spyOn(navigator, 'hardwareConcurrency', 'get').mockReturnValue(4);
    pageLoad.isUnderWay = true;
    onTestFinished(() => {
      pageLoad.isUnderWay = false;
    });
    for (let index = 0; index < 5; index++) await place(index);
    await vi.waitFor(() => expect(answers.asked).toHaveLength(2));
    await oneTurn();
    expect(answers.asked).toHaveLength(2);
    pageLoad.isUnderWay = false;
    await vi.waitFor(() => expect(answers.asked).toHaveLength(5));
  });

  it('is less while the page is scrolled on and on', async () => {
    vi.spyOn(navigator, 'hardwareConcurrency', 'get').mockReturnValue(4);
    let now = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    onTestFinished(() => vi.mocked(performance.now).mockRestore());
    for (const end = now + 700; now < end; now += 100) labeller.scrolled();
    for (let index = 0; index < 5; index++) await place(index);
    await vi.waitFor(() => expect(answers.asked).toHaveLength(2));
    await oneTurn();
    expect(answers.asked).toHaveLength(2);
    // All are asked when it is at rest again.
    now += 150;
    await vi.waitFor(() => expect(answers.asked).toHaveLength(5));
  });

  it('is, before all and beyond the sixteen, what somebody asked for', async () => {
    for (let index = 0; index < 18; index++) await place(index);
    labeller.classify(await place('cat', false));
    expect(answers.asked.at(-1)).toMatchObject({ url: address('cat'), priority: 'asked' });
    expect(answers.asked).toHaveLength(17);
  });

  it('gives up its place in the line when it is scrolled far away', async () => {
    for (let index = 0; index < 16; index++) await place(index);
    const far = await place('far');
    await place('here');
    scrollTo(far.element, 'far');
    await oneTurn();
    answers.answer(address(0), scored());
    await vi.waitFor(() => expect(answers.urls.slice(16)).toEqual([address('here')]));
  });

  it('and under way is moved up and down as it comes on screen and goes', async () => {
    const { element } = await place('cat');
    const priority = () => answers.asked[0]?.question.priority;
    scrollTo(element, 'near');
    await vi.waitFor(() => expect(priority()).toBe('near'));
    scrollTo(element, 'on-screen');
    await vi.waitFor(() => expect(priority()).toBe('on-screen'));
    expect(answers.asked).toHaveLength(1);
  });

  it('and under way is given up when it is scrolled far away, and asked again when it is back', async () => {
    const { element } = await place('cat');
    scrollTo(element, 'far');
    await vi.waitFor(() => expect(answers.asked[0]?.signal.aborted).toBe(true));
    expect(labeller.report()).toMatchObject({ waiting: 0, unlabelled: 0 });
    scrollTo(element, 'on-screen');
    await vi.waitFor(() => expect(answers.asked).toHaveLength(2));
    answers.answer(address('cat'), scored());
    await vi.waitFor(() => expect(badges()).toEqual(['tabby 90%']));
  });

  it('and under way goes on however far it is scrolled when somebody asked for it', async () => {
    const picture = await place('cat');
    labeller.classify(picture);
    scrollTo(picture.element, 'far');
    await oneTurn();
    expect(answers.asked[0]?.signal.aborted).toBe(false);
  });
});

describe('a page that nobody sees', () => {
  beforeEach(() => () => hidePage(false));

  it('asks nothing by itself until it is seen', async () => {
    hidePage(true);
    await place('cat');
    expect(answers.asked).toEqual([]);
    expect(labeller.report()).toMatchObject({ waiting: 1 });
    hidePage(false);
    expect(answers.urls).toEqual([address('cat')]);
  });

  it('gives up what is under way, and asks it again when it is seen', async () => {
    await place('cat');
    hidePage(true);
    expect(answers.asked[0]?.signal.aborted).toBe(true);
    await place('dog');
    expect(answers.asked).toHaveLength(1);
    expect(labeller.report()).toMatchObject({ waiting: 2 });
    hidePage(false);
    expect(answers.urls.slice(1).toSorted()).toEqual([address('cat'), address('dog')]);
  });

  it('goes on with what somebody asked for', async () => {
    labeller.classify(await place('cat'));
    hidePage(true);
    labeller.classify(await place('dog'));
    expect(answers.urls).toEqual([address('cat'), address('dog')]);
    expect(answers.asked.some(({ signal }) => signal.aborted)).toBe(false);
  });

  it('is not looked at', async () => {
    const { element } = await place('cat');
    answers.answer(address('cat'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    hidePage(true);
    lay(element, 0, 0, 16, 16);
    vi.useFakeTimers();
    labeller.stirred();
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    expect(labeller.report()).toMatchObject({ labelled: 1, leftOut: {} });
    hidePage(false);
    await vi.waitFor(() => expect(labeller.report()).toMatchObject({ leftOut: { icon: 1 } }));
  });
});

describe('a page that is left', () => {
  it('gives everything up, and asks it again when it comes back', async () => {
    await place('cat');
    labeller.classify(await place('dog'));
    labeller.leave();
    expect(answers.asked.map(({ signal }) => signal.aborted)).toEqual([true, true]);
    await place('owl');
    expect(answers.asked).toHaveLength(2);
    labeller.resume();
    expect(answers.urls.slice(2)).toEqual([address('dog'), address('cat'), address('owl')]);
  });
});
