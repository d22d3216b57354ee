import { expect, it } from 'vitest';
import { Askers } from '../../../src/core/askers';

it('work is as pressing as it is to whom it presses most', () => {
  const askers = new Askers();
  askers.set('one', 'near');
  askers.set('two', 'on-screen');
  expect(askers.priority).toBe('on-screen');
  askers.set('one', 'asked');
  expect([askers.size, askers.priority]).toEqual([2, 'asked']);
  askers.leave('one');
  askers.set('two', 'near');
  expect([askers.size, askers.priority]).toEqual([1, 'near']);
  askers.leave('two');
  askers.leave('nobody');
  expect(askers.size).toBe(0);
});
