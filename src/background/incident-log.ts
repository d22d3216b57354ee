import { type Incident, withIncident } from '../core/incident';
import { withoutAddresses } from '../core/without-addresses';
import type { EngineNote } from '../messaging/protocol';
import { loadIncidents, saveIncidents } from '../storage/incidents';
import type { Asker } from './classify';
import { inPrivateWindows } from './in-private-windows';

/** Milliseconds in which incidents are gathered: where everything fails they come by the hundred. */
const PAUSE = 250;

let waiting: readonly Incident[] = [];
let writing: Promise<void> | undefined;

/** The latest that is written: each adds to what the one before has left. */
let saving: Promise<void> = Promise.resolve();

/** Takes down why pictures of a frame have no label; nothing of a private window. */
export async function noteFailures(
  failures: readonly Incident[],
  { isPrivate }: Asker,
): Promise<void> {
  if (!isPrivate) await noteSoon(failures);
}

/** Takes down what has befallen the engine; not that of private windows. */
export async function noteEvent(event: EngineNote): Promise<void> {
  if (!inPrivateWindows()) await noteSoon([{ ...event, at: Date.now(), times: 1 }]);
}

async function noteSoon(incidents: readonly Incident[]): Promise<void> {
  if (incidents.length === 0) return;
  waiting = incidents.map(harmless).reduce(withIncident, waiting);
  writing ??= write();
  await writing;
}

/** Of now, whatever a page's clock says, and with nothing in it that tells where. */
function harmless({ detail, ...incident }: Incident): Incident {
  const words = detail === undefined ? '' : withoutAddresses(detail);
  return { ...incident, at: Date.now(), ...(words === '' ? {} : { detail: words }) };
}

async function write(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  const news = waiting;
  waiting = [];
  // Whoever comes now waits for the next: where everything fails, somebody always comes.
  writing = undefined;
  const saved = saving.then(() => save(news));
  saving = saved.catch(() => undefined);
  await saved;
}

async function save(news: readonly Incident[]): Promise<void> {
  await saveIncidents(news.reduce(withIncident, await loadIncidents()));
}
