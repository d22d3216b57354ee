import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Measurement, Speed } from '../../../src/core/measurement';
import type { Backend } from '../../../src/core/settings';
import { type Survey, surveyMachine } from '../../../src/offscreen/engine-machine';
import { type EngineOrder, EngineStart } from '../../../src/offscreen/engine-start';
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
  solos = 0;
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
      const speeds = [
        { batch: 1, millisecondsPerPicture: speed },
        ...(batches[worker.backend] ?? []),
      ];
      worker.warmedUp.resolve(speeds.map(({ batch }) => batch));
      worker.measured.resolve(speeds);
    }
  }
}

/** Has whatever is asked of the workers come, until nothing more is. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await vi.advanceTimersByTimeAsync(0);
    work();
  }
}

const begin = (order: Partial<EngineOrder> = {}) =>
  new EngineStart({
    choice: 'auto',
    workers: undefined,
    known: undefined,
    unfit: [],
    model: Promise.resolve(modelFiles),
    signal: controller.signal,
    ...order,
  });

/** The first engine. */
async function first(order: Partial<EngineOrder> = {}) {
  const started = begin(order).first();
  started.catch(() => undefined);
  await settle();
  return started;
}

/** How often the engine that ran was asked to make way for a measurement. */
let solos: number;

/** What comes of the search for a better one. */
async function better(order: Partial<EngineOrder> = {}) {
  const start = begin(order);
  const running = start.first();
  await settle();
  const { backend, worker } = await running;
  const found = start.better(backend, async (measure) => {
    solos++;
    return measure(worker);
  });
  found.catch(() => undefined);
  await settle();
  return found;
}

/** What was tried, in order, with what is still there of it. */
const tried = () =>
  FakeEngineWorker.made.map(
    ({ backend, isTerminated }) => `${backend}${isTerminated ? ' ended' : ''}`,
  );
const measured = () =>
  FakeEngineWorker.made.flatMap(({ backend, sizes }) => (sizes ? backend : []));
const warmedUp = () => FakeEngineWorker.made.map(({ warmUps }) => warmUps);

describe('without a graphics card', () => {
  beforeEach(() => {
    survey = { ...survey, unfit: noGpu };
  });

  it('WASM is started, with nothing measured and the reasons against the others', async () => {
    const { worker: _, ...started } = await first();
    expect(started).toEqual({
      backend: 'wasm',
      warm: 20,
      batch: 1,
      measured: [],
      rejected: noGpu,
      most: 4,
    });
    expect(tried()).toEqual(['wasm']);
  });

  it('nothing better is looked for', async () => {
    expect(await better()).toBeUndefined();
    expect(tried()).toEqual(['wasm']);
    expect(solos).toBe(0);
  });

  it('plain JavaScript is what is left where WASM does not work', async () => {
    backends.wasm = 'forbidden';
    expect(await first()).toMatchObject({
      backend: 'cpu',
      rejected: [{ backend: 'wasm', why: 'forbidden' }, ...noGpu],
      most: 4,
    });
    expect(tried()).toEqual(['wasm ended', 'cpu']);
  });

  it('it fails with all reasons where nothing works', async () => {
    backends = { wasm: 'forbidden', cpu: 'It gives wrong answers here' };
    await expect(first()).rejects.toThrow('(wasm: forbidden; cpu: It gives wrong answers here)');
    expect(tried()).toEqual(['wasm ended', 'cpu ended']);
  });

  it('a backend that hangs is given up for the next', async () => {
    delete backends.wasm;
    const started = first();
    await vi.advanceTimersByTimeAsync(30_000);
    await settle();
    expect(await started).toMatchObject({
      backend: 'cpu',
      rejected: [{ backend: 'wasm', why: 'No answer in 30 s' }, ...noGpu],
    });
  });

  it('a chosen software renderer is tried all the same, its batches measured', async () => {
    expect(await first({ choice: 'webgl' })).toMatchObject({
      backend: 'webgl',
      measured: [{ backend: 'webgl', batch: 1, millisecondsPerPicture: 6 }],
      rejected: [noGpu[0]],
      most: 1,
    });
    expect(warmedUp()).toEqual([[1, 4, 8]]);
  });

  it('a chosen one that does not work makes way for WASM', async () => {
    backends.webgl = 'no context';
    expect(await first({ choice: 'webgl' })).toMatchObject({
      backend: 'wasm',
      rejected: [{ backend: 'webgl', why: 'no context' }, noGpu[0]],
    });
    expect(tried()).toEqual(['webgl ended', 'wasm']);
  });
});

it.each([1, 2])('has as many workers as people want: %i', async (workers) => {
  expect(await first({ workers })).toMatchObject({ backend: 'wasm', most: workers });
});

