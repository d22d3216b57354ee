import type { BrowserContext } from '@playwright/test';
import type {} from '../pages/tensorflow';
import type { Peer } from './peer';

export interface TensorFlowPeer extends Peer {
  /** Whether it computes on the processor, be it in place of a graphics card. */
  readonly isOnProcessor: boolean;
}

/**
 * The straightforward loop with TensorFlow.js and its MobileNet, started.
 *
 * @param url of the page with the loop
 * @returns undefined where the backend does not start
 */
export async function openTensorFlow(
  context: BrowserContext,
  url: string,
  backend: string,
): Promise<TensorFlowPeer | undefined> {
  const page = await context.newPage();
  await page.goto(url);
  const isThere = await page.evaluate((name) => window.tensorflow.start(name), backend);
  if (!isThere) {
    await page.close();
    return undefined;
  }
  return {
    isOnProcessor: await page.evaluate((name) => window.tensorflow.isOnProcessor(name), backend),
    classifyAll: async (urls) => {
      await page.bringToFront();
      return page.evaluate((all) => window.tensorflow.classifyAll(all), urls);
    },
  };
}
