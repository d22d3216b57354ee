import { expect, it } from 'vitest';
import { checkEngineStatus } from '../../../src/core/check-engine-status';

const ready = {
  state: 'ready',
  backend: 'wasm',
  workers: 2,
  batch: 1,
  measured: [{ backend: 'wasm', millisecondsPerPicture: 20, batch: 1 }],
  rejected: [{ backend: 'webgl', why: 'No graphics card that it may use' }],
  model: 'MobileNet v2',
  millisecondsPerPicture: 21.5,
  tensors: 120,
  waiting: 0,
};

it.each([{ state: 'asleep' }, { state: 'loading' }, { state: 'failed', why: 'no model' }, ready])(
  'takes a status as it is: %j',
  (status) => {
    expect(checkEngineStatus(status, 'status')).toEqual(status);
  },
);

it.each([
  [undefined, 'status is no record'],
  [{ state: 'dead' }, 'status.state is none of'],
  [{ state: 'failed' }, 'status.why is no text'],
  [{ ...ready, backend: 'abacus' }, 'status.backend is none of'],
  [{ ...ready, workers: Number.NaN }, 'status.workers is no count'],
  [{ ...ready, measured: Array(9).fill(ready.measured[0]) }, 'status.measured has more than 4'],
  [{ ...ready, rejected: [{ backend: 'webgl' }] }, 'status.rejected[0].why is no text'],
  [{ ...ready, millisecondsPerPicture: -1 }, 'status.millisecondsPerPicture is no quantity'],
])('says what is wrong with %j', (status, why) => {
  expect(() => checkEngineStatus(status, 'status')).toThrow(why);
});
