import { beforeEach, expect, it, vi } from 'vitest';
import { readModelFiles } from '../../../src/offscreen/engine/model-files';
import { EngineModel } from '../../../src/offscreen/engine-model';
import { modelFiles } from '../fakes/engine-worker';

vi.mock('../../../src/offscreen/engine/model-files');

const read = vi.mocked(readModelFiles);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  read.mockReset().mockResolvedValue(modelFiles);
  return () => vi.useRealTimers();
});

it('is read once for all who need it soon, and again for who needs it later', async () => {
  const model = new EngineModel('model/');
  expect(await Promise.all([model.read(), model.read()])).toEqual([modelFiles, modelFiles]);
  await vi.advanceTimersByTimeAsync(9_999);
  await model.read();
  expect(read.mock.calls).toEqual([['model/']]);
  await vi.advanceTimersByTimeAsync(1);
  await model.read();
  expect(read).toHaveBeenCalledTimes(2);
});

it('is read anew at once where it could not be read', async () => {
  const model = new EngineModel('model/');
  read.mockRejectedValueOnce(new Error('no model'));
  await expect(model.read()).rejects.toThrow('no model');
  expect(await model.read()).toBe(modelFiles);
});

it('is given up when it does not come', async () => {
  read.mockReturnValue(new Promise(() => {}));
  const gone = expect(new EngineModel('model/').read()).rejects.toThrow('No answer');
  await vi.advanceTimersByTimeAsync(30_000);
  await gone;
});
