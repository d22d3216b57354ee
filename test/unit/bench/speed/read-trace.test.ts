import { describe, expect, it } from 'vitest';
import { readTrace } from '../../../../bench/speed/read-trace';
import type { TraceEvent } from '../../../../bench/speed/traced';

const PAGE = 7;
const MAIN = 70;

const event = (name: string, ts: number, more: Partial<TraceEvent> = {}): TraceEvent => ({
  name,
  ph: 'X',
  pid: PAGE,
  tid: MAIN,
  ts,
  ...more,
});

const task = (ts: number, dur: number, more: Partial<TraceEvent> = {}) =>
  event('RunTask', ts, { dur, ...more });

const nodes = [
  { id: 1, callFrame: {} },
  { id: 2, parent: 1, callFrame: { url: 'https://page.example/script.js' } },
  { id: 3, parent: 1, callFrame: { url: 'chrome-extension://abc/main.js' } },
  // What the extension calls in the browser has no address.
  { id: 4, parent: 3, callFrame: { url: '' } },
];

/** Samples of a profile: which node was on top of the stack, so many microseconds after the one before. */
const chunk = (ts: number, samples: readonly (readonly [node: number, after: number])[]) =>
  event('ProfileChunk', ts, {
    ph: 'P',
    id: '0x1',
    tid: 71,
    args: {
      data: {
        cpuProfile: { ...(ts === 1 ? { nodes } : {}), samples: samples.map(([node]) => node) },
        timeDeltas: samples.map(([, after]) => after),
      },
    },
  });

const frame = [
  event('thread_name', 0, { ph: 'M', args: { name: 'CrRendererMain' } }),
  event('navigationStart', 500, { ph: 'R' }),
  event('navigationStart', 100_000, { ph: 'R' }),
  event('loadEventEnd', 300_000, { ph: 'R' }),
  event('Profile', 0, { ph: 'P', id: '0x1', args: { data: { startTime: 0 } } }),
];

describe('a trace', () => {
  // Ours from 110 to 140 ms, 290 to 320 ms and, through the browser, from 400 to 470 ms.
  const samples = [
    // Not in the order of time, as traces come.
    chunk(2, [
      [3, 150_000],
      [2, 30_000],
      [4, 80_000],
      [1, 70_000],
    ]),
    chunk(1, [
      [2, 50_000],
      [3, 60_000],
      [2, 30_000],
    ]),
  ];

  it('tells the time in the extension’s scripts, and in what they call', () => {
    const { load, ours } = readTrace([...frame, ...samples], PAGE);
    expect(load).toBe(200);
    expect(ours).toEqual({ inLoad: 40, inAll: 130 });
  });

  it('tells long tasks, and those that would be none without the extension', () => {
    const tasks = [
      // Long by itself: 100 ms, 30 of them ours.
      task(100_000, 100_000),
      // Long through ours alone.
      task(395_000, 80_000),
      task(480_000, 49_000),
      // Of other threads and processes.
      task(500_000, 90_000, { tid: 71 }),
      task(500_000, 90_000, { pid: 8 }),
    ];
    const found = readTrace([...tasks, ...frame, ...samples], PAGE);
    expect(found.longTasks).toBe(2);
    expect(found.ourLongTasks).toBe(1);
    expect(found.ourLongest).toBe(70);
  });

  it.each(['thread_name', 'Profile', 'loadEventEnd'])('is refused without %s', (name) => {
    const rest = [...frame, ...samples].filter((each) => each.name !== name);
    expect(() => readTrace(rest, PAGE)).toThrow(/The trace shows no/);
  });
});
