import type { TraceEvent } from './traced';

/** Categories of the events that are read here. */
export const categories: readonly string[] = [
  'blink.user_timing',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-v8.cpu_profiler',
];

/** What a page's main thread did. All times are milliseconds. */
export interface MainThread {
  /** From the beginning of the page's opening to the end of its load event. */
  readonly load: number;
  /** Time in the extension's scripts, and in what they call, in that time and in all. */
  readonly ours: { readonly inLoad: number; readonly inAll: number };
  /** Tasks of at least 50 ms. */
  readonly longTasks: number;
  /** Those that would be none without the extension's scripts. */
  readonly ourLongTasks: number;
  /** The longest time that the extension's scripts take in one task. */
  readonly ourLongest: number;
}

const LONG_TASK = 50;

/** Span of the trace's clock, in microseconds. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface ProfileNode {
  readonly id: number;
  readonly parent?: number;
  readonly callFrame: { readonly url?: string };
}

interface ProfileArgs {
  readonly data: {
    readonly startTime?: number;
    readonly cpuProfile?: {
      readonly nodes?: readonly ProfileNode[];
      readonly samples?: readonly number[];
    };
    readonly timeDeltas?: readonly number[];
  };
}

/**
 * Reads a trace of the categories above.
 *
 * @param events in any order
 * @param process number of the page's process
 * @throws Error when the trace does not show a page's loading
 */
export function readTrace(events: readonly TraceEvent[], process: number): MainThread {
  const own = events.filter(({ pid }) => pid === process);
  const thread = own.find(
    ({ name, args }) =>
      name === 'thread_name' && (args as { name?: string }).name === 'CrRendererMain',
  )?.tid;
  if (thread === undefined) throw new Error('The trace shows no main thread of the page');
  const load = loadOf(own);
  const ours = oursOf(own, thread);
  const within = (span: Span) =>
    ours.reduce(
      (sum, { from, to }) => sum + Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)),
      0,
    ) / 1_000;

  const tasks = own
    .filter(({ name, tid, dur }) => name === 'RunTask' && tid === thread && dur !== undefined)
    .map(({ ts, dur = 0 }) => ({ length: dur / 1_000, ours: within({ from: ts, to: ts + dur }) }));
  const long = tasks.filter(({ length }) => length >= LONG_TASK);
  return {
    load: (load.to - load.from) / 1_000,
    ours: { inLoad: within(load), inAll: within({ from: 0, to: Number.POSITIVE_INFINITY }) },
    longTasks: long.length,
    ourLongTasks: long.filter((task) => task.length - task.ours < LONG_TASK).length,
    ourLongest: Math.max(0, ...tasks.map((task) => task.ours)),
  };
}

/** The last page's loading: what was in the tab before may have left its marks too. */
function loadOf(events: readonly TraceEvent[]): Span {
  const last = (mark: string) =>
    Math.max(...events.filter(({ name }) => name === mark).map(({ ts }) => ts));
  const [from, to] = [last('navigationStart'), last('loadEventEnd')];
  if (!(to > from && from > 0)) throw new Error('The trace shows no loading of the page');
  return { from, to };
}

/** When the extension's scripts were on a thread's stack, by the samples of V8's profiler, in order. */
function oursOf(events: readonly TraceEvent[], thread: number): Span[] {
  const profile = events.find(({ name, tid }) => name === 'Profile' && tid === thread);
  if (!profile) throw new Error('The trace shows no profile of the main thread');
  const chunks = events
    .filter(({ name, id }) => name === 'ProfileChunk' && id === profile.id)
    .sort((one, other) => one.ts - other.ts);
  const nodes = new Map<number, boolean>();
  const spans: Span[] = [];
  let at = (profile.args as ProfileArgs).data.startTime ?? profile.ts;
  let wasOurs = false;
  for (const { args } of chunks) {
    const { cpuProfile, timeDeltas = [] } = (args as ProfileArgs).data;
    // Parents come before their children.
    for (const { id, parent, callFrame } of cpuProfile?.nodes ?? []) {
      const isOurs = callFrame.url?.startsWith('chrome-extension://') === true;
      nodes.set(id, isOurs || (parent !== undefined && nodes.get(parent) === true));
    }
    for (const [index, node] of (cpuProfile?.samples ?? []).entries()) {
      const next = at + (timeDeltas[index] ?? 0);
      // What was sampled last went on until now.
      if (wasOurs && next > at) spans.push({ from: at, to: next });
      at = next;
      wasOurs = nodes.get(node) === true;
    }
  }
  return spans;
}
