import { type Failed, isTrouble, type Skipped, skipped } from '../core/outcome';
import { downloadPicture } from '../download/download-picture';
import { parseUrl } from '../download/parse-url';
import type { PictureReference } from '../messaging/protocol';
import { fromCache } from './from-cache';
import type { Picture } from './picture-kinds';
import { readCanvas } from './read-canvas';

/** Pixels of an image that is drawn to be read, on the page's own thread. */
const MOST_PIXELS = 4_000_000;

/**
 * Refers to a picture of this page: by its bytes where the page's own origin may read them, for they are
 * in the page's cache already, else by its address.
 *
 * @param url absolute address of the picture; stands for what is drawn in one that has no address
 * @param isAsked whether somebody asked for it by hand
 */
export async function referTo(
  { element, kind }: Picture,
  url: string,
  signal: AbortSignal,
  isAsked: boolean,
): Promise<PictureReference | Skipped | Failed> {
  if (kind.canvas) return readCanvas(kind.canvas(element));
  const { protocol = '', origin } = parseUrl(url) ?? {};
  const isWeb = /^https?:/.test(protocol);
  // A file may read no other file, but the extension may where the user has said so.
  if (protocol === 'file:') return { kind: 'address', url };
  if (!/^(?:https?|data|blob):/.test(protocol)) return skipped('unsupported-address');
  // A frame without an address of its own has its maker's origin, or with sandbox none.
  const isOwn = !isWeb || origin === self.origin;
  // Asked for with the right to read it, it was answered so: the page's cache has it for the asking.
  const isShared = element instanceof HTMLImageElement && element.crossOrigin === 'anonymous';
  if (!isOwn && !isShared) return { kind: 'address', url };

  const known = isOwn && isWeb && (await readOwn(element, url, signal, isAsked));
  if (known) return known;
  // No redirect to another origin is followed from here: that host would be told of this page.
  const init: RequestInit = isOwn
    ? { cache: isAsked ? 'no-cache' : 'force-cache', mode: 'same-origin' }
    : { cache: 'force-cache', mode: 'cors', credentials: 'same-origin', redirect: 'error' };
  const downloaded = await downloadPicture(url, { signal, init, believesLength: isOwn });
  if (!isTrouble(downloaded)) {
    // What nobody may keep may be another picture by now than the page shows.
    const isOther = isOwn && isWeb && downloaded.isFleeting && !isAsked;
    return isOther ? skipped('not-kept') : { kind: 'bytes', ...downloaded };
  }
  // The offscreen document may follow it.
  if (isWeb && isLost(downloaded)) return { kind: 'address', url };
  // Many pages let go of a blob: as soon as its image is loaded; then only the image itself still has it.
  return isLost(downloaded) && element instanceof HTMLImageElement
    ? readCanvas(element)
    : downloaded;
}

const isLost = (outcome: Skipped | Failed): boolean =>
  outcome.kind === 'failed' && outcome.reason === 'unreachable';

/**
 * Reads a picture of the page's own origin without asking its host again, which may have another one by now: from the
 * cache, or else as its image shows it.
 *
 * @returns undefined where only the host has it
 */
async function readOwn(
  element: Element,
  url: string,
  signal: AbortSignal,
  isAsked: boolean,
): Promise<PictureReference | Skipped | Failed | undefined> {
  const kept = await downloadPicture(url, { signal, init: fromCache, believesLength: true });
  if (!isTrouble(kept)) return { kind: 'bytes', ...kept };
  // The cache keeps refusals, too: who asks by hand wants to know what the host says now.
  const isStale = isAsked && kept.reason === 'http-status';
  if (!isLost(kept) && !isStale) return kept;
  if (!(element instanceof HTMLImageElement)) return undefined;
  const pixels = element.naturalWidth * element.naturalHeight;
  // Drawing decodes, and holds the page up meanwhile.
  if (pixels === 0 || pixels > MOST_PIXELS) return undefined;
  const shown = await readCanvas(element);
  // What it may not be read for came from another origin in the end.
  return shown.kind === 'bytes' ? shown : { kind: 'address', url };
}
