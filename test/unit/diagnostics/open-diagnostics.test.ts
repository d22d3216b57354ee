// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ready } from '../fakes/engine-status';
import { DiagnosticsPage } from './diagnostics-page';

let page: DiagnosticsPage;

beforeEach(() => {
  page = new DiagnosticsPage();
});

afterEach(() => {
  vi.useRealTimers();
  page.close();
});

const timedOut = { what: 'timed-out', at: 5_000, times: 1 } as const;

test('tells what runs, and why not otherwise', async () => {
  page.status = {
    ...ready,
    workers: 2,
    rejected: [{ backend: 'webgl', why: 'lost at https://secret.example' }],
  };
  await page.open();
  await vi.waitFor(() => expect(page.text('#status')).toBe('Ready'));
  expect(page.fact('State')).toEqual(['Runs on the processor (WebAssembly)']);
  expect(page.fact('Workers')).toEqual(['2']);
  expect(page.fact('Time for a picture')).toEqual(['62 ms']);
  expect(page.fact('Why not another way')).toEqual(['WebGL: lost at …']);
});

test('tells what waits, what was spared and what memory it takes', async () => {
  page.memory = { heap: 12_000_000, waiting: 7, waitingBytes: 250_000 };
  page.caches = [{ name: 'scores', entries: 9, bytes: 9_000, hits: 1, misses: 3 }];
  await page.open();
  await vi.waitFor(() => expect(page.fact('Pictures waiting')).toEqual(['7']));
  expect(page.fact('Memory of those downloaded')).toEqual(['0.3 MB']);
  expect(page.fact('Memory of the hidden page’s scripts')).toEqual(['12 MB']);
  expect(page.fact('Work spared')).toEqual(['Known by its content: 25% of 4 · 9 kept, 9 kB']);
  expect(page.fact('Kept on this computer')).toEqual(['1.5 MB']);
});

test('tells settings, but of sites and groups only how many', async () => {
  const settings = { excludedSites: ['secret.example'], sureness: 'bold', backend: 'wasm' };
  page.world.local.put('settings', settings);
  await page.open();
  await vi.waitFor(() => expect(page.fact('Sites left out')).toEqual(['1']));
  expect(page.fact('How sure a label must be')).toEqual(['Daring']);
  expect(page.fact('Run on')).toEqual(['WebAssembly']);
  expect(document.body.textContent).not.toContain('secret');
  page.world.local.put('settings', { ...settings, sureness: 'careful' });
  expect(page.fact('How sure a label must be')).toEqual(['Careful']);
});

test('tells versions', async () => {
  await page.open();
  await vi.waitFor(() => expect(page.fact('Sightline')).toEqual(['1.2.3']));
  expect(page.fact('Browser')).toEqual(['Another browser 7']);
});

test('says when an engine that is paused is tried again, and asks then', async () => {
  const now = Date.parse('2026-11-27T10:00:00');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now });
  page.status = { state: 'failed', why: 'It broke', until: now + 30_000 };
  await page.open();
  await vi.advanceTimersByTimeAsync(0);
  await vi.waitFor(() => expect(page.fact('State')).toHaveLength(3));
  const [headline, why, next] = page.fact('State');
  expect(headline).toBe('The engine failed');
  expect(why).toBe('It broke');
  expect(next).toMatch(/^It is tried again with the next picture after 10:00:30/);
  expect(page.get('#engine-retry').hidden).toBe(false);

  page.status = { state: 'asleep' };
  await vi.advanceTimersByTimeAsync(30_000);
  await vi.waitFor(() => expect(page.text('#status')).toBe('Asleep'));
});

test('says so when nothing has failed, and lists what does from then on', async () => {
  await page.open();
  await vi.waitFor(() => expect(page.get('#failed-empty').hidden).toBe(false));
  page.world.session.put('incidents', [timedOut]);
  await vi.waitFor(() => expect(page.text('.incident h3')).toBe('It took too long'), 5_000);
  expect(page.get('#failed-empty').hidden).toBe(true);
  expect(page.text('.incident .next')).toMatch(/^Reload the page/);
  expect(page.get<HTMLTimeElement>('time').dateTime).toBe('1970-01-01T00:00:05.000Z');
});

test('leaves the list alone while it is true', async () => {
  page.world.session.put('incidents', [timedOut]);
  await page.open();
  await vi.waitFor(() => expect(page.text('.incident h3')).toBe('It took too long'));
  const before = page.get('.incident');
  page.memory = { waiting: 8, waitingBytes: 0 };
  page.world.session.put('tally:scores', { hits: 1, misses: 1 });
  await vi.waitFor(() => expect(page.fact('Pictures waiting')).toEqual(['8']), 5_000);
  expect(page.get('.incident')).toBe(before);
});

test('asks nothing of a still browser, however long it stands, and little of a busy one', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await page.open();
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(page.asked.toSorted()).toEqual(['caches', 'memory', 'status']);

  for (let change = 0; change < 100; change++) page.world.session.put('scores:a', change);
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(page.asked.filter((method) => method === 'caches')).toHaveLength(3);
});

test('does not ask while nobody sees it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await page.open();
  await vi.advanceTimersByTimeAsync(5_000);
  const isHidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  page.world.session.put('scores:a', 1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(page.asked).toHaveLength(3);
  isHidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(page.asked).toHaveLength(6);
});

test('follows what is told of the engine', async () => {
  await page.open();
  await vi.waitFor(() => expect(page.text('#status')).toBe('Asleep'));
  page.status = { state: 'loading' };
  await page.tell('engineChanged', { state: 'loading' });
  expect(page.text('#status')).toBe('Starting');
});

test('copies what it tells, and says so each time', async () => {
  await page.open();
  await vi.waitFor(() => expect(page.fact('Sightline')).toEqual(['1.2.3']));
  const said: string[] = [];
  const observer = new MutationObserver(() => said.push(page.text('#copied')));
  observer.observe(page.get('#copied'), { childList: true });
  for (const count of [1, 2]) {
    page.get('#copy').click();
    await vi.waitFor(() => expect(page.copied).toHaveLength(count));
    await vi.waitFor(() => expect(said.at(-1)).toBe('Copied'));
  }
  observer.disconnect();
  // Words that change are read out again.
  expect(said).toEqual(['Copied', '', 'Copied']);
  expect(page.copied[0]).toMatch(
    /^Sightline diagnostics · \d{4}-.*\n\nVersions\n- Sightline: 1\.2\.3\n/,
  );
});

test('says so when it could not copy', async () => {
  await page.open();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('Not focused'));
  page.get('#copy').click();
  await vi.waitFor(() => expect(page.text('#notices')).toMatch(/^It could not be copied/));
  expect(page.text('#copied')).toBe('');
});

test('says so when Sightline does not answer', async () => {
  page.status = undefined;
  await page.open();
  await vi.waitFor(() => expect(page.fact('State')[0]).toBe('Sightline does not answer'));
  await vi.waitFor(() => expect(page.fact('Work spared')).toEqual(['Could not be found out.']));
});
