// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://site.example/page" }
import '../fakes/complete-dom';
import { beforeEach, expect, it, vi } from 'vitest';
import { Background } from '../fakes/background';
import { isObserved } from '../fakes/observers';
import { scored } from '../fakes/offscreen-document';
import { badges, bringIntoView, makePicture, openPage } from '../fakes/page';

const urls = Array.from({ length: 22 }, (_, index) => `https://other.example/${index}.png`);
let background: Background;

beforeEach(async () => {
  openPage();
  background = await Background.start();
  const frame = background.extension.frame('https://site.example/page');
  await background.extension.run(frame, () => import('../../../src/content/main.iife'));
  const { default: browser } = await import('webextension-polyfill');
  return async () => {
    // The extension goes from under it, as it notices when the page changes.
    Reflect.deleteProperty(browser.runtime, 'id');
    document.body.append('anything');
    const strangers = () => document.documentElement.querySelectorAll(':scope > :not(head, body)');
    await vi.waitFor(() => expect(strangers()).toHaveLength(0));
  };
});

/** Twenty-two pictures in view, of which the first sixteen are at the offscreen document. */
async function askAboutAll(): Promise<void> {
  const pictures = urls.map(makePicture);
  await vi.waitFor(() => expect(pictures.every(isObserved)).toBe(true));
  for (const picture of pictures) await bringIntoView(picture);
  await background.jobs(16);
}

/** Has the offscreen document answer whatever it was asked and will be asked. */
function answerAll(): void {
  background.offscreen.autoAnswer = () => ({ outcome: scored() });
  for (const job of background.offscreen.jobs) {
    background.offscreen.finish(job, { outcome: scored() });
  }
}

const haveLabels = () =>
  vi.waitFor(() => expect(badges()).toEqual(urls.map(() => 'tabby 90%')), 5_000);

it('all of twenty-two pictures get their labels though the worker dies while they wait', async () => {
  await askAboutAll();
  await background.restart();
  await background.jobs(32);
  const [before, after] = [
    background.offscreen.jobs.slice(0, 16),
    background.offscreen.jobs.slice(16),
  ];
  const keysOf = (jobs: typeof before) => new Set(jobs.map(({ key }) => key));
  expect(keysOf(after)).toEqual(keysOf(before));
  answerAll();

  await haveLabels();
  await vi.waitFor(() => expect(background.extension.badges.get(1)).toBe('22'));
  expect(background.extension.offscreenMade).toBe(1);
});

it('all of twenty-two pictures get their labels though the offscreen document dies', async () => {
  await askAboutAll();
  background.offscreen.autoAnswer = () => ({ outcome: scored() });
  background.extension.closeOffscreen();
  await haveLabels();
  expect(background.extension.offscreenMade).toBe(2);
});

it('a picture gets its label though the ones before it left the page while the worker was dead', async () => {
  await askAboutAll();
  await background.restart();
  document.body.replaceChildren();
  const picture = makePicture('https://other.example/last.png');
  await vi.waitFor(() => expect(isObserved(picture)).toBe(true));
  await bringIntoView(picture);
  answerAll();
  await vi.waitFor(() => expect(badges()).toEqual(['tabby 90%']), 5_000);
});
