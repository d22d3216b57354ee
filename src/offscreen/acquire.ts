import { type Failed, failed, isTrouble, type Skipped, skipped } from '../core/outcome';
import { type Downloaded, downloadPicture } from '../download/download-picture';
import type { Job } from '../messaging/protocol';
import { isPrivatePage, mayFetch, mayReadFile, mayUseCookies } from './fetch-policy';

/** @returns why a job's picture is not to be fetched at all; nothing where it may be */
export function refuse(job: Job): Skipped | undefined {
  if (job.picture.kind === 'bytes') return undefined;
  const { url } = job.picture;
  if (!/^https?:/i.test(url) && !mayReadFile(url, job)) return skipped('unsupported-address');
  return mayFetch(url, job) ? undefined : skipped('private-address');
}

/** Of Chromium (Local Network Access), which the types do not know yet. */
interface AddressSpaceInit extends RequestInit {
  readonly targetAddressSpace: 'public' | 'loopback';
}

/** Has the browser connect to such addresses only, whatever a name server makes of a name, or a redirect of it. */
const within = (
  targetAddressSpace: AddressSpaceInit['targetAddressSpace'],
  init: RequestInit,
): AddressSpaceInit => ({ ...init, targetAddressSpace });

/**
 * Whether the browser has been seen to heed that since this document was opened: it let a public host be reached by the
 * one, and not by the other. It does not where the user has switched Local Network Access off; and behind a proxy it
 * connects to nothing public, for it sees no address but the proxy's.
 */
let isHeeded = false;

type Download = Downloaded | Skipped | Failed;

/** Whether nobody was asked. */
const isUnreachable = (download: Download): boolean =>
  isTrouble(download) && download.reason === 'unreachable';

const hasAnswered = (download: Download): boolean =>
  !isTrouble(download) || download.reason === 'http-status';

/** Whether a redirect was not followed: its status is kept secret. */
const isRedirect = (download: Download): boolean =>
  isTrouble(download) && download.reason === 'http-status' && download.detail === '0';

const unlessRedirect = (download: Download): Download =>
  isRedirect(download)
    ? failed('unreachable', 'Nobody can tell where its redirect leads')
    : download;

/** Downloads for a public page: over a redirect only where the browser sees to it that it leads to a public address. */
async function downloadPublic(
  download: (init: RequestInit) => Promise<Download>,
  init: RequestInit,
): Promise<Download> {
  if (isHeeded) return download(within('public', init));
  const first: RequestInit = { ...init, redirect: 'manual' };
  const unheeded = await download(within('loopback', first));
  if (!isUnreachable(unheeded)) return unlessRedirect(unheeded);
  const found = await download(within('public', first));
  isHeeded ||= hasAnswered(found);
  if (isHeeded) return isRedirect(found) ? download(within('public', init)) : found;
  return isUnreachable(found) ? unlessRedirect(await download(first)) : found;
}

/** A picture's bytes, wherever they come from. */
export type Acquired = Pick<Downloaded, 'bytes' | 'isFleeting'>;

/** Gets the encoded bytes of a job's picture, or the reason why there are none. */
export async function acquire(job: Job, signal: AbortSignal): Promise<Acquired | Skipped | Failed> {
  const { picture } = job;
  if (picture.kind === 'bytes') {
    return { bytes: picture.bytes, isFleeting: picture.isFleeting ?? false };
  }
  const refusal = refuse(job);
  if (refusal) return refusal;
  const { url } = picture;
  const downloadBy = (init: RequestInit) =>
    downloadPicture(url, { signal, init, accept: (finalUrl) => mayFetch(finalUrl, job) });
  const download = (particulars: RequestInit) => {
    const init: RequestInit = {
      ...particulars,
      ...(picture.isHostOnly ? { redirect: 'error' } : {}),
      referrerPolicy: 'no-referrer',
      // For the browser all of this document's requests are of one site, so they would share one cache: what a host
      // marks on one site would come back to it from another, and what it gave for cookies would answer without.
      cache: 'no-store',
    };
    return isPrivatePage(job) ? downloadBy(init) : downloadPublic(downloadBy, init);
  };
  if (!job.isPrivate && !job.isSandboxed && mayUseCookies(url, job)) {
    // Cookies end where a redirect may lead to another site: that way is gone without them.
    const downloaded = await download({ credentials: 'include', redirect: 'error' });
    if (!isTrouble(downloaded) || downloaded.reason !== 'unreachable') return downloaded;
  }
  return download({ credentials: 'omit' });
}
