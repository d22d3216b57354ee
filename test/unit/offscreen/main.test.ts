import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Measurement } from '../../../src/core/measurement';
import type { Line } from '../../../src/messaging/line';
import type { Envelope, Method, Payload } from '../../../src/messaging/protocol';
import type { EngineHostOptions } from '../../../src/offscreen/engine-host';
import { FakeEngineHost } from '../fakes/engine-host';
import { type FakeContext, FakeExtension } from '../fakes/extension';
import { remoteJob } from '../fakes/jobs';
import { layLine, stubServiceWorker } from '../fakes/service-worker';

let extension: FakeExtension;
let page: FakeContext;
let line: Line<'offscreen'>;
let host: FakeEngineHost;
let options: EngineHostOptions;
/** What the document has told others, in order. */
let told: Envelope[];
const close = vi.fn();

/** Milliseconds: longer than any test lets pass. */
const PATIENCE = 24 * 3_600_000;

beforeEach(async () => {
  vi.stubGlobal('window', { close });
  host = new FakeEngineHost();
  vi.doMock('../../../src/offscreen/engine-host', () => ({
    EngineHost: class {
      constructor(given: EngineHostOptions) {
        options = given;
        // biome-ignore lint/correctness/noConstructorReturn: the document makes one, and the test leads it.
        return host;
      }
    },
  }));
  extension = new FakeExtension();
  const worker = extension.page();
  told = [];
  worker.listeners.add((message, _, respond) => {
    told.push(message as Envelope);
    respond({ ok: true });
    return true;
  });
  stubServiceWorker();
  page = extension.page();
  await extension.run(page, () => import('../../../src/offscreen/main'));
  const { Line: OwnLine } = await import('../../../src/messaging/line');
  line = new OwnLine(async (take) => layLine(take));
});

afterEach(() => {
  vi.useRealTimers();
  vi.doUnmock('../../../src/offscreen/engine-host');
});

const ask = <M extends Method<'offscreen'>>(method: M, ...payload: Payload<'offscreen', M>) =>
  line.ask(method, payload, PATIENCE);

const wishes = { choice: 'wasm', idleMinutes: 5 } as const;

describe('the offscreen document', () => {
  it('does not start the engine before it is asked for', async () => {
    expect(await ask('status')).toEqual({ state: 'asleep', waiting: 0 });
    expect(options.modelFolder).toBe('chrome-extension://sightline/model/');
    expect([host.wakes, host.chosen]).toEqual([0, []]);
  });

  it('hears nothing of what is sent to others', () => {
    expect(page.listeners.size).toBe(0);
  });

  it('wakes the engine as it is wanted', async () => {
    expect(await ask('wake', wishes)).toMatchObject({ state: 'asleep' });
    expect([host.wakes, host.chosen]).toEqual([1, ['wasm']]);
  });

  it('says how it is when the engine could not be woken', async () => {
    // The class as the document has it: its modules are its own.
    const { EngineUnavailableError } = await import(
      '../../../src/offscreen/engine-unavailable-error'
    );
    host.unavailable = new EngineUnavailableError('no model', 0);
    expect(await ask('wake', wishes)).toMatchObject({ state: 'asleep' });
  });

  it('gives a picture up when it is told to, and moves others', async () => {
    const signals: AbortSignal[] = [];
    vi.stubGlobal('fetch', (_: string, { signal }: { signal: AbortSignal }) => {
      signals.push(signal);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject()));
    });
    const answers = Array.from({ length: 9 }, (_, mark) => ask('classify', remoteJob(mark)));
    await vi.waitFor(() => expect(signals).toHaveLength(4));
    await ask('prioritise', { key: 'key 8', priority: 'asked' });
    expect(signals).toHaveLength(5);
    await ask('cancel', { key: 'key 0' });
    expect(await answers[0]).toEqual({ outcome: { kind: 'skipped', reason: 'cancelled' } });
  });

  it('says what it knows already', async () => {
    const nothing = { entries: 0, bytes: 0, hits: 0, misses: 0 };
    expect(await ask('cache')).toEqual({ name: 'contents', ...nothing });
  });

  it('says what it holds', async () => {
    vi.stubGlobal('performance', { memory: { usedJSHeapSize: 4_000_000 } });
    expect(await ask('memory')).toEqual({ heap: 4_000_000, waiting: 0, waitingBytes: 0 });
    vi.stubGlobal('performance', {});
    expect(await ask('memory')).toEqual({ waiting: 0, waitingBytes: 0 });
  });

  it('tells the popup how the engine is, and the worker what it measured', async () => {
    options.onChange();
    const measurement: Measurement = { machine: 'this one', measured: [], rejected: [] };
    options.onMeasured(measurement);
    await vi.waitFor(() => expect(told).toHaveLength(2));
    expect(told).toEqual([
      { to: 'pages', method: 'engineChanged', payload: [{ state: 'asleep', waiting: 0 }] },
      { to: 'background', method: 'measured', payload: [measurement] },
    ]);
  });
});

describe('an idle offscreen document', () => {
  it('closes after the minutes that were last wanted, and says so', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await ask('wake', { ...wishes, idleMinutes: 15 });
    await vi.advanceTimersByTimeAsync(14.9 * 60_000);
    expect(close).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(0.2 * 60_000);
    await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
    expect(told.at(-1)?.payload).toEqual([{ state: 'asleep' }]);
  });

  it('does not close while a picture is on its way', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const fetched = vi.fn(() => new Promise(() => undefined));
    vi.stubGlobal('fetch', fetched);
    const answer = ask('classify', remoteJob(1));
    await vi.waitFor(() => expect(fetched).toHaveBeenCalled());
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(close).not.toHaveBeenCalled();
    await ask('cancel', { key: 'key 1' });
    await answer;
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
  });
});
