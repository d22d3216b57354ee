import { type Failed, type Skipped, skipped } from '../core/outcome';
import { downloadPicture } from '../download/download-picture';
import type { PictureReference } from '../messaging/protocol';

/**
 * Refers to a picture of this page: by its bytes where the page's own origin may read them, for they are
 * in the page's cache already, else by its address.
 *
 * @param url absolute address of the picture
 */
export async function referTo(
  url: string,
  signal: AbortSignal,
): Promise<PictureReference | Skipped | Failed> {
  const { protocol, origin } = new URL(url);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  if (isWeb && origin !== location.origin) return { kind: 'address', url };
  if (!isWeb && protocol !== 'data:' && protocol !== 'blob:') return skipped('unsupported-address');

  const bytes = await downloadPicture(url, { signal, init: { cache: 'force-cache' } });
  if (bytes instanceof Blob) return { kind: 'bytes', bytes };
  // A redirect to another origin ends here; the offscreen document may follow it.
  if (isWeb && bytes.kind === 'failed' && bytes.reason === 'unreachable') {
    return { kind: 'address', url };
  }
  return bytes;
}
