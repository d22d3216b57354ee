import { beforeEach, expect, it } from 'vitest';
import { Background } from '../fakes/background';

let background: Background;

beforeEach(async () => {
  background = await Background.start();
  background.extension.executeScript.mockImplementation(async () => undefined);
});

it('the script that shows badges is brought into the frame that asks, and no other', async () => {
  const frame = background.extension.frame('https://site.example/', { tab: 7, frame: 3 });
  await background.send(frame, 'bringOverlay');
  expect(background.extension.executeScript.mock.calls).toEqual([
    [
      {
        target: { tabId: 7, frameIds: [3] },
        files: ['src/content/overlay.iife.js'],
        injectImmediately: true,
      },
    ],
  ]);
});

it('who is no frame of a page is refused', async () => {
  const page = background.extension.page();
  await expect(background.send(page, 'bringOverlay')).rejects.toThrow('Only a page may ask this');
  expect(background.extension.executeScript).not.toHaveBeenCalled();
});
