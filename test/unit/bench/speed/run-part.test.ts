import { expect, it, vi } from 'vitest';
import type { Bench, Figure, Part } from '../../../../bench/speed/part';
import { runPart } from '../../../../bench/speed/run-part';

const given: Omit<Bench, 'own' | 'say'> = {
  isQuick: true,
  browser: '',
  backend: 'auto',
  flags: [],
  extension: '',
  model: '',
  pictures: { what: '', at: () => Promise.resolve(Buffer.alloc(0)) },
};

const part = (run: Part['run'], limit = 60): Part => ({ name: 'one', title: 'One', limit, run });

const closing = (log: string[], name: string) => ({
  close: async () => {
    log.push(name);
  },
});

it('hands figures on, and closes what was opened, the last first', async () => {
  const closed: string[] = [];
  const figures: Figure[] = [{ name: 'speed', value: 1, unit: '' }];
  const run: Part['run'] = async ({ own }) => {
    own(closing(closed, 'browser'));
    own(closing(closed, 'site'));
    return figures;
  };
  const result = await runPart(part(run), given, vi.fn());
  expect(result).toMatchObject({ name: 'one', title: 'One', figures });
  expect(result.error).toBeUndefined();
  expect(closed).toEqual(['site', 'browser']);
});

it('tells of a failure, and closes all the same, also past what does not close', async () => {
  const closed: string[] = [];
  const run: Part['run'] = async ({ own }) => {
    own(closing(closed, 'browser'));
    own({ close: () => Promise.reject(new Error('It is gone')) });
    throw new Error('No badge came');
  };
  const say = vi.fn();
  expect(await runPart(part(run), given, say)).toMatchObject({
    error: 'No badge came',
    figures: [],
  });
  expect(closed).toEqual(['browser']);
  expect(say.mock.calls.flat().join('\n')).toContain('It is gone');
});

it('ends what takes too long', async () => {
  vi.useFakeTimers();
  try {
    const closed: string[] = [];
    const run: Part['run'] = ({ own }) => {
      own(closing(closed, 'browser'));
      return new Promise(() => undefined);
    };
    const result = runPart(part(run, 30), given, vi.fn());
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await result).toMatchObject({ error: 'No answer in 30 s' });
    expect(closed).toEqual(['browser']);
  } finally {
    vi.useRealTimers();
  }
});
