import { checkPagePictures } from '../core/page-picture';
import { send, sendToAllFrames, sendToFrame } from '../messaging/send';
import { groupPictures, type PictureGroup, type PicturePlace } from './group-pictures';

/** Milliseconds for a frame to answer. */
const PATIENCE = 3_000;

/** The pictures of a tab, grouped by their label; a frame that does not answer has none. */
export async function askForPictures(
  tab: number,
  frames: readonly number[],
): Promise<PictureGroup[]> {
  const answers = frames.map(async (frame) => {
    try {
      const answer: unknown = await sendToFrame(tab, frame, 'pictures', [], PATIENCE);
      return { frame, pictures: checkPagePictures(answer, 'pictures') };
    } catch (error) {
      console.error('A frame did not tell of its pictures', error);
      return { frame, pictures: [] };
    }
  });
  return groupPictures(await Promise.all(answers));
}

export const showPicture = (tab: number, { frame, id }: PicturePlace): Promise<void> =>
  sendToFrame(tab, frame, 'showPicture', [{ id }], PATIENCE);

/** Has pictures asked about again, for the person at the popup wants it. */
export async function retryPictures(tab: number, places: readonly PicturePlace[]): Promise<void> {
  await send('background', 'userAsks', [{ tab }], PATIENCE);
  const orders = places.map(({ frame, id }) =>
    sendToFrame(tab, frame, 'retry', [{ id }], PATIENCE),
  );
  await Promise.all(orders);
}

/** Has all pictures of a page labelled, also where that does not happen by itself. */
export async function labelPage(tab: number): Promise<void> {
  await send('background', 'userAsks', [{ tab }], PATIENCE);
  await sendToAllFrames(tab, 'classifyAll', [], PATIENCE);
}
