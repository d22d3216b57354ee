import type { CDPSession } from '@playwright/test';
import { withDeadline } from '../../src/messaging/deadline';

/** An event of a browser's trace, as far as it is read here. */
export interface TraceEvent {
  readonly name: string;
  /** 'X' for one with a duration, 'P' for a sample, 'M' for what is said of a process or thread. */
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly id?: string;
  readonly args?: unknown;
}

/** Milliseconds for the browser to hand its trace over. */
const LIMIT = 60_000;

/**
 * What a browser's trace says of the time that something takes.
 *
 * @param categories of events
 */
export async function traced(
  session: CDPSession,
  categories: readonly string[],
  doing: () => Promise<void> = async () => {},
): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const take = ({ value }: { value: object[] }) => {
    for (const event of value) events.push(event as TraceEvent);
  };
  session.on('Tracing.dataCollected', take);
  const whole = new Promise<void>((resolve) =>
    session.once('Tracing.tracingComplete', () => resolve()),
  );
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: [...categories] },
  });
  try {
    await doing();
  } finally {
    await session.send('Tracing.end');
    await withDeadline(LIMIT, whole);
    session.off('Tracing.dataCollected', take);
  }
  return events;
}

/**
 * The process that a page was loaded in.
 *
 * @throws Error when events of the timeline are not in the trace, or the page is not
 */
export function processOf(events: readonly TraceEvent[], url: string): number {
  const load = events.find(
    ({ name, args }) =>
      name === 'CommitLoad' && (args as { data: { url?: string } }).data.url === url,
  );
  if (!load) throw new Error('The trace shows no loading of the page');
  return load.pid;
}