describe('with a graphics card', () => {
  it('WASM answers first, with nothing measured', async () => {
    expect(await first()).toMatchObject({ backend: 'wasm', measured: [], rejected: [], most: 4 });
    expect(tried()).toEqual(['wasm']);
    expect(measured()).toEqual([]);
  });

  it('the fastest takes over, the others go, and what was found is worth keeping', async () => {
    batches.webgpu = [{ batch: 4, millisecondsPerPicture: 2 }];
    const figures = [
      { backend: 'webgpu', batch: 4, millisecondsPerPicture: 2 },
      // Four workers of 20 ms.
      { backend: 'wasm', batch: 1, millisecondsPerPicture: 5 },
      { backend: 'webgl', batch: 1, millisecondsPerPicture: 6 },
    ];
    expect(await better()).toMatchObject({
      engine: { backend: 'webgpu', batch: 4, most: 1 },
      measured: figures,
      rejected: [],
      found: { machine: here, measured: figures, rejected: [] },
    });
    expect(tried()).toEqual(['wasm', 'webgpu', 'webgl ended']);
    expect(warmedUp()).toEqual([undefined, [1, 4, 8], [1, 4, 8]]);
    // Only in batches that it was found to manage.
    expect(FakeEngineWorker.made.map(({ sizes }) => sizes)).toEqual([[1], [1, 4], [1]]);
    expect(solos).toBe(3);
  });

  it('a second one that is faster replaces the first', async () => {
    backends = { ...backends, webgpu: 4, webgl: 3 };
    expect(await better()).toMatchObject({ engine: { backend: 'webgl' } });
    expect(tried()).toEqual(['wasm', 'webgpu ended', 'webgl']);
  });

  it('WASM stays where its workers are faster together', async () => {
    backends = { ...backends, webgpu: 5.5, webgl: 9 };
    const found = await better();
    expect(found?.engine).toBeUndefined();
    expect(found?.found?.measured.map(({ backend }) => backend)).toEqual([
      'wasm',
      'webgpu',
      'webgl',
    ]);
    expect(tried()).toEqual(['wasm', 'webgpu ended', 'webgl ended']);
  });

  it('a backend that answers wrongly is out, with its reason', async () => {
    backends = { ...backends, webgpu: 'It gives wrong answers here', webgl: 9 };
    const rejected = [{ backend: 'webgpu', why: 'It gives wrong answers here' }];
    const found = await better();
    expect(found).toMatchObject({ rejected, found: { rejected } });
    expect(found?.engine).toBeUndefined();
  });

  it('what was found is told where none of its backends works, too', async () => {
    backends = { wasm: 20, webgpu: 'no adapter', webgl: 'no context' };
    expect((await better())?.found).toMatchObject({
      measured: [{ backend: 'wasm', millisecondsPerPicture: 5 }],
      rejected: [{ backend: 'webgpu' }, { backend: 'webgl' }],
    });
  });

  it.each(['warmedUp', 'measured'] as const)(
    'one that fails until it is %s is out',
    async (what) => {
      delete backends.webgpu;
      const found = better();
      await vi.waitFor(() => expect(FakeEngineWorker.at(1).backend).toBe('webgpu'));
      const worker = FakeEngineWorker.at(1);
      worker.start();
      if (what === 'measured') worker.warmedUp.resolve([1]);
      worker[what].reject(new Error('context lost'));
      await settle();
      expect(await found).toMatchObject({ rejected: [{ backend: 'webgpu', why: 'context lost' }] });
      expect(tried()[1]).toBe('webgpu ended');
    },
  );

  it('one that hangs is out, while WASM goes on', async () => {
    delete backends.webgpu;
    const found = better();
    await vi.waitFor(() => expect(FakeEngineWorker.at(1).backend).toBe('webgpu'));
    await vi.advanceTimersByTimeAsync(30_000);
    await settle();
    expect(await found).toMatchObject({
      rejected: [{ backend: 'webgpu', why: expect.stringContaining('No answer') }],
    });
    expect(tried()).toEqual(['wasm', 'webgpu ended', expect.stringContaining('webgl')]);
  });

  it('nobody is left behind when the engine that runs cannot be measured', async () => {
    batches = {};
    const start = begin();
    const running = start.first();
    await settle();
    const { backend, worker } = await running;
    // As when the last worker was lost.
    const found = start.better(backend, () => Promise.reject(new Error('lost')));
    found.catch(() => undefined);
    await settle();
    await expect(found).rejects.toThrow('lost');
    expect(tried()).toEqual(['wasm', 'webgpu ended']);
    expect(worker).toBeDefined();
  });

  it('pictures wait no longer than three seconds for a card that hangs while it is measured', async () => {
    delete backends.webgpu;
    const found = better();
    await vi.waitFor(() => expect(FakeEngineWorker.at(1).backend).toBe('webgpu'));
    FakeEngineWorker.at(1).start();
    FakeEngineWorker.at(1).warmedUp.resolve([1]);
    await settle();
    await vi.advanceTimersByTimeAsync(3_000);
    await settle();
    expect(await found).toMatchObject({
      rejected: [{ backend: 'webgpu', why: 'No answer in 3 s' }],
    });
    expect(tried()[1]).toBe('webgpu ended');
  });

  it('a graphics card is the first where WASM does not work, and plain JavaScript where none does', async () => {
    backends.wasm = 'no';
    expect(await first()).toMatchObject({ backend: 'webgpu', most: 1 });
    expect(await better()).toBeUndefined();
    backends = { webgpu: 'no', webgl: 'no', wasm: 'no', cpu: 500 };
    const started = await first();
    expect(started).toMatchObject({ backend: 'cpu', measured: [] });
    expect(started.rejected).toHaveLength(3);
  });

  it('a chosen backend is started, and no better one looked for', async () => {
    expect(await first({ choice: 'wasm' })).toMatchObject({ backend: 'wasm', measured: [] });
    expect(await better({ choice: 'wasm' })).toBeUndefined();
    expect(tried()).toEqual(['wasm', 'wasm']);
  });
});

