// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, expect, it, vi } from 'vitest';
import { AfterLayout } from '../../../src/content/after-layout';
import { stubObservers } from '../fakes/observers';

const onError = vi.fn();
let done: string[];
let frame: AfterLayout;

beforeEach(() => {
  stubObservers();
  done = [];
  const life = new AbortController();
  frame = new AfterLayout(onError, life.signal);
  return () => life.abort();
});

const does = (what: string) => () => void done.push(what);
const fails = () => {
  throw new Error('A bug');
};

it('writes when all has been read', async () => {
  frame.read(() => frame.write(does('write')));
  frame.read(does('read'));
  await vi.waitFor(() => expect(done).toEqual(['read', 'write']));
});

it('goes on where some work fails, and tells of it', async () => {
  frame.read(() => frame.write(fails));
  frame.read(fails);
  frame.read(() => frame.write(does('write')));
  await vi.waitFor(() => expect(done).toEqual(['write']));
  expect(onError.mock.calls).toEqual([[new Error('A bug')], [new Error('A bug')]]);
  // What is written later does not wait for ever.
  frame.write(does('write at once'));
  expect(done).toEqual(['write', 'write at once']);
});
