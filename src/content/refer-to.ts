import { type Failed, isTrouble, type Skipped, skipped } from '../core/outcome';
import { downloadPicture } from '../download/download-picture';
import type { PictureReference } from '../messaging/protocol';
import type { Picture } from './picture-kinds';
import { readCanvas } from './read-canvas';

/**
 * Refers to a picture of this page: by its bytes where the page's own origin may read them, for they are
 * in the page's cache already, else by its address.
 *
 * @param url absolute address of the picture; stands for what is drawn in one that has no address
 */
export async function referTo(
  { element, kind }: Picture,
  url: string,
  signal: AbortSignal,
): Promise<PictureReference | Skipped | Failed> {
  if (kind.canvas) return readCanvas(kind.canvas(element));
  if (!URL.canParse(url)) return skipped('unsupported-address');
  const { protocol, origin } = new URL(url);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  // A file may read no other file, but the extension may where the user has said so.
  if (protocol === 'file:') return { kind: 'address', url };
  if (!isWeb && protocol !== 'data:' && protocol !== 'blob:') return skipped('unsupported-address');
  // A frame without an address of its own has its maker's origin, or with sandbox none.
  const isOwn = !isWeb || origin === self.origin;
  // Asked for with the right to read it, it was answered so: the page's cache has it for the asking.
  const isShared = element instanceof HTMLImageElement && element.crossOrigin === 'anonymous';
  if (!isOwn && !isShared) return { kind: 'address', url };

  // No redirect to another origin is followed from here: that host would be told of this page.
  const init: RequestInit = isOwn
    ? { cache: 'force-cache', mode: 'same-origin' }
    : { cache: 'force-cache', mode: 'cors', credentials: 'same-origin', redirect: 'error' };
  const downloaded = await downloadPicture(url, { signal, init, believesLength: isOwn });
  if (!isTrouble(downloaded)) return { kind: 'bytes', ...downloaded };
  // The offscreen document may follow it.
  const isLost = downloaded.kind === 'failed' && downloaded.reason === 'unreachable';
  if (isWeb && isLost) return { kind: 'address', url };
  // Many pages let go of a blob: as soon as its image is loaded; then only the image itself still has it.
  return isLost && element instanceof HTMLImageElement ? readCanvas(element) : downloaded;
}
