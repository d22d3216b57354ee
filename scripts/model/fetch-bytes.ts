/** Milliseconds that a download may take: to the first answer, between two pieces, and altogether. */
export interface TimeLimits {
  readonly answer: number;
  readonly pause: number;
  readonly whole: number;
}

export interface FetchBytesOptions {
  /** More bytes than this are refused. */
  readonly cap: number;
  readonly limits: TimeLimits;
  /** Hears how many bytes each piece has. */
  readonly onPiece?: (bytes: number) => void;
}

/**
 * Downloads a file whole.
 *
 * @throws Error in plain words when the host cannot be reached, refuses, falls silent or sends too much
 */
export async function fetchBytes(url: URL, options: FetchBytesOptions): Promise<Uint8Array> {
  const { limits } = options;
  const patience = new AbortController();
  const lose = (limit: number): NodeJS.Timeout =>
    setTimeout(() => patience.abort(new Error(`no answer within ${limit / 1000} s`)), limit);
  const whole = setTimeout(
    () => patience.abort(new Error(`not done within ${limits.whole / 1000} s`)),
    limits.whole,
  );
  let timer = lose(limits.answer);
  try {
    const response = await fetch(url, { signal: patience.signal });
    if (!response.ok) throw new Error(`the answer is ${response.status}`);
    return await readPieces(response, options, () => {
      clearTimeout(timer);
      timer = lose(limits.pause);
    });
  } catch (error) {
    const file = url.pathname.split('/').at(-1);
    throw new Error(`${file} could not be downloaded: ${explain(error as Error)}`);
  } finally {
    clearTimeout(timer);
    clearTimeout(whole);
  }
}

async function readPieces(
  response: Response,
  { cap, onPiece }: FetchBytesOptions,
  onSign: () => void,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  onSign();
  for await (const piece of response.body ?? []) {
    onSign();
    size += piece.byteLength;
    if (size > cap) throw new Error(`it is larger than ${cap} bytes`);
    onPiece?.(piece.byteLength);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** fetch itself only says "fetch failed" or "terminated", and keeps the reason in the cause. */
function explain({ message, cause }: Error): string {
  return cause instanceof Error && cause.message !== '' ? cause.message : message;
}
