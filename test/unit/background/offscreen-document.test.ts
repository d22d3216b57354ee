import { beforeEach, describe, expect, it } from 'vitest';
import { Background, question } from '../fakes/background';
import type { FakeContext } from '../fakes/extension';
import { scored } from '../fakes/offscreen-document';

let background: Background;
let page: FakeContext;

beforeEach(async () => {
  background = await Background.start();
  page = background.extension.frame('https://site.example/');
});

const urls = Array.from({ length: 12 }, (_, index) => `https://a.example/${index}.png`);

describe('the offscreen document', () => {
  it('is made when the first picture comes, and not before', async () => {
    expect(background.extension.offscreenMade).toBe(0);
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    await background.ask(page, question());
    expect(background.extension.offscreenMade).toBe(1);
  });

  it('is made once for many pictures at a time', async () => {
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    const answers = await Promise.all(urls.map((url) => background.ask(page, question(url))));

    expect(answers).toEqual(urls.map(() => scored()));
    expect(background.extension.offscreenMade).toBe(1);
  });

  it('is made again after it was closed, for the next picture', async () => {
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    await background.ask(page, question(urls[0]));
    background.extension.closeOffscreen();

    expect(await background.ask(page, question(urls[1]))).toEqual(scored());
    expect(background.extension.offscreenMade).toBe(2);
  });

  it('is made again when it dies over questions, which all get their answers', async () => {
    const answers = urls.map((url) => background.ask(page, question(url)));
    await background.jobs(urls.length);
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    background.extension.closeOffscreen();

    expect(await Promise.all(answers)).toEqual(urls.map(() => scored()));
    expect(background.extension.offscreenMade).toBe(2);
  });

  it('that dies each time is made four times, and the picture then fails with a reason', async () => {
    background.extension.createOffscreen = () => {
      const dying = background.extension.page();
      dying.listeners.add(() => background.extension.closeOffscreen());
      return dying;
    };

    expect(await background.ask(page, question())).toMatchObject({
      kind: 'failed',
      reason: 'interrupted',
      retryable: true,
    });
    expect(background.extension.offscreenMade).toBe(4);
  });

  it('that could not be made is tried again for the next picture', async () => {
    const { createOffscreen } = background.extension;
    background.extension.createOffscreen = () => {
      throw new Error('Out of memory');
    };
    await expect(background.ask(page, question())).rejects.toThrow('Out of memory');

    background.extension.createOffscreen = createOffscreen;
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    expect(await background.ask(page, question())).toEqual(scored());
  });
});
