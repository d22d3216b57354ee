import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { checkReport } from '../../src/background/check-report';
import { repairMeasurement } from '../../src/core/measurement';
import type { LocalSite } from '../e2e/support/local-site';
import type { Sightline } from '../e2e/support/sightline';
import { palette } from '../fixtures/tiny-model';
import { doors, goodPicture, sameJob } from './doors';
import { ExceptionWatch } from './exception-watch';
import type { Finding } from './finding';
import { fuzzDoor, type Replies } from './fuzz-messages';
import { fuzzPictures, type PictureTally } from './fuzz-pictures';
import { type HeldMemory, heldMemory, heldTooMuch } from './held-memory';
import { Sender } from './sender';

export interface FuzzOptions {
  readonly seed: number;
  readonly pictures: number;
  /** At each door. */
  readonly messages: number;
  /** Told what is being done. */
  readonly onProgress?: (what: string) => void;
}

/** How the engine is. */
export interface Condition {
  /** The name that it gives to a good picture. */
  readonly label: string;
  readonly tensors: number;
  readonly memory: HeldMemory;
}

export interface FuzzReport {
  readonly before: Condition;
  readonly after: Condition;
  readonly pictures: PictureTally;
  /** By the names of the doors. */
  readonly doors: ReadonlyMap<string, Replies>;
  readonly findings: readonly Finding[];
}

/** Feeds a browser with the extension and the tiny model broken pictures, and knocks at its doors. */
export async function runFuzz(
  sightline: Sightline,
  site: LocalSite,
  { seed, pictures, messages, onProgress = () => undefined }: FuzzOptions,
): Promise<FuzzReport> {
  await sightline.worker.evaluate(() =>
    chrome.storage.local.set({ settings: { backend: 'wasm' } }),
  );
  site.put('/good.png', 'image/png', Buffer.from(goodPicture, 'base64'));
  site.putPage('/', '<img src="/good.png">');
  const { page } = await sightline.open(site.url('/'));
  const popup = await sightline.openPopup(page);
  const thrown: string[] = [];
  for (const each of [page, popup]) each.on('pageerror', ({ message }) => thrown.push(message));
  const tab = await sightline.tabOf(page);
  const own = await Sender.page(sightline);
  const contentScript = await Sender.contentScript(sightline, page);
  const senders = {
    page: own,
    line: own,
    'content script': contentScript,
    'line of a frame': contentScript,
  };

  const before = await conditionOf(sightline, own);
  const watch = await ExceptionWatch.begin(sightline.context);
  const tally = await fuzzPictures(own, pictures, seed, onProgress);
  const byDoor = new Map<string, Replies>();
  const findings = [...tally.findings];
  if (tally.isHung) return { before, after: before, pictures: tally, doors: byDoor, findings };
  for (const door of doors) {
    onProgress(`${messages} messages: ${door.name}`);
    const { replies, findings: found } = await fuzzDoor(door, senders[door.from], {
      count: messages,
      seed,
      tab,
    });
    byDoor.set(door.name, replies);
    findings.push(...found);
  }
  onProgress('What is left of it');
  const after = await conditionOf(sightline, own);
  const others = [
    ...(await watch.end()),
    ...thrown,
    ...(await faultsInStorage(sightline)),
    ...worsened(before, after),
    ...heldTooMuch(before.memory, after.memory, pictures),
  ];
  findings.push(...others.map((what) => ({ what })));
  return { before, after, pictures: tally, doors: byDoor, findings };
}

async function conditionOf({ context }: Sightline, sender: Sender): Promise<Condition> {
  // Other bytes each time, which show the same: what is known already shows nothing of how the engine is.
  const tail = randomBytes(16);
  const picture = Buffer.concat([Buffer.from(goodPicture, 'base64'), tail]).toString('base64');
  const [fed] = await sender.call('classify', [picture], sameJob, 60_000);
  const scores = fed?.outcome?.kind === 'scored' ? fed.outcome.scores : undefined;
  return {
    label: scores?.topFive[0]?.className ?? JSON.stringify(fed),
    tensors: await sender.call('tensors'),
    memory: await heldMemory(context),
  };
}

function worsened(before: Condition, after: Condition): string[] {
  const label = palette.red.className;
  return [
    ...[before, after]
      .filter((each) => each.label !== label)
      .map((each) => `A good picture is not labelled: ${each.label}`),
    ...(after.tensors === before.tensors && before.tensors > 0
      ? []
      : [`There were ${before.tensors} tensors, and are ${after.tensors}`]),
  ];
}

/** What is kept and is not what it ought to be. */
async function faultsInStorage({ worker }: Sightline): Promise<string[]> {
  const [session, local] = await worker.evaluate(async () => [
    await chrome.storage.session.get(null),
    await chrome.storage.local.get(null),
  ]);
  const reports = Object.entries(session ?? {})
    .filter(([key]) => key.startsWith('report:'))
    .flatMap(([, frames]) => Object.values(frames as object));
  const faults = reports.flatMap((report: unknown) => {
    try {
      // With the browser's name for the document that it is of.
      const { document, ...reported } = Object(report);
      const isSound =
        typeof document === 'string' &&
        isDeepStrictEqual(checkReport(reported, 'report'), reported);
      return isSound ? [] : ['A report is kept that holds more'];
    } catch (error) {
      return [`A report is kept that is none: ${(error as Error).message}`];
    }
  });
  const { measurement } = local ?? {};
  const isMeasured = measurement === undefined || repairMeasurement(measurement);
  return isMeasured ? faults : [...faults, 'A measurement is kept that is none'];
}
