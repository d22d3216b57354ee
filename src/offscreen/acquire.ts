import type { Failed, Skipped } from '../core/outcome';
import { skipped } from '../core/outcome';
import { downloadPicture } from '../download/download-picture';
import type { Job } from '../messaging/protocol';
import { mayFetch, mayReadFile, mayUseCookies, passing } from './fetch-policy';

/** @returns why a job's picture is not to be fetched at all; nothing where it may be */
export function refuse(job: Job): Skipped | undefined {
  if (job.picture.kind === 'bytes') return undefined;
  const { url } = job.picture;
  if (!/^https?:/i.test(url) && !mayReadFile(url, job)) return skipped('unsupported-address');
  return mayFetch(url, job) ? undefined : skipped('private-address');
}

/** Gets the encoded bytes of a job's picture, or the reason why there are none. */
export async function acquire(job: Job, signal: AbortSignal): Promise<Blob | Skipped | Failed> {
  if (job.picture.kind === 'bytes') return job.picture.bytes;
  const refusal = refuse(job);
  if (refusal) return refusal;
  const { url, referrer } = job.picture;
  const download = (init: RequestInit) =>
    downloadPicture(passing(url, job), {
      signal,
      // The document belongs to the ordinary profile: a private window's picture must not reach its cache. The
      // refusal that is there from asking without a referrer must not come out of it.
      init: {
        ...init,
        referrerPolicy: 'no-referrer',
        cache: job.isPrivate ? 'no-store' : referrer === undefined ? 'default' : 'reload',
      },
      accept: (finalUrl) => mayFetch(finalUrl, job),
    });
  if (!job.isPrivate && !job.isSandboxed && mayUseCookies(url, job)) {
    // Cookies end where a redirect may lead to another site: that way is gone without them.
    const bytes = await download({ credentials: 'include', redirect: 'error' });
    if (bytes instanceof Blob || bytes.reason !== 'unreachable') return bytes;
  }
  return download({ credentials: 'omit' });
}
