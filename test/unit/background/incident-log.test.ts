import { beforeEach, expect, it, vi } from 'vitest';
import { type Incident, maxIncidents } from '../../../src/core/incident';
import { Background } from '../fakes/background';
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
