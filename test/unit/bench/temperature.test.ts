import { describe, expect, it } from 'vitest';
import {
  bestTrial,
  crossValidate,
  type Trials,
  temperatures,
  tempered,
} from '../../../bench/labels/temperature';
import { tryTemperature } from '../../../bench/labels/try-temperature';
import { meanOf } from '../../../src/core/scores';
import type { EngineReady } from '../../../src/offscreen/engine/engine';

/** Losses of photographs, a row for each of the temperatures. */
const trialsOf = (...losses: number[][]): Trials =>
  losses.map((row) => row.map((loss) => ({ loss, probability: 0.5, isRight: true })));

describe('another temperature', () => {
  it('raises probabilities to its inverse', () => {
    // 0.8 : 0.2 is 4 : 1, which becomes 16 : 1 at a half and 2 : 1 at two.
    expect(tempered([0.8, 0.2], 0.5)[0]).toBeCloseTo(16 / 17);
    expect(tempered([0.8, 0.2], 2)[0]).toBeCloseTo(2 / 3);
    expect(tempered([0.8, 0.2], 1)).toEqual([0.8, 0.2]);
  });

  it('is tried in hundredths, the one that changes nothing among them', () => {
    expect(temperatures).toContain(1);
    expect(temperatures).toContain(0.72);
    expect([temperatures[0], temperatures.at(-1)]).toEqual([0.25, 3]);
  });
});

describe('the fit', () => {
  it('is the temperature of least loss over the photographs that are meant', () => {
    const trials = trialsOf([3, 1, 9], [2, 2, 0], [1, 4, 0]);
    expect(bestTrial(trials, () => true)).toBe(1);
    expect(bestTrial(trials, (photograph) => photograph === 0)).toBe(2);
    expect(bestTrial(trials, (photograph) => photograph === 1)).toBe(0);
  });

  it('judges every photograph by the temperature that fits the others', () => {
    // The first temperature is the best for photographs 0 and 2, which are one fold, the second for 1 and 3.
    const trials = trialsOf([1, 10, 2, 20], [30, 3, 40, 4]);
    const { fits, heldOut } = crossValidate(trials, 2);
    expect(fits).toEqual([1, 0]);
    expect(heldOut.map(({ loss }) => loss)).toEqual([30, 10, 40, 20]);
  });
});

describe('a trial of a picture', () => {
  const engine = {
    inputSize: 224,
    fullDetail: 128,
    labels: Array<string>(1_000).fill(''),
  } as unknown as EngineReady;
  const view = (index: number, probability: number): number[] =>
    Array.from({ length: 1_000 }, (_, each) =>
      each === index ? probability : (1 - probability) / 999,
    );

  it('takes the first view where that is sure enough, and the mean of three where it is not', async () => {
    const sure = await tryTemperature([view(7, 0.9), view(8, 0.9), view(8, 0.9)], engine, 1, 7);
    expect(sure.isRight).toBe(true);
    expect(sure.probability).toBeCloseTo(0.9);
    expect(sure.loss).toBeCloseTo(-Math.log(0.9));

    const glances = [view(7, 0.3), view(8, 0.6), view(8, 0.6)];
    const mean = meanOf(glances);
    const unsure = await tryTemperature(glances, engine, 1, 7);
    expect(unsure.isRight).toBe(false);
    expect(unsure.probability).toBeCloseTo(mean[8] ?? 0, 5);
    expect(unsure.loss).toBeCloseTo(-Math.log(mean[7] ?? 0), 5);
  });

  it('lets the temperature decide on that', async () => {
    const glances = [view(7, 0.9), view(8, 0.9), view(8, 0.9)];
    expect((await tryTemperature(glances, engine, 2, 7)).isRight).toBe(false);
  });

  it('takes the one view of what is no photograph', async () => {
    const trial = await tryTemperature([view(7, 0.3)], engine, 1, 7);
    expect(trial).toMatchObject({ isRight: true });
    expect(trial.probability).toBeCloseTo(0.3);
  });

  it('loses much, but not everything, over what it held to be impossible', async () => {
    const { loss } = await tryTemperature([view(7, 1)], engine, 1, 8);
    expect(loss).toBeGreaterThan(100);
    expect(Number.isFinite(loss)).toBe(true);
  });
});
