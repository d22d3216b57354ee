import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Measurement, Speed } from '../../../src/core/measurement';
import type { Backend } from '../../../src/core/settings';
import { type Survey, surveyMachine } from '../../../src/offscreen/engine-machine';
import { type EngineOrder, startEngine } from '../../../src/offscreen/engine-start';
import { EngineReplacedError, EngineWorker } from '../../../src/offscreen/engine-worker';
import { FakeEngineWorker, modelFiles } from '../fakes/engine-worker';

vi.mock('comlink', async () => (await import('../fakes/engine-worker')).fakeComlink);
vi.mock('../../../src/offscreen/engine-machine');

const noGpu = [
  { backend: 'webgpu', why: 'No graphics card that it may use' },
  { backend: 'webgl', why: 'Software renderer: SwiftShader' },
] as const;

/** Milliseconds that a picture takes in a batch of one on each backend; a text is why it does not start. */
let backends: Partial<Record<Backend, number | string>>;
/** Figures of larger batches. */
let batches: Partial<Record<Backend, readonly Speed[]>>;
let survey: Survey;
let controller: AbortController;
const here = `Chromium 156; 8 cores; a graphics card; tiny; ${EngineWorker.code}`;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.stubGlobal('Worker', FakeEngineWorker);
  FakeEngineWorker.made.length = 0;
  backends = { webgpu: 4, webgl: 6, wasm: 20, cpu: 500 };
  batches = {};
  survey = {
    machine: { cores: 8, memory: 16, isOnBattery: false },
    description: 'Chromium 156; 8 cores; a graphics card',
    unfit: [],
  };
  vi.mocked(surveyMachine).mockImplementation(async () => survey);
  controller = new AbortController();
  return () => vi.useRealTimers();
});

/** Has every worker do what its backend does. */
function work(): void {
  for (const worker of FakeEngineWorker.made) {
    const speed = worker.backend && backends[worker.backend];
    if (!worker.backend || speed === undefined) continue;
    if (typeof speed === 'string') worker.prepared.reject(new Error(speed));
    else {
      worker.start(speed);
      const more = batches[worker.backend] ?? [];
      worker.measured.resolve([{ batch: 1, millisecondsPerPicture: speed }, ...more]);
    }
  }
}

async function start(order: Partial<EngineOrder> = {}) {
  const { signal } = controller;
  const model = Promise.resolve(modelFiles);
  const started = startEngine({ choice: 'auto', known: undefined, model, signal, ...order });
  started.catch(() => undefined);
  for (let turn = 0; turn < 12; turn++) {
    await vi.advanceTimersByTimeAsync(0);
    work();
  }
  return started;
}

/** What was tried, in order, with what is still there of it. */
const tried = () =>
  FakeEngineWorker.made.map(
    ({ backend, isTerminated }) => `${backend}${isTerminated ? ' ended' : ''}`,
  );
const measured = () =>
  FakeEngineWorker.made.flatMap(({ backend, sizes }) => (sizes ? backend : []));

describe('without a graphics card', () => {
  beforeEach(() => {
    survey = { ...survey, unfit: noGpu };
  });

  it('WASM is started, with nothing measured and the reasons against the others', async () => {
    const { worker: _, ...started } = await start();
    expect(started).toEqual({
      backend: 'wasm',
      warm: 20,
      batch: 1,
      measured: [],
      rejected: noGpu,
      most: 4,
    });
    expect(tried()).toEqual(['wasm']);
    expect(measured()).toEqual([]);
  });

  it('plain JavaScript is what is left where WASM does not work', async () => {
    backends.wasm = 'forbidden';
    expect(await start()).toMatchObject({
      backend: 'cpu',
      rejected: [{ backend: 'wasm', why: 'forbidden' }, ...noGpu],
      most: 4,
    });
    expect(tried()).toEqual(['wasm ended', 'cpu']);
  });

  it('it fails with all reasons where nothing works', async () => {
    backends = { wasm: 'forbidden', cpu: 'It gives wrong answers here' };
    await expect(start()).rejects.toThrow('(wasm: forbidden; cpu: It gives wrong answers here)');
    expect(tried()).toEqual(['wasm ended', 'cpu ended']);
  });

  it('a backend that hangs is given up for the next', async () => {
    delete backends.wasm;
    const started = start();
    await vi.advanceTimersByTimeAsync(30_000);
    await vi.advanceTimersByTimeAsync(0);
    work();
    expect(await started).toMatchObject({
      backend: 'cpu',
      rejected: [{ backend: 'wasm', why: 'No answer in 30 s' }, ...noGpu],
    });
  });

  it('a chosen software renderer is tried all the same, its batches measured', async () => {
    const started = await start({ choice: 'webgl' });
    expect(started).toMatchObject({
      backend: 'webgl',
      measured: [{ backend: 'webgl', batch: 1, millisecondsPerPicture: 6 }],
      rejected: [noGpu[0]],
      most: 1,
    });
    expect(started.found).toBeUndefined();
  });

  it('a chosen one that does not work makes way for WASM, never for another renderer', async () => {
    backends.webgl = 'no context';
    expect(await start({ choice: 'webgl' })).toMatchObject({
      backend: 'wasm',
      rejected: [{ backend: 'webgl', why: 'no context' }, noGpu[0]],
    });
    expect(tried()).toEqual(['webgl ended', 'wasm']);
  });
});

