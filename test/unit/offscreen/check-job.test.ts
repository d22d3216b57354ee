import { expect, it } from 'vitest';
import {
  checkCancelled,
  checkJob,
  checkMoved,
  checkWishes,
} from '../../../src/offscreen/check-job';
import { job, remoteJob } from '../fakes/jobs';

const known = {
  machine: 'this one',
  measured: [{ backend: 'wasm', millisecondsPerPicture: 20, batch: 1 }],
  rejected: [],
};

it.each([
  job(1),
  remoteJob(2),
  job(3, { picture: { kind: 'address', url: 'x', referrer: 'https://a.example/' } }),
])('takes a job as it is, without what does not belong to it (%#)', (order) => {
  expect(checkJob({ ...order, more: 1 }, 'job')).toEqual(order);
});

it.each([
  [undefined, 'job is no record'],
  [{ ...job(1), key: 7 }, 'job.key is no text'],
  [{ ...job(1), key: 'x'.repeat(201) }, 'job.key is longer than 200'],
  [{ ...job(1), picture: { kind: 'bytes', bytes: new Uint8Array(3) } }, 'job.picture.bytes are no'],
  [{ ...job(1), picture: { kind: 'screen', box: {} } }, 'job.picture.kind is none of'],
  [{ ...job(1), priority: undefined }, 'job.priority is none of'],
  [{ ...job(1), backdrop: 'url(x)' }, 'job.backdrop is no colour'],
  [{ ...job(1), backdrop: '#fffffff' }, 'job.backdrop is longer than 7'],
  [{ ...job(1), isPrivate: 'no' }, 'job.isPrivate is no flag'],
  [{ ...job(1), engine: { choice: 'abacus', idleMinutes: 5 } }, 'job.engine.choice is none of'],
])('says what is wrong with a job (%#)', (order, why) => {
  expect(() => checkJob(order, 'job')).toThrow(why);
});

it('wishes are those that there are', () => {
  const wishes = { choice: 'auto', workers: 2, known, idleMinutes: 5 };
  expect(checkWishes(wishes, 'wake')).toEqual(wishes);
  // setTimeout would take it for none at all.
  expect(() => checkWishes({ ...wishes, idleMinutes: 1e9 }, 'wake')).toThrow('wake.idleMinutes');
  expect(() => checkWishes({ ...wishes, workers: 3 }, 'wake')).toThrow('wake.workers is none of');
  expect(() => checkWishes({ ...wishes, known: { ...known, measured: [] } }, 'wake')).toThrow(
    'wake.known.measured is empty',
  );
});

it('what is given up or moved is named', () => {
  const moved = { key: 'a', priority: 'asked' };
  expect(checkCancelled(moved, 'cancel')).toEqual({ key: 'a' });
  expect(checkMoved(moved, 'prioritise')).toEqual(moved);
  expect(() => checkCancelled({}, 'cancel')).toThrow('cancel.key is no text');
  expect(() => checkMoved({ key: 'a' }, 'prioritise')).toThrow('prioritise.priority is none of');
});
