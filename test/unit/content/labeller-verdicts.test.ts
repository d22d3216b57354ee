// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ask } from '../../../src/content/ask';
import type { Labeller } from '../../../src/content/labeller';
import type { Picture } from '../../../src/content/picture-kinds';
import { defaultSettings, type Settings } from '../../../src/core/settings';
import { thresholds } from '../../../src/core/verdict';
import { FakeAnswers, tabbyOrLynx } from '../fakes/answers';
import { makeLabeller } from '../fakes/labeller';
import { scrollTo } from '../fakes/observers';
import {
  asPicture,
  badgeElements,
  badges,
  bringIntoView,
  makePicture,
  openPage,
} from '../fakes/page';

vi.mock('../../../src/content/ask');
vi.mock('webextension-polyfill', async () => {
  const { FakeExtension } = await import('../fakes/extension');
  const { getMessage } = await import('../fakes/browser');
  const { browser } = new FakeExtension().page();
  return { default: { ...browser, i18n: { ...browser.i18n, getMessage } } };
});

const onChange = vi.fn();
let answers: FakeAnswers;
let labeller: Labeller;

beforeEach(() => {
  openPage();
  answers = new FakeAnswers();
  vi.mocked(ask).mockImplementation(answers.ask);
  const life = new AbortController();
  labeller = makeLabeller(onChange, vi.fn(), life.signal);
  choose({});
  return () => life.abort();
});

const choose = (settings: Partial<Settings>) =>
  labeller.obey({ ...defaultSettings, ...settings }, true);

const address = (name: string) => `https://a.example/${name}.png`;

async function place(name: string, outcome: ReturnType<typeof tabbyOrLynx>): Promise<Picture> {
  const picture = asPicture(makePicture(address(name)));
  labeller.found(picture);
  await bringIntoView(picture.element);
  answers.answer(address(name), outcome);
  await answers.asked.at(-1)?.promise;
  await vi.waitFor(() => expect(labeller.report().waiting).toBe(0));
  return picture;
}

/** The words on the badges, without how sure they are. */
const names = () =>
  badgeElements().map((badge) => badge.querySelector<HTMLElement>('.name')?.dataset.text);

const middle = (one: number, other: number) => (one + other) / 2;
/** Sure enough by default, and for the careful only by its general word. */
const likely = tabbyOrLynx(middle(thresholds.balanced, thresholds.careful), 0.99);
/** Sure enough for the daring alone. */
const doubtful = tabbyOrLynx(middle(thresholds.bold, thresholds.balanced), thresholds.bold + 0.01);

describe('when the settings change, what is on the page is judged anew', () => {
  it.each<[string, Partial<Settings>, string[]]>([
    ['by how sure a label must be', { sureness: 'careful' }, ['cat', 'not sure']],
    [
      'without general words',
      { generalWords: false, sureness: 'careful' },
      ['not sure', 'not sure'],
    ],
    ['without marks', { markUnsure: false }, ['tabby']],
    ['with more daring', { sureness: 'bold' }, ['tabby', 'tabby']],
    ['without what is never to be named', { hiddenGroups: ['cat'] }, ['not sure']],
  ])('%s', async (_, settings, expected) => {
    await place('likely', likely);
    await place('doubtful', doubtful);
    await vi.waitFor(() => expect(names()).toEqual(['tabby', 'not sure']));
    choose(settings);
    await vi.waitFor(() => expect(names()).toEqual(expected));
    choose({});
    await vi.waitFor(() => expect(names()).toEqual(['tabby', 'not sure']));
    expect(answers.asked).toHaveLength(2);
  });

  it('and what says the same as before is left as it is', async () => {
    await place('likely', likely);
    const word = badgeElements()[0]?.firstElementChild;
    choose({ sureness: 'bold' });
    expect(badgeElements()[0]?.firstElementChild).toBe(word);
    choose({ sureness: 'careful' });
    expect(badgeElements()[0]?.firstElementChild).not.toBe(word);
  });
});

describe('the report', () => {
  it('counts labels, and what has none: for want of certainty, or never to be named', async () => {
    await place('label', tabbyOrLynx(0.97, 0.98));
    await place('doubt', tabbyOrLynx(0.3, 0.4));
    await place('graphic', tabbyOrLynx(0.3, 0.4, { isGraphic: true }));
    expect(labeller.report()).toMatchObject({ labelled: 1, unsure: 2, unlabelled: 0 });
    onChange.mockClear();
    choose({ hiddenGroups: ['cat'], markUnsure: false });
    expect(onChange).toHaveBeenCalled();
    expect(labeller.report()).toMatchObject({ labelled: 0, unsure: 3, unlabelled: 0 });
  });

  it('goes on counting as what it was what is far out of sight', async () => {
    const label = await place('label', tabbyOrLynx(0.97, 0.98));
    const doubt = await place('doubt', tabbyOrLynx(0.3, 0.4));
    for (const { element } of [label, doubt]) scrollTo(element, 'far');
    await vi.waitFor(() => expect(badges()).toEqual([]));
    expect(labeller.report()).toMatchObject({ labelled: 1, unsure: 1, waiting: 0 });
  });

  it('counts what is far out of sight no more once it would be judged otherwise', async () => {
    const { element } = await place('label', tabbyOrLynx(0.97, 0.98));
    scrollTo(element, 'far');
    await vi.waitFor(() => expect(badges()).toEqual([]));
    choose({ markUnsure: false });
    expect(labeller.report()).toMatchObject({ labelled: 1, unsure: 0 });
    choose({ hiddenGroups: ['cat'] });
    expect(labeller.report()).toMatchObject({ labelled: 0, unsure: 0 });
  });
});

describe('whoever asks by hand', () => {
  it('sees what is not marked, and why it is not named, without another question', async () => {
    choose({ hiddenGroups: ['cat'], markUnsure: false });
    const unwanted = await place('unwanted', tabbyOrLynx(0.97, 0.98));
    const doubt = await place('doubt', tabbyOrLynx(0.3, 0.4));
    expect(badges()).toEqual([]);
    for (const picture of [unwanted, doubt]) labeller.classify(picture);
    expect(badges()).toEqual(['Sightline is set not to name this', 'not sure']);
    expect(answers.asked).toHaveLength(2);
    choose({ markUnsure: false });
    expect(badges()).toEqual(['tabby 97%', 'not sure']);
  });
});
