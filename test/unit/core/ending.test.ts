import { expect, it } from 'vitest';
import { Ending } from '../../../src/core/ending';
import { defer } from '../fakes/deferred';
import { isLetGo } from '../fakes/is-let-go';

const why = new Error('The engine was replaced');

it('gives what comes before it', async () => {
  const ending = new Ending();
  expect(await ending.before(Promise.resolve(7))).toBe(7);
  await expect(ending.before(Promise.reject(new Error('damaged')))).rejects.toThrow('damaged');
});

it('fails all that is waited for when it comes, and whatever comes later', async () => {
  const ending = new Ending();
  const never = defer<never>();
  const waiting = [ending.before(never.promise), ending.before(never.promise)];
  const failures = Promise.allSettled(waiting);
  ending.come(why);
  ending.come(new Error('once more'));
  expect(await failures).toEqual(Array(2).fill({ status: 'rejected', reason: why }));
  await expect(ending.before(never.promise)).rejects.toBe(why);
});

it('takes no notice of what fails after it', async () => {
  const ending = new Ending();
  const { promise, reject } = defer<never>();
  const early = ending.before(promise);
  ending.come(why);
  await expect(early).rejects.toBe(why);
  const late = ending.before(promise);
  reject(new Error('too late'));
  await expect(late).rejects.toBe(why);
});

it('lets go of what came in time', async () => {
  const ending = new Ending();
  expect(await isLetGo(() => ending.before(Promise.resolve({})))).toBe(true);
  ending.come(why);
});
