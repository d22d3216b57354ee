import type { Failed, Skipped } from '../core/outcome';
import { skipped } from '../core/outcome';
import { downloadPicture } from '../download/download-picture';
import type { Job } from '../messaging/protocol';
import { isPrivatePage, mayFetch, mayReadFile, mayUseCookies, passing } from './fetch-policy';

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

/** Gets the encoded bytes of a job's picture, or the reason why there are none. */
export async function acquire(job: Job, signal: AbortSignal): Promise<Blob | Skipped | Failed> {
  if (job.picture.kind === 'bytes') return job.picture.bytes;
  const refusal = refuse(job);
  if (refusal) return refusal;
  const { url, referrer } = job.picture;
  const isPublic = !isPrivatePage(job);
  const downloadBy = (init: RequestInit) =>
    downloadPicture(passing(url, job), {
      signal,
      // The document belongs to the ordinary profile: a private window's picture must not reach its cache. The
      // refusal that is there from asking without a referrer must not come out of it.
      init,
      accept: (finalUrl) => mayFetch(finalUrl, job),
    });
  const download = async (particulars: RequestInit) => {
    const init: RequestInit = {
      ...particulars,
      referrerPolicy: 'no-referrer',
      cache: job.isPrivate ? 'no-store' : referrer === undefined ? 'default' : 'reload',
    };
    if (!isPublic) return downloadBy(init);
    const bytes = await downloadBy(publicOnly(init));
    const hasAnswered = bytes instanceof Blob || bytes.reason === 'http-status';
    isDirect ||= hasAnswered;
    const isRefused = !hasAnswered && bytes.reason === 'unreachable';
    return isRefused && !isDirect ? downloadBy(init) : bytes;
  };
  if (!job.isPrivate && !job.isSandboxed && mayUseCookies(url, job)) {
    // Cookies end where a redirect may lead to another site: that way is gone without them.
    const bytes = await download({ credentials: 'include', redirect: 'error' });
    if (bytes instanceof Blob || bytes.reason !== 'unreachable') return bytes;
  }
  return download({ credentials: 'omit' });
}
