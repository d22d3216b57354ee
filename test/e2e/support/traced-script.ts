import type { CDPSession, Page } from '@playwright/test';

/** What the extension's script did in a page's process. */
export interface TracedScript {
  /** How often the browser called it: timers, frames, observers, events. */
  readonly calls: number;
  /** Where it had the page laid out before its time, by the names of the functions. */
  readonly forcedLayouts: readonly string[];
}

interface Frame {
  readonly url?: string;
  readonly functionName?: string;
}

/** The parts of an event of a trace that are read here. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly args: {
    readonly data?: Frame;
    readonly beginData?: { readonly stackTrace?: readonly Frame[] };
  };
}

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline.stack'];

/** Traces what the extension's script does while something goes on. */
export async function traceScript(
  page: Page,
  extensionId: string,
  during: () => Promise<void>,
): Promise<TracedScript> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await session.send('Tracing.start', { traceConfig: { includedCategories: categories } });
  await during();
  await endTracing(session);
  await session.detach();
  const isOurs = ({ url }: Frame) => url?.startsWith(`chrome-extension://${extensionId}/`) === true;
  const stackOf = ({ args }: TraceEvent) => args.beginData?.stackTrace ?? [];
  return {
    calls: events.filter(
      ({ name, ph, args }) => name === 'FunctionCall' && ph === 'X' && isOurs(args.data ?? {}),
    ).length,
    forcedLayouts: events
      .filter((event) => event.name === 'Layout' && stackOf(event).some(isOurs))
      .map((event) =>
        stackOf(event)
          .map(({ functionName }) => functionName)
          .join(' < '),
      ),
  };
}

async function endTracing(session: CDPSession): Promise<void> {
  const complete = new Promise<void>((resolve) => {
    session.once('Tracing.tracingComplete', () => resolve());
  });
  await session.send('Tracing.end');
  await complete;
}
