import { type Failed, isTrouble, type Skipped, skipped } from '../core/outcome';
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

/** Of Chromium (Local Network Access), which the types do not know yet. Other browsers take no notice of it. */
interface AddressSpaceInit extends RequestInit {
  readonly targetAddressSpace: 'public';
}

/** Has the browser connect to public addresses only, whatever a name server makes of a name, or a redirect of it. */
const publicOnly = (init: RequestInit): AddressSpaceInit => ({
  ...init,
  targetAddressSpace: 'public',
});

/**
 * Whether the browser has connected to a public address since this document was opened. Behind a proxy it never
 * does, for it sees no address but the proxy's; then names have to do, as there is nothing else.
 */
let isDirect = false;

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
  const isPublic = !isPrivatePage(job);
  const downloadBy = (init: RequestInit) =>
    downloadPicture(url, {
      signal,
      init,
      accept: (finalUrl) => mayFetch(finalUrl, job),
    });
  const download = async (particulars: RequestInit) => {
    const init: RequestInit = {
      ...particulars,
      referrerPolicy: 'no-referrer',
      // For the browser all of this document's requests are of one site, so they would share one cache: what a host
      // marks on one site would come back to it from another, and what it gave for cookies would answer without.
      cache: 'no-store',
    };
    if (!isPublic) return downloadBy(init);
    const downloaded = await downloadBy(publicOnly(init));
    const hasAnswered = !isTrouble(downloaded) || downloaded.reason === 'http-status';
    isDirect ||= hasAnswered;
    const isRefused = !hasAnswered && downloaded.reason === 'unreachable';
    // Nobody could tell where a redirect leads: into the private network, it may be.
    return isRefused && !isDirect ? downloadBy({ ...init, redirect: 'error' }) : downloaded;
  };
  if (!job.isPrivate && !job.isSandboxed && mayUseCookies(url, job)) {
    // Cookies end where a redirect may lead to another site: that way is gone without them.
    const downloaded = await download({ credentials: 'include', redirect: 'error' });
    if (!isTrouble(downloaded) || downloaded.reason !== 'unreachable') return downloaded;
  }
  return download({ credentials: 'omit' });
}
