import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Envelope, Reply } from '../../../src/messaging/protocol';
import { engineReady, FakeEngineWorker } from '../fakes/engine-worker';
import { type FakeContext, FakeExtension } from '../fakes/extension';
import { job } from '../fakes/jobs';

vi.mock('comlink', async () => (await import('../fakes/engine-worker')).fakeComlink);

let extension: FakeExtension;
let worker: FakeContext;

beforeEach(async () => {
  vi.stubGlobal('Worker', FakeEngineWorker);
  FakeEngineWorker.made.length = 0;
  extension = new FakeExtension();
  worker = extension.page();
  await extension.run(extension.page(), () => import('../../../src/offscreen/main'));
});

const ask = async (method: string, ...payload: unknown[]): Promise<unknown> => {
  const reply = await extension.broadcast(worker, { to: 'offscreen', method, payload });
  return (reply as Reply & { ok: true }).value;
};

/** The engine's worker, once it was made. */
const engineWorker = () =>
  vi.waitFor(() => {
    const [made] = FakeEngineWorker.made;
    if (!made) throw new Error('No engine yet');
    return made;
  });

describe('the offscreen document', () => {
  it('does not start the engine before it is asked for', async () => {
    expect(await ask('status')).toEqual({ state: 'asleep' });
    expect(FakeEngineWorker.made).toEqual([]);
  });

  it('wakes the engine with the backend that is wanted, and tells the popup', async () => {
    const heard: Envelope[] = [];
    extension.page().listeners.add((message) => void heard.push(message as Envelope));
    const awake = ask('wake', { backend: 'wasm' });
    const { started, startedWith } = await engineWorker();
    started.resolve(engineReady);

    expect(await awake).toMatchObject({ state: 'ready', model: 'Tiny' });
    expect(startedWith).toEqual(['chrome-extension://sightline/model/', 'wasm']);
    await vi.waitFor(() => expect(heard.at(-1)?.payload).toMatchObject([{ state: 'ready' }]));
    expect(heard.at(-1)).toMatchObject({ to: 'popup', method: 'engineChanged' });
  });

  it('says why the engine could not be woken', async () => {
    const awake = ask('wake', { backend: 'auto' });
    (await engineWorker()).started.reject(new Error('no model'));
    expect(await awake).toEqual({ state: 'failed', why: 'no model' });
  });

  it('answers a picture with its reason where there is no engine', async () => {
    const answer = ask('classify', job(1));
    (await engineWorker()).started.reject(new Error('no model'));
    expect(await answer).toEqual({
      outcome: {
        kind: 'failed',
        reason: 'engine-unavailable',
        retryable: true,
        detail: 'no model',
      },
    });
  });

  it('gives a picture up when it is told to', async () => {
    let signal: AbortSignal | null | undefined;
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      signal = init.signal;
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject()));
    });
    const picture = { kind: 'address', url: 'https://pictures.example/1.png' } as const;
    const answer = ask('classify', job(1, { picture }));
    await vi.waitFor(() => expect(signal).toBeDefined());
    await ask('cancel', { key: 'key 1' });
    expect(await answer).toEqual({ outcome: { kind: 'skipped', reason: 'cancelled' } });
  });
});
