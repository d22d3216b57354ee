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
  if (!URL.canParse(url)) return skipped('unsupported-address');
  const { protocol, origin } = new URL(url);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  // A frame without an address of its own has its maker's origin, or with sandbox none.
  if (isWeb && origin !== self.origin) return { kind: 'address', url };
  if (!isWeb && protocol !== 'data:' && protocol !== 'blob:') return skipped('unsupported-address');

  // No redirect to another origin is followed: that host would be told of this page.
  const init: RequestInit = { cache: 'force-cache', mode: 'same-origin' };
  const bytes = await downloadPicture(url, { signal, init });
  if (bytes instanceof Blob) return { kind: 'bytes', bytes };
  // The offscreen document may follow it.
  if (isWeb && bytes.kind === 'failed' && bytes.reason === 'unreachable') {
    return { kind: 'address', url };
  }
  return bytes;
}
