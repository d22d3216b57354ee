// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ask } from '../../../src/content/ask';
import type { Labeller } from '../../../src/content/labeller';
import type { Picture } from '../../../src/content/picture-kinds';
import { failed, skipped } from '../../../src/core/outcome';
import { defaultSettings } from '../../../src/core/settings';
import { FakeAnswers } from '../fakes/answers';
import { makeLabeller } from '../fakes/labeller';
import { dress, lay } from '../fakes/layout';
import { isObserved, scrollTo } from '../fakes/observers';
import { scored } from '../fakes/offscreen-document';
import {
  asPicture,
  badges,
  bringIntoView,
  makePicture,
  oneTurn,
  openPage,
  setSize,
  show,
} from '../fakes/page';

vi.mock('../../../src/content/ask');
vi.mock('webextension-polyfill', async () => {
  const { FakeExtension } = await import('../fakes/extension');
  return { default: new FakeExtension().page().browser };
});

const onError = vi.fn();
let answers: FakeAnswers;
let life: AbortController;
let labeller: Labeller;

beforeEach(() => {
  openPage();
  answers = new FakeAnswers();
  vi.mocked(ask).mockImplementation(answers.ask);
  life = new AbortController();
  labeller = makeLabeller(vi.fn(), onError, life.signal);
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

/** Has the browser show another picture in its element. */
const showIn = ({ element }: Picture, name: string, isLoaded = true) =>
  show(element as HTMLImageElement, address(name), isLoaded);

describe('a picture in view', () => {
  it('is asked about once and gets its label', async () => {
    const picture = await place('cat');
    await bringIntoView(picture.element);
    expect(answers.urls).toEqual([address('cat')]);
    answers.answer(address('cat'), scored('tabby, tabby cat'));
    await vi.waitFor(() => expect(badges()).toEqual(['tabby 90%']));
  });

  it('is not asked about while it is loading', async () => {
    const picture = await place('cat', false);
    showIn(picture, 'cat', false);
    await bringIntoView(picture.element);
    expect(answers.asked).toEqual([]);
  });

  it.each([
    [63, 200],
    [200, 63],
  ])('is left alone at %i by %i pixels', async (width, height) => {
    await bringIntoView((await place('cat', false)).element, width, height);
    expect(answers.asked).toEqual([]);
    expect(labeller.report().leftOut).toEqual({ icon: 1 });
  });

  it('is asked about at 64 by 64 pixels', async () => {
    await bringIntoView((await place('cat', false)).element, 64, 64);
    expect(answers.urls).toEqual([address('cat')]);
  });

  it('of another site that the browser could not load is left alone, unless somebody asks', async () => {
    const picture = await place('cat', false);
    setSize(picture.element as HTMLImageElement, 0, 0);
    await bringIntoView(picture.element);
    await vi.waitFor(() =>
      expect(labeller.report().troubles).toEqual([
        { address: address('cat'), reason: 'not-shown', id: 0 },
      ]),
    );
    expect(answers.asked).toEqual([]);

    labeller.classify(picture);
    expect(answers.urls).toEqual([address('cat')]);
  });

  it('is asked about anew when its page comes back with the question still open', async () => {
    await place('cat');
    const [first] = answers.asked;
    labeller.resume();
    expect(first?.signal.aborted).toBe(true);
    await vi.waitFor(() => expect(answers.urls).toEqual([address('cat'), address('cat')]));
  });

  it('under way is moved ahead of all others once somebody asks for it', async () => {
    const picture = await place('cat');
    labeller.classify(picture);
    expect(answers.asked.map(({ question }) => question.priority)).toEqual(['asked']);
    expect(badges()).toEqual(['badgePending']);
    answers.answer(address('cat'), failed('unreachable'));
    await vi.waitFor(() => expect(badges()).toEqual(['reason_unreachable']));
  });

  it('under way is asked about anew for who asked meanwhile, as less is left alone then', async () => {
    const picture = await place('cat');
    labeller.classify(picture);
    answers.answer(address('cat'), skipped('not-kept'));
    await vi.waitFor(() => expect(answers.urls).toEqual([address('cat'), address('cat')]));
    expect(badges()).toEqual(['badgePending']);
    answers.answer(address('cat'), skipped('not-a-picture'));
    await vi.waitFor(() => expect(badges()).toEqual(['reason_not_a_picture']));
    expect(answers.asked).toHaveLength(2);
  });

  it('without a label shows no badge unless somebody asked for it', async () => {
    const picture = await place('cat');
    answers.answer(address('cat'), failed('unreachable'));
    await vi.waitFor(() => expect(labeller.report().troubles).toHaveLength(1));
    expect(badges()).toEqual([]);

    labeller.classify(picture);
    answers.answer(address('cat'), failed('timed-out'));
    await vi.waitFor(() => expect(badges()).toEqual(['reason_timed_out']));
  });

  it('loses its label when it leaves the page, and is not observed any more', async () => {
    const picture = await place('cat');
    answers.answer(address('cat'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    labeller.lost(picture);
    expect([badges(), isObserved(picture.element)]).toEqual([[], false]);
  });

  it('has its question given up when it leaves the page', async () => {
    labeller.lost(await place('cat'));
    expect(answers.asked[0]?.signal.aborted).toBe(true);
    answers.answer(address('cat'), scored());
    await place('dog');
    answers.answer(address('dog'), scored('beagle'));
    await vi.waitFor(() => expect(badges()).toEqual(['beagle 90%']));
  });
});

describe('a picture far out of sight', () => {
  it('lets its label go, which still counts, and is asked about anew when near', async () => {
    const { element } = await place('cat');
    answers.answer(address('cat'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    scrollTo(element, 'far');
    await vi.waitFor(() => expect(badges()).toEqual([]));
    expect(labeller.report()).toMatchObject({ labelled: 1, waiting: 0 });

    scrollTo(element, 'near');
    await vi.waitFor(() => expect(answers.urls).toEqual([address('cat'), address('cat')]));
    answers.answer(address('cat'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    expect(labeller.report()).toMatchObject({ labelled: 1 });
  });

  it('counts for one that has none where asking anew has failed', async () => {
    const { element } = await place('cat');
    answers.answer(address('cat'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    scrollTo(element, 'far');
    await vi.waitFor(() => expect(badges()).toEqual([]));
    scrollTo(element, 'near');
    await vi.waitFor(() => expect(answers.asked).toHaveLength(2));
    answers.answer(address('cat'), failed('unreachable'));
    await vi.waitFor(() => expect(labeller.report().unlabelled).toBe(1));
    expect(labeller.report()).toMatchObject({ labelled: 0, waiting: 0 });
  });

  it('does not count with another source', async () => {
    const picture = await place('cat');
    answers.answer(address('cat'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    scrollTo(picture.element, 'far');
    showIn(picture, 'dog');
    labeller.changed(picture.element);
    await vi.waitFor(() => expect(labeller.report()).toMatchObject({ labelled: 0 }));
  });

  it('keeps what went wrong, so that nobody asks again and again', async () => {
    const { element } = await place('cat');
    answers.answer(address('cat'), failed('unreachable'));
    await vi.waitFor(() => expect(labeller.report().troubles).toHaveLength(1));
    scrollTo(element, 'far');
    scrollTo(element, 'near');
    await oneTurn();
    expect(answers.asked).toHaveLength(1);
  });
});

describe('a picture that has loaded', () => {
  it('is asked about again where it had failed, though its address is the same', async () => {
    const { element } = await place('cat');
    answers.answer(address('cat'), failed('unreachable'));
    await vi.waitFor(() => expect(labeller.report().troubles).toHaveLength(1));
    labeller.loaded(element);
    await vi.waitFor(() => expect(answers.urls).toEqual([address('cat'), address('cat')]));
  });

  it('keeps the label that it has', async () => {
    const { element } = await place('cat');
    answers.answer(address('cat'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    labeller.loaded(element);
    await oneTurn();
    expect([answers.asked.length, badges().length]).toEqual([1, 1]);
  });
});

describe('after a change of the page', () => {
  it('a picture that was hidden is asked about once it shows', async () => {
    const picture = await place('cat', false);
    dress(picture.element, { visibility: 'hidden' });
    await bringIntoView(picture.element);
    expect(answers.asked).toEqual([]);
    dress(picture.element, { visibility: 'visible' });
    labeller.stirred();
    await vi.waitFor(() => expect(answers.urls).toEqual([address('cat')]));
  });

  it('a picture that has become an icon loses its label', async () => {
    const { element } = await place('cat');
    answers.answer(address('cat'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    lay(element, 0, 0, 16, 16);
    labeller.stirred();
    await vi.waitFor(() => expect(badges()).toEqual([]));
    expect(labeller.report()).toMatchObject({ labelled: 0, leftOut: { icon: 1 } });
  });
});

describe('a picture whose source changes', () => {
  it('never shows the answer for the source that it had', async () => {
    const picture = await place('cat');
    showIn(picture, 'dog');
    labeller.changed(picture.element);
    await vi.waitFor(() => expect(answers.urls).toEqual([address('cat'), address('dog')]));
    expect(answers.asked[0]?.signal.aborted).toBe(true);
    answers.answer(address('cat'), scored('tabby'));
    answers.answer(address('dog'), scored('beagle'));
    await vi.waitFor(() => expect(badges()).toEqual(['beagle 90%']));
  });

  it('is asked about anew even when nobody told of the change', async () => {
    const picture = await place('cat');
    showIn(picture, 'dog');
    answers.answer(address('cat'), scored('tabby'));
    await vi.waitFor(() => expect(answers.urls).toEqual([address('cat'), address('dog')]));
    expect(badges()).toEqual([]);
  });

  it('loses the label that it had', async () => {
    const picture = await place('cat');
    answers.answer(address('cat'), scored());
    await vi.waitFor(() => expect(badges()).toHaveLength(1));
    showIn(picture, 'dog', false);
    labeller.changed(picture.element);
    await vi.waitFor(() => expect(badges()).toEqual([]));
    expect(labeller.report()).toMatchObject({ labelled: 0 });
  });
});
