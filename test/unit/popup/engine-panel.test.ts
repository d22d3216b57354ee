// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineStatus } from '../../../src/core/engine-status';
import { defer } from '../fakes/deferred';
import { ready } from '../fakes/engine-status';
import { PopupPage } from './popup-page';

let page: PopupPage;

beforeEach(() => {
  page = new PopupPage();
});

afterEach(() => page.close());

test('a sleeping engine is shown, and not woken', async () => {
  await page.open();
  await vi.waitFor(() => expect(page.text('#status')).toBe('Asleep'));
  expect(page.text('#engine-state')).toMatch(/^Asleep It starts with the next picture/);
  expect(page.asked).toEqual(['status']);
});

test.each([
  ['webgpu', 'Runs on the graphics card (WebGPU)'],
  ['webgl', 'Runs on the graphics card (WebGL)'],
  ['wasm', 'Runs on the processor (WebAssembly)'],
  ['cpu', 'Runs on the processor (plain JavaScript), slowly'],
] as const)('says in plain words that it runs on %s', async (backend, words) => {
  page.engine = () => ({ ...ready, backend });
  await page.open();
  await vi.waitFor(() => expect(page.text('#engine-headline')).toBe(words));
  expect(page.text('#status')).toBe('Ready');
  expect(page.text('#engine-detail')).toBe('62 ms a picture · MobileNet v2');
  expect(page.shows('#rejected')).toBe(false);
  expect(page.shows('#engine-retry')).toBe(false);
});

test.each([
  [{ workers: 3 }, '62 ms a picture · 3 at once · MobileNet v2'],
  [{ batch: 8 }, '62 ms a picture · 8 at once · MobileNet v2'],
])('says how many pictures are at work at once: %j', async (more, words) => {
  page.engine = () => ({ ...ready, ...more });
  await page.open();
  await vi.waitFor(() => expect(page.text('#engine-detail')).toBe(words));
});

test('says which ways were slower', async () => {
  page.engine = () => ({
    ...ready,
    measured: [
      { backend: 'wasm', millisecondsPerPicture: 9, batch: 1 },
      { backend: 'webgl', millisecondsPerPicture: 11.4, batch: 4 },
      { backend: 'webgpu', millisecondsPerPicture: 9.25, batch: 8 },
    ],
    rejected: [{ backend: 'cpu', why: 'not needed' }],
  });
  await page.open();
  await vi.waitFor(() => expect(page.shows('#rejected')).toBe(true));
  expect(page.texts('#rejected-list li')).toEqual([
    'WebGL: slower here, 11 ms a picture',
    'WebGPU: slower here, 9.3 ms a picture',
    'JavaScript: not needed',
  ]);
});

test('calls nothing slower that is faster and still made ready, or does not work now', async () => {
  page.engine = () => ({
    ...ready,
    measured: [
      { backend: 'webgpu', millisecondsPerPicture: 2, batch: 8 },
      { backend: 'wasm', millisecondsPerPicture: 9, batch: 1 },
      { backend: 'webgl', millisecondsPerPicture: 11, batch: 4 },
    ],
    rejected: [{ backend: 'webgl', why: 'context lost' }],
  });
  await page.open();
  await vi.waitFor(() => expect(page.shows('#rejected')).toBe(true));
  expect(page.texts('#rejected-list li')).toEqual(['WebGL: context lost']);
});

test('says why other ways were not taken', async () => {
  page.engine = () => ({ ...ready, rejected: [{ backend: 'webgl', why: 'no <b>GPU</b>' }] });
  await page.open();
  await vi.waitFor(() => expect(page.shows('#rejected')).toBe(true));
  expect(page.texts('#rejected-list li')).toEqual(['WebGL: no <b>GPU</b>']);
});

test('says in its own words what is known of graphics cards that cannot be used', async () => {
  page.engine = () => ({
    ...ready,
    rejected: [
      { backend: 'webgpu', why: 'No graphics card that it may use' },
      { backend: 'webgl', why: 'Software renderer: SwiftShader' },
    ],
  });
  await page.open();
  await vi.waitFor(() => expect(page.shows('#rejected')).toBe(true));
  expect(page.texts('#rejected-list li')).toEqual([
    'WebGPU: no graphics card that it may use',
    'WebGL: no real graphics card (SwiftShader)',
  ]);
});

