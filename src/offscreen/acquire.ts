import type { Failed, Skipped } from '../core/outcome';
import { skipped } from '../core/outcome';
import { downloadPicture } from '../download/download-picture';
import type { Job } from '../messaging/protocol';
import { mayFetch, mayUseCookies } from './fetch-policy';

/** Gets the encoded bytes of a job's picture, or the reason why there are none. */
export async function acquire(job: Job, signal: AbortSignal): Promise<Blob | Skipped | Failed> {
  if (job.picture.kind === 'bytes') return job.picture.bytes;
  const { url } = job.picture;
  if (!/^https?:/i.test(url)) return skipped('unsupported-address');
  if (!mayFetch(url, job)) return skipped('private-address');
  return downloadPicture(url, {
    signal,
    init: {
      credentials: mayUseCookies(url, job) ? 'include' : 'omit',
      referrerPolicy: 'no-referrer',
    },
    accept: (finalUrl) => mayFetch(finalUrl, job),
  });
}
