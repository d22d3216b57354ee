import { failureReasons, type Outcome, skipReasons } from '../../src/core/outcome';
import { sameJob } from './doors';
import type { Finding } from './finding';
import { type MutatedPicture, mutatedPictures } from './mutated-pictures';
import { type OwnPicture, ownDrawings, ownPictures } from './own-pictures';
import type { Fed } from './pages/tools';
import type { Sender } from './sender';

/** Milliseconds in which a picture has its outcome: four times what decoding may take, for those that go before it. */
const PATIENCE = 60_000;

/** Milliseconds without news after which the extension's process hangs, with what would have told of it. */
const SILENCE = 90_000;

/** Bytes of pictures that are handed over to the browser at once, and how many they are at most. */
const BATCH = { bytes: 8 * 2 ** 20, pictures: 200 };

/** Reasons that no picture can be the cause of, but by breaking something. */
const broken: ReadonlySet<string> = new Set(['interrupted', 'engine-unavailable', 'busy']);

export interface PictureTally {
  /** How many pictures came to each outcome. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly slowest: { readonly name: string; readonly milliseconds: number };
  readonly findings: Finding[];
  /** Whether the extension hangs, so that there is nothing more to be learnt from it. */
  readonly isHung: boolean;
}

/** All that mutants are made of: the project's own pictures, and its drawings as the browser encodes them. */
export async function picturesToMutate(sender: Sender): Promise<OwnPicture[]> {
  const drawn = (await ownDrawings()).filter(({ file }) => file.endsWith('.png'));
  const encoded = [];
  for (const { file, bytes } of drawn) {
    for (const { type, base64 } of await sender.call('encode', toBase64(bytes))) {
      const extension = type.replace('image/', '').replace('jpeg', 'jpg');
      encoded.push({
        file: `${file} by the browser.${extension}`,
        bytes: Buffer.from(base64, 'base64'),
      });
    }
  }
  return [...(await ownPictures()), ...encoded];
}

/** Feeds pictures to the offscreen document until all have their outcome, or one has none. */
export async function fuzzPictures(
  sender: Sender,
  count: number,
  seed: number,
  onProgress: (what: string) => void,
): Promise<PictureTally> {
  const outcomes = new Map<string, number>();
  const findings: Finding[] = [];
  let slowest = { name: '', milliseconds: 0 };
  let done = 0;
  const own = await picturesToMutate(sender);
  for (const batch of batches(mutatedPictures(own, count, seed))) {
    const pictures = batch.map(({ bytes }) => toBase64(bytes));
    const fed = await sender.classify(SILENCE, pictures, sameJob, PATIENCE);
    if (!fed) {
      const suspects = [...sender.underWay].map((at) => batch[at] as MutatedPicture);
      findings.push(...suspects.map(({ name, bytes }) => hung(name, bytes, suspects.length)));
      return { outcomes, slowest, findings, isHung: true };
    }
    done += batch.length;
    onProgress(`${done} of ${count} pictures`);
    for (const [index, each] of fed.entries()) {
      const { name, bytes } = batch[index] as MutatedPicture;
      const kind = kindOf(each);
      outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
      if (each.milliseconds > slowest.milliseconds) {
        slowest = { name, milliseconds: each.milliseconds };
      }
      const fault = faultOf(each);
      if (fault === undefined) continue;
      findings.push({ what: `${name}: ${fault}`, example: { extension: 'bin', content: bytes } });
    }
    // Whatever hangs, hangs for all that come after it.
    if (fed.some(({ outcome, thrown }) => !outcome && thrown === undefined)) break;
  }
  return { outcomes, slowest, findings, isHung: false };
}

const hung = (name: string, content: Uint8Array, count: number): Finding => ({
  what: `${name}: over this or one of ${count - 1} others the extension hangs`,
  example: { extension: 'bin', content },
});

function* batches(pictures: Iterable<MutatedPicture>): Generator<MutatedPicture[]> {
  let batch: MutatedPicture[] = [];
  let size = 0;
  for (const picture of pictures) {
    batch.push(picture);
    size += picture.bytes.length;
    if (size < BATCH.bytes && batch.length < BATCH.pictures) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

function kindOf({ outcome, thrown }: Fed): string {
  if (!outcome) return thrown === undefined ? 'no answer' : 'error';
  return outcome.kind === 'scored' ? 'scored' : `${outcome.kind}: ${outcome.reason}`;
}

/** What is wrong with what became of a picture. */
export function faultOf({ outcome, thrown }: Fed): string | undefined {
  if (!outcome) return thrown === undefined ? `no answer in ${PATIENCE / 1_000} s` : thrown;
  return outcome.kind === 'scored' ? faultOfScores(outcome) : faultOfReason(outcome);
}

function faultOfReason(outcome: Exclude<Outcome, { kind: 'scored' }>): string | undefined {
  const { kind, reason } = outcome;
  const reasons: readonly string[] = kind === 'skipped' ? skipReasons : failureReasons;
  if (!reasons.includes(reason)) return `an unknown reason, ${kind}: ${reason}`;
  if (!broken.has(reason)) return undefined;
  return `it broke something, ${reason}: ${kind === 'failed' ? outcome.detail : ''}`;
}

function faultOfScores({ scores, timings }: Extract<Outcome, { kind: 'scored' }>) {
  const likely = scores.topFive.map(({ probability }) => probability);
  if (likely.length !== 5 || !likely.every((each) => each >= 0 && each <= 1)) {
    return `scores that are none: ${likely.join(', ')}`;
  }
  const times = Object.values(timings);
  const isSound = times.every((each) => each >= 0 && each < PATIENCE);
  return isSound ? undefined : `timings that are none: ${times.join(', ')}`;
}

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
