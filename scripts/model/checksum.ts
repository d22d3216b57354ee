import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** SHA-256 in lower-case hexadecimal, as card.json writes it. */
export function checksum(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Checksum of a file; the largest file of a model is some 14 MB, so it is read in one piece. */
export async function fileChecksum(path: string): Promise<string> {
  return checksum(await readFile(path));
}
