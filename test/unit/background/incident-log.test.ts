import { beforeEach, expect, it, vi } from 'vitest';
import { type Incident, maxIncidents } from '../../../src/core/incident';
import { Background } from '../fakes/background';
import { defer } from '../fakes/deferred';
import type { FakeContext } from '../fakes/extension';

let background: Background;
let page: FakeContext;
let engine: FakeContext;

beforeEach(async () => {
  vi.spyOn(Date, 'now').mockReturnValue(1_000);
  background = await Background.start();
  page = background.extension.frame('https://site.example/');
  engine = background.extension.page();
});

const failure = (more: Partial<Incident> = {}): Incident => ({
  what: 'http-status',
  detail: '404',
  at: 77,
  times: 1,
  ...more,
});
const log = () => background.extension.session.items.get('incidents');
const tell = (...failures: Incident[]) => background.send(page, 'failed', failures);
/** Long enough for a batch, and for the messages before and after it. */
const pass = async () => {
  const settle = async () => {
    for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
  };
  await settle();
  await vi.advanceTimersByTimeAsync(1_000);
  await settle();
};
const note = (event: unknown) => background.send(engine, 'note', event);

it('takes down what failed on a page, at the worker’s own time', async () => {
  await tell(failure(), failure({ times: 2 }), { what: 'gone', at: 5, times: 1 });
  expect(log()).toEqual([failure({ at: 1_000, times: 3 }), { what: 'gone', at: 1_000, times: 1 }]);
});

it('takes down what befell the engine', async () => {
  await note({ what: 'engine-lost', detail: 'the graphics card was lost' });
  await note({ what: 'engine-paused' });
  expect(log()).toEqual([
    { what: 'engine-lost', detail: 'the graphics card was lost', at: 1_000, times: 1 },
    { what: 'engine-paused', at: 1_000, times: 1 },
  ]);
});

it('leaves addresses out', async () => {
  await tell(failure({ detail: 'no https://secret.example/cat.png' }));
  await note({ what: 'engine-failed', detail: 'chrome-extension://sightline/model' });
  expect(log()).toMatchObject([{ detail: 'no …' }, { detail: '…' }]);
});

it('takes nothing down of a private window', async () => {
  const incognito = background.extension.frame('https://site.example/', { incognito: true });
  await background.send(incognito, 'failed', [failure({ detail: '403' })]);
  await tell(failure());
  expect(log()).toEqual([failure({ at: 1_000 })]);
});

it('takes no word of a page on the engine, and of pictures no word but theirs', async () => {
  await expect(background.send(page, 'note', { what: 'engine-lost' })).rejects.toThrow(
    'Only a page of the extension',
  );
  await expect(background.send(engine, 'failed', [failure()])).rejects.toThrow('Only a page may');
  await expect(tell(failure({ what: 'engine-lost' }))).rejects.toThrow('failed[0].what is none of');
  await expect(note({ what: 'gone' })).rejects.toThrow('note.what is none of');
  await expect(note({ what: 'nonsense' })).rejects.toThrow('note.what is none of');
  await expect(note(undefined)).rejects.toThrow('note is no record');
  expect(log()).toBeUndefined();
});

it('writes what comes at the same time once, and loses none of it', async () => {
  const writes = vi.fn();
  background.extension.session.api.onChanged.addListener(writes);
  await Promise.all(Array.from({ length: 40 }, (_, at) => tell(failure({ detail: String(at) }))));
  expect(log()).toHaveLength(40);
  expect(writes).toHaveBeenCalledOnce();
});

it('has what it was told written down while more and more comes', async () => {
  const { api } = background.extension.session;
  const { get } = api;
  const all: Promise<unknown>[] = [];
  const read = vi.spyOn(api, 'get').mockImplementation((key) => {
    if (all.length < 3) all.push(tell(failure()));
    return get(key);
  });
  all.push(tell(failure()));
  await all[0];
  expect(read).toHaveBeenCalledOnce();
  while (all.length < 3) await Promise.all(all);
  await Promise.all(all);
  expect(log()).toEqual([failure({ at: 1_000, times: all.length })]);
});

it('loses nothing where storage is slower than what comes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const { api } = background.extension.session;
    const { get } = api;
    const { promise: held, resolve: letGo } = defer<void>();
    const read = vi.spyOn(api, 'get').mockImplementationOnce(async (key) => {
      const found = await get(key);
      await held;
      return found;
    });
    const first = tell(failure());
    await pass();
    expect(read).toHaveBeenCalledOnce();
    const second = tell(failure({ detail: '500' }));
    await pass();
    letGo();
    await Promise.all([first, second]);
    expect(log()).toMatchObject([{ detail: '404' }, { detail: '500' }]);
  } finally {
    vi.useRealTimers();
  }
});

it('holds no more than it may, whatever comes', async () => {
  const failures = Array.from({ length: 3 * maxIncidents }, (_, at) =>
    failure({ detail: `${at}` }),
  );
  await Promise.all(failures.map((each) => tell(each)));
  expect(log()).toHaveLength(maxIncidents);
  expect(log()).toMatchObject({ [maxIncidents - 1]: { detail: String(3 * maxIncidents - 1) } });
});

it('goes on with the log after the worker was restarted', async () => {
  await tell(failure());
  await background.restart();
  await tell(failure());
  expect(log()).toEqual([failure({ at: 1_000, times: 2 })]);
});

it('goes on after a write that failed', async () => {
  background.extension.session.failures = 1;
  await expect(tell(failure())).rejects.toThrow('Storage is out of order');
  await tell(failure({ detail: '500' }));
  expect(log()).toEqual([failure({ detail: '500', at: 1_000 })]);
});

it('tells what the offscreen document holds, if it is open', async () => {
  expect(await background.send(engine, 'memory')).toBeUndefined();
  await background.send(engine, 'wake');
  expect(await background.send(engine, 'memory')).toEqual({ heap: 5, waiting: 6, waitingBytes: 7 });
  await expect(background.send(page, 'memory')).rejects.toThrow('Only a page of the extension');
});
