import { type Failed, failed, isTrouble, type Skipped, skipped } from '../core/outcome';
import { SMALL, sizeOf } from '../download/bytes';
import { MAX_BYTES } from '../download/download-picture';
import type { Job, PictureAddress, PictureReference } from '../messaging/protocol';
import { captureScreen } from './capture-screen';
import type { Asker } from './classify';
import { accessFor } from './host-access';
import { isWeb, vetReferrer } from './referrer';

/** Characters of an address: four times what servers usually take. */
const MAX_ADDRESS = 32_768;

/**
 * A picture as the offscreen document may be ordered to classify it, or why not.
 *
 * @throws Error when a frame names a referrer that is not its own
 */
export async function orderable(
  picture: PictureReference,
  asker: Asker,
): Promise<Job['picture'] | Skipped | Failed> {
  switch (picture.kind) {
    case 'screen':
      return captureScreen(picture.box, asker);
    case 'address':
      if (picture.url.length > MAX_ADDRESS) return skipped('unsupported-address');
      return vetAddress(picture, asker);
    case 'bytes': {
      // The content script sends none so large; one that a page has taken over may.
      const most = picture.bytes instanceof Blob ? MAX_BYTES : SMALL;
      return sizeOf(picture.bytes) > most ? skipped('too-heavy') : picture;
    }
  }
}

async function vetAddress(picture: PictureAddress, asker: Asker): Promise<PictureAddress | Failed> {
  const vetted = vetReferrer(picture, asker);
  if (isTrouble(vetted) || !isWeb(vetted.url)) return vetted;
  const access = await accessFor(vetted.url);
  if (access === 'none') return failed('no-access');
  return access === 'own' ? { ...vetted, isHostOnly: true } : vetted;
}
