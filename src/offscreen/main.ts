import browser from 'webextension-polyfill';
import { nothing } from '../core/check';
import type { EngineEvent } from '../core/engine-event';
import type { EngineStatus } from '../core/engine-status';
import type { Measurement } from '../core/measurement';
import { announce } from '../messaging/announce';
import type { EngineWishes } from '../messaging/protocol';
import { send } from '../messaging/send';
import { serveLines } from '../messaging/serve-lines';
import { checkCancelled, checkJob, checkMoved, checkWishes } from './check-job';
import { EngineHost } from './engine-host';
import { EngineUnavailableError } from './engine-unavailable-error';
import { IdleClock } from './idle-clock';
import { jsHeap } from './js-heap';
import { Pipeline } from './pipeline';

const host = new EngineHost({
  modelFolder: browser.runtime.getURL('model/'),
  onChange: () => void tell(status()),
  onMeasured: (measurement) => void keep(measurement),
  onEvent: (what, detail) => void note(what, detail),
});
const pipeline = new Pipeline(host);
const clock = new IdleClock(() => void close());
const status = () => host.status(pipeline.waiting);

const tell = (news: EngineStatus) =>
  announce('engineChanged', [news]).catch((error) => console.error('Status not told', error));

const keep = (measurement: Measurement) =>
  send('background', 'measured', [measurement], 5_000).catch((error) =>
    // It will be measured again.
    console.error('What was measured could not be kept', error),
  );

const note = (what: EngineEvent, detail: string) =>
  send('background', 'note', [{ what, detail }], 5_000).catch((error) =>
    console.error('What befell the engine could not be noted', error),
  );

/** With the document goes all its memory. A job that comes now gets no answer, and is asked again of the next one. */
async function close(): Promise<void> {
  await tell({ state: 'asleep' });
  // Telling takes a while where the worker has to wake for it, and something may have come meanwhile.
  if (clock.isIdle) window.close();
  else void tell(status());
}

async function wake(wishes: EngineWishes): Promise<EngineStatus> {
  try {
    host.wish(wishes);
    await host.wake();
  } catch (error) {
    if (!(error instanceof EngineUnavailableError)) throw error;
  }
  return status();
}

serveLines('offscreen', {
  classify: {
    check: checkJob,
    answer: (job) => clock.during(job.engine.idleMinutes, () => pipeline.classify(job)),
  },
  cancel: { check: checkCancelled, answer: ({ key }) => pipeline.cancel(key) },
  prioritise: { check: checkMoved, answer: (job) => pipeline.prioritise(job) },
  status: { check: nothing, answer: status },
  wake: {
    check: checkWishes,
    answer: (wishes) => clock.during(wishes.idleMinutes, () => wake(wishes)),
  },
  cache: { check: nothing, answer: () => pipeline.cache() },
  forgetCache: { check: nothing, answer: () => pipeline.forgetCache() },
  memory: {
    check: nothing,
    answer: () => ({
      ...jsHeap(),
      waiting: pipeline.waiting,
      waitingBytes: pipeline.waitingBytes,
    }),
  },
});