describe('a machine that was measured before', () => {
  const known: Measurement = {
    machine: here,
    measured: [
      { backend: 'webgl', batch: 4, millisecondsPerPicture: 3 },
      { backend: 'wasm', batch: 1, millisecondsPerPicture: 5 },
      { backend: 'webgpu', batch: 8, millisecondsPerPicture: 9 },
    ],
    rejected: [],
  };

  beforeEach(() => {
    batches.webgl = [{ batch: 4, millisecondsPerPicture: 3 }];
  });

  it('has its best backend take over as soon as that is ready for its batches', async () => {
    expect(await better({ known })).toMatchObject({
      engine: { backend: 'webgl', batch: 4, most: 1 },
      measured: known.measured,
    });
    expect(tried()).toEqual(['wasm', 'webgl']);
    expect(warmedUp()).toEqual([undefined, [1, 4]]);
    expect(measured()).toEqual([]);
    expect(solos).toBe(0);
  });

  it('has it take no batches that it does not manage any more', async () => {
    batches.webgl = [];
    expect(await better({ known })).toMatchObject({ engine: { backend: 'webgl', batch: 1 } });
  });

  it('says what was measured from the beginning', async () => {
    expect(await first({ known })).toMatchObject({
      backend: 'wasm',
      measured: known.measured,
      rejected: known.rejected,
    });
  });

  it('stays with WASM when that one fails now, and keeps what was measured for when it works', async () => {
    backends.webgl = 'context lost';
    const found = await better({ known });
    expect(found).toMatchObject({
      measured: known.measured,
      rejected: [{ backend: 'webgl', why: 'context lost' }],
    });
    expect(found?.engine).toBeUndefined();
    expect(found?.found).toBeUndefined();
    expect(tried()).toEqual(['wasm', 'webgl ended']);
  });

  it('tries nothing where WASM was the fastest', async () => {
    const measured = known.measured.slice(1);
    expect(await better({ known: { ...known, measured } })).toBeUndefined();
    expect(tried()).toEqual(['wasm']);
  });

  it('need not be measured for a choice, either', async () => {
    expect(await first({ known, choice: 'webgl' })).toMatchObject({
      backend: 'webgl',
      batch: 4,
      measured: known.measured.slice(0, 1),
    });
    expect(measured()).toEqual([]);
  });

  it('is measured anew when it is not the same any more', async () => {
    const found = await better({ known: { ...known, machine: 'Chromium 155' } });
    expect(found?.found?.machine).toBe(here);
    expect(measured()).toEqual(['wasm', 'webgpu', 'webgl']);
  });

  it('is another one where so many are to work at once', async () => {
    const found = await better({ known, workers: 2 });
    expect(found?.found?.machine).toContain('; 2 workers; ');
    expect(measured()).toEqual(['wasm', 'webgpu', 'webgl']);
  });
});

it('says at once what is wrong with the model', async () => {
  const model = Promise.reject(new Error('card.json is missing'));
  await expect(first({ model })).rejects.toThrow('card.json is missing');
  expect(FakeEngineWorker.made).toHaveLength(1);
});

it('WASM does not wait until the machine has been looked at, a chosen graphics card does', async () => {
  vi.mocked(surveyMachine).mockReturnValue(new Promise(() => {}));
  void begin().first();
  void begin({ choice: 'webgl' }).first();
  await settle();
  expect(FakeEngineWorker.made.map(({ backend }) => backend)).toEqual(['wasm', undefined]);
});

it('stops when it is told to', async () => {
  backends = {};
  const started = first();
  await vi.waitFor(() => expect(FakeEngineWorker.at(0).backend).toBeDefined());
  controller.abort(new EngineReplacedError('The engine was replaced'));
  await expect(started).rejects.toThrow(EngineReplacedError);
  expect(tried()).toEqual(['wasm ended']);
});
