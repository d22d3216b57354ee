import { type Failed, failed, type Skipped, skipped } from '../core/outcome';
import { type Bytes, SMALL, sizeOf } from './bytes';

/** Bytes that a picture may weigh. */
export const MAX_BYTES = 32 * 2 ** 20;

/** Milliseconds that a download may take, its body included. */
const MAX_TIME = 20_000;

/** A picture's bytes as its host has given them. */
export interface Downloaded {
  readonly bytes: Bytes;
  /** As its host calls what they are. */
  readonly type: string;
  /** Whether the host has said not to keep them: the address may show another picture the next time. */
  readonly isFleeting: boolean;
}

export interface DownloadOptions {
  readonly init?: RequestInit;
  /** Gives the download up. */
  readonly signal: AbortSignal;
  /**
   * Whether a body that says its length is believed, which takes a third of the work: where only the page itself
   * could lie, which may fill memory anyway.
   */
  readonly believesLength?: boolean;
  /** Whether bytes from this address, which redirects may have led to, may be read. */
  readonly accept?: (finalUrl: string) => boolean;
}

/**
 * Downloads a picture's bytes within caps on time and size.
 *
 * @returns the bytes, or why there are none
 */
export async function downloadPicture(
  url: string,
  { init = {}, signal, believesLength = false, accept = () => true }: DownloadOptions,
): Promise<Downloaded | Skipped | Failed> {
  const timeout = AbortSignal.timeout(MAX_TIME);
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.any([signal, timeout]) });
    const refusal = refuse(response, accept);
    if (refusal) {
      await response.body?.cancel();
      return refusal;
    }
    const read = believesLength && saysLength(response) ? readWhole : readBody;
    const bytes = await read(response);
    return 'kind' in bytes
      ? bytes
      : { bytes, type: typeOf(response), isFleeting: isFleeting(response) };
  } catch (error) {
    if (signal.aborted) return skipped('cancelled');
    if (timeout.aborted) return failed('timed-out');
    return failed('unreachable', (error as Error).message);
  }
}

function refuse(
  response: Response,
  accept: (finalUrl: string) => boolean,
): Skipped | Failed | undefined {
  if (!accept(response.url)) return skipped('private-address');
  if (!response.ok) return failed('http-status', String(response.status));
  if (Number(response.headers.get('content-length')) > MAX_BYTES) return skipped('too-heavy');
  return undefined;
}

const typeOf = ({ headers }: Response): string => headers.get('content-type') ?? '';

const isFleeting = ({ headers }: Response): boolean =>
  // max-age=0 is what many hosts say of files that never change.
  /(?:^|[\s,])no-(?:store|cache)/i.test(headers.get('cache-control') ?? '');

/** Whether that is the length of what is to be read, and not of what it is compressed to. */
const saysLength = ({ headers }: Response): boolean =>
  headers.has('content-length') && !headers.has('content-encoding');

async function readWhole(response: Response): Promise<Bytes | Skipped> {
  const isSmall = Number(response.headers.get('content-length')) <= SMALL;
  const bytes = await (isSmall ? response.arrayBuffer() : response.blob());
  if (sizeOf(bytes) > MAX_BYTES) return skipped('too-heavy');
  // Of what a page answers itself, the length may be a lie.
  return sizeOf(bytes) > SMALL ? new Blob([bytes]) : bytes;
}

/** Reads a body to its end, and no further than the cap: its length may be unsaid, or a lie. */
async function readBody(response: Response): Promise<Bytes | Skipped> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    total += part.value.byteLength;
    if (total > MAX_BYTES) {
      await reader?.cancel();
      return skipped('too-heavy');
    }
    chunks.push(part.value);
  }
  if (total > SMALL) return new Blob(chunks);
  const whole = new Uint8Array(total);
  for (const chunk of chunks.toReversed()) {
    total -= chunk.byteLength;
    whole.set(chunk, total);
  }
  return whole.buffer;
}
