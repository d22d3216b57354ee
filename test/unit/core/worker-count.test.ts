import { describe, expect, it } from 'vitest';
import { type Machine, workerCount } from '../../../src/core/worker-count';

const machine = (details: Partial<Machine>): Machine => ({
  cores: 8,
  memory: 8,
  isOnBattery: false,
  ...details,
});

describe('the number of workers', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 4],
    [64, 4],
  ])('on %d cores is %d', (cores, count) => {
    expect(workerCount(machine({ cores }))).toBe(count);
  });

  it.each([
    [0.5, 1],
    [2, 1],
    [4, 2],
    [8, 4],
    [undefined, 4],
  ])('with %s GiB is at most %d', (memory, count) => {
    expect(workerCount(machine({ memory }))).toBe(count);
  });

  it.each([
    [1, 1],
    [2, 1],
    [4, 2],
    [8, 2],
  ])('on battery, with %d cores, is %d', (cores, count) => {
    expect(workerCount(machine({ cores, isOnBattery: true }))).toBe(count);
  });

  it.each([
    [1, 1],
    [2, 2],
    [4, 2],
  ])('where %d are wished for, with two cores, is %d, on battery too', (wished, count) => {
    expect(workerCount(machine({ cores: 2, isOnBattery: true, wished }))).toBe(count);
  });
});