describe('with a graphics card', () => {
  it('the fastest stays, the others go, and what was found is worth keeping', async () => {
    batches.webgpu = [{ batch: 4, millisecondsPerPicture: 2 }];
    const figures = [
      { backend: 'webgpu', batch: 4, millisecondsPerPicture: 2 },
      // Four workers of 20 ms.
      { backend: 'wasm', batch: 1, millisecondsPerPicture: 5 },
      { backend: 'webgl', batch: 1, millisecondsPerPicture: 6 },
    ];
    expect(await start()).toMatchObject({
      backend: 'webgpu',
      batch: 4,
      measured: figures,
      most: 1,
      found: { machine: here, measured: figures, rejected: [] },
    });
    expect(tried()).toEqual(['wasm ended', 'webgl ended', 'webgpu']);
    expect(FakeEngineWorker.made.map(({ sizes }) => sizes)).toEqual([[1], [1, 4, 8], [1, 4, 8]]);
  });

  it('WASM stays where its workers are faster together', async () => {
    backends = { ...backends, webgpu: 5.5, webgl: 9 };
    expect(await start()).toMatchObject({ backend: 'wasm', most: 4 });
    expect(tried()).toEqual(['wasm', 'webgl ended', 'webgpu ended']);
  });

  it('a backend that answers wrongly is out, with its reason', async () => {
    backends.webgpu = 'It gives wrong answers here';
    const rejected = [{ backend: 'webgpu', why: 'It gives wrong answers here' }];
    expect(await start()).toMatchObject({ backend: 'wasm', rejected, found: { rejected } });
  });

  it('one that fails while it is measured is out as well', async () => {
    delete backends.webgl;
    const started = start();
    await vi.waitFor(() => expect(FakeEngineWorker.at(1).backend).toBe('webgl'));
    FakeEngineWorker.at(1).start();
    FakeEngineWorker.at(1).measured.reject(new Error('context lost'));
    await vi.advanceTimersByTimeAsync(0);
    work();
    await vi.advanceTimersByTimeAsync(0);
    work();
    expect(await started).toMatchObject({
      backend: 'webgpu',
      rejected: [{ backend: 'webgl', why: 'context lost' }],
    });
  });

  it('what does not come within the time for all is out', async () => {
    delete backends.webgl;
    const started = start();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await started).toMatchObject({
      backend: 'wasm',
      rejected: [
        { backend: 'webgl' },
        { backend: 'webgpu', why: expect.stringMatching(/^Not tried/) },
      ],
      found: { rejected: [{ backend: 'webgl' }, { backend: 'webgpu' }] },
    });
    expect(tried()).toEqual(['wasm', 'webgl ended']);
  });

  it('plain JavaScript is what is left where none works', async () => {
    backends = { webgpu: 'no', webgl: 'no', wasm: 'no', cpu: 500 };
    const started = await start();
    expect(started).toMatchObject({ backend: 'cpu', measured: [] });
    expect(started.found).toBeUndefined();
    expect(started.rejected).toHaveLength(3);
  });

  it('a chosen backend is started without a comparison', async () => {
    const started = await start({ choice: 'wasm' });
    expect(started).toMatchObject({ backend: 'wasm', measured: [], most: 4 });
    expect(started.found).toBeUndefined();
    expect(tried()).toEqual(['wasm']);
  });
});

describe('a machine that was measured before', () => {
  const known: Measurement = {
    machine: here,
    measured: [
      { backend: 'webgl', batch: 4, millisecondsPerPicture: 3 },
      { backend: 'wasm', batch: 1, millisecondsPerPicture: 5 },
    ],
    rejected: [{ backend: 'webgpu', why: 'It gives wrong answers here' }],
  };

  it('starts its best backend straight away', async () => {
    const started = await start({ known });
    expect(started).toMatchObject({ backend: 'webgl', batch: 4, most: 1 });
    expect(started).toMatchObject({ measured: known.measured, rejected: known.rejected });
    expect(started.found).toBeUndefined();
    expect(tried()).toEqual(['webgl']);
    expect(measured()).toEqual([]);
  });

  it('does with the next best when that one fails now, and keeps what was measured for when it works', async () => {
    backends.webgl = 'context lost';
    const started = await start({ known });
    expect(started).toMatchObject({
      backend: known.measured[1]?.backend,
      rejected: [{ backend: 'webgl', why: 'context lost' }, ...known.rejected],
    });
    expect(started.found).toBeUndefined();
    expect(measured()).toEqual([]);
  });

  it('need not be measured for a choice, either', async () => {
    expect(await start({ known, choice: 'webgl' })).toMatchObject({
      backend: 'webgl',
      batch: known.measured[0]?.batch,
    });
    expect(measured()).toEqual([]);
  });

  it('is measured anew when it is not the same any more', async () => {
    const { found } = await start({ known: { ...known, machine: 'Chromium 155' } });
    expect(found?.machine).toBe(here);
    expect(measured()).toEqual(['wasm', 'webgl', 'webgpu']);
  });
});

it('says at once what is wrong with the model', async () => {
  const model = Promise.reject(new Error('card.json is missing'));
  await expect(start({ model })).rejects.toThrow('card.json is missing');
  expect(FakeEngineWorker.made).toHaveLength(1);
});

it('stops when it is told to', async () => {
  backends = {};
  const started = start({});
  await vi.waitFor(() => expect(FakeEngineWorker.at(0).backend).toBeDefined());
  controller.abort(new EngineReplacedError('The engine was replaced'));
  await expect(started).rejects.toThrow(EngineReplacedError);
  expect(tried()).toEqual(['wasm ended']);
});