test('a failed engine is shown with the reason and the next step, and can be tried again', async () => {
  page.engine = (method) =>
    method === 'wake' ? ready : { state: 'failed', why: 'model.json is damaged' };
  await page.open();
  await vi.waitFor(() => expect(page.text('#status')).toBe('Not working'));
  expect(page.text('#engine-headline')).toBe('The engine could not start');
  expect(page.text('#engine-detail')).toBe('model.json is damaged');
  expect(page.text('#engine-next')).toMatch(/^Try again/);

  page.flip('#engine-retry');

  await vi.waitFor(() => expect(page.text('#status')).toBe('Ready'));
  expect(page.shows('#engine-retry')).toBe(false);
  expect(page.asked).toEqual(['status', 'wake']);
});

test('an engine that is paused says until when, and is asked about then', async () => {
  const now = Date.parse('2026-11-27T10:00:00');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now });
  try {
    const { promise: later, resolve: answer } = defer<EngineStatus>();
    const answers: EngineStatus[] = [{ state: 'failed', why: 'It broke', until: now + 42_000 }];
    page.engine = () => answers.shift() ?? later;
    await page.open();
    await vi.waitFor(() => expect(page.text('#engine-detail')).toBe('It broke'));
    expect(page.text('#engine-headline')).toBe('The engine failed');
    expect(page.text('#engine-next')).toMatch(
      /^It is tried again with the next picture after 10:00:42/,
    );
    await vi.advanceTimersByTimeAsync(41_000);
    expect(page.asked).toEqual(['status']);
    await vi.advanceTimersByTimeAsync(1_000);
    // A time that has passed is not shown, however long the answer takes.
    expect(page.asked).toEqual(['status', 'status']);
    expect(page.text('#engine-next')).toMatch(/^It is tried again with the next picture\./);
    answer({ state: 'asleep' });
    await vi.waitFor(() => expect(page.text('#status')).toBe('Asleep'));
  } finally {
    vi.useRealTimers();
  }
});

test('a background that does not answer is told, with the next step', async () => {
  page.engine = undefined;
  await page.open();
  await vi.waitFor(() => expect(page.text('#status')).toBe('Not working'));
  expect(page.text('#engine-headline')).toBe('Sightline does not answer');
  expect(page.shows('#engine-retry')).toBe(true);
});

test('a background that never answers is given up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    page.engine = () => new Promise<EngineStatus>(() => {});
    await page.open();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(page.text('#engine-headline')).toBe('Sightline does not answer');
  } finally {
    vi.useRealTimers();
  }
});

test('an error of the background is told in its words', async () => {
  page.engine = () => Promise.reject(new Error('The offscreen document is gone'));
  await page.open();
  await vi.waitFor(() => expect(page.text('#status')).toBe('Not working'));
  expect(page.text('#engine-detail')).toBe('The offscreen document is gone');
});

test('says so when the chosen backend does not work here', async () => {
  page.store({ backend: 'webgl' });
  page.engine = () => ready;
  await page.open();
  await vi.waitFor(() =>
    expect(page.text('#engine-next')).toBe('WebGL does not work here, so another way was taken.'),
  );
});

test('follows the engine live, and touches the live region only when its words change', async () => {
  await page.open();
  await vi.waitFor(() => expect(page.text('#status')).toBe('Asleep'));
  await page.tell('engineChanged', { state: 'loading' });
  await vi.waitFor(() => expect(page.text('#status')).toBe('Starting'));
  await page.tell('engineChanged', ready);
  await vi.waitFor(() => expect(page.text('#status')).toBe('Ready'));

  const touched = vi.fn();
  const observer = new MutationObserver(touched);
  observer.observe(page.get('#status'), { childList: true, subtree: true });
  await page.tell('engineChanged', { ...ready, millisecondsPerPicture: 12 });
  await vi.waitFor(() => expect(page.text('#engine-detail')).toMatch(/^12 ms/));
  await new Promise((resolve) => setTimeout(resolve));

  observer.disconnect();
  expect(touched).not.toHaveBeenCalled();
});

test('a start that falls silent is asked about again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const answers: EngineStatus[] = [{ state: 'loading' }, { state: 'failed', why: 'died' }];
    page.engine = () => answers.shift() ?? ready;
    await page.open();
    await vi.waitFor(() => expect(page.text('#status')).toBe('Starting'));
    await vi.advanceTimersByTimeAsync(5_000);
    await vi.waitFor(() => expect(page.text('#engine-detail')).toBe('died'));
  } finally {
    vi.useRealTimers();
  }
});
