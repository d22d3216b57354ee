import { setTimeout as pause } from 'node:timers/promises';
import { withDeadline } from '../../src/messaging/deadline';
import type { Sightline } from '../e2e/support/sightline';
import { Dice } from '../fuzz/dice';
import { calm } from './calm';
import { type Condition, conditionOf } from './condition';
import { type Count, Faults } from './faults';
import type { FaultySite } from './faulty-site';
import { Galleries } from './galleries';
import { NumberedPictures } from './numbered-pictures';
import { type Settled, settle } from './settle';
import { SettledSum } from './settled-sum';
import { steps, stream } from './steps';
import { ordinary, setSettings } from './strikes/life-strikes';
import type { World } from './world';

/** Milliseconds from one step to the next, if it takes no longer; a fault strikes in most. */
const BEAT = 1_000;
const STRIKES = 0.7;

/** Milliseconds between two looks. */
const GLANCE = 150;

/** Milliseconds for a step. */
const LIMIT = 60_000;

/** Steps after which all faults end, and what is in view has to get its label or its reason. */
const ROUND = 40;

export interface ChaosOptions {
  readonly seed: number;
  /** Asked before each step, with how many faults have struck. */
  readonly goesOn: (faults: number) => boolean;
  /** Told what is being done, and what is found. */
  readonly note: (line: string) => void;
}

export interface ChaosReport {
  /** Pictures that were put on pages, that were in view when somebody looked, and that had a label then. */
  readonly pictures: number;
  readonly seen: number;
  readonly labelled: number;
  /** What was in view whenever the faults had ended. */
  readonly settled: Settled;
  /** What was shown wrongly. */
  readonly wrong: readonly string[];
  readonly steps: number;
  /** By the names of the faults. */
  readonly faults: ReadonlyMap<string, Count>;
  readonly before: Condition;
  readonly after: Condition;
}

/** Has galleries change and faults strike in a browser with the extension and the tiny model, and looks on. */
export async function runChaos(
  sightline: Sightline,
  sites: readonly [own: FaultySite, other: FaultySite],
  options: ChaosOptions,
): Promise<ChaosReport> {
  const { seed, goesOn, note } = options;
  const dice = new Dice(seed);
  const pictures = new NumberedPictures(sites);
  const galleries = new Galleries(sightline, sites[0], pictures, note);
  const world: World = { sightline, sites, pictures, galleries };
  const faults = new Faults(world, note);
  const sum = new SettledSum(note);

  await galleries.open(dice);
  await setSettings(world, ordinary);
  sum.add(await settle(world, new Set()));
  const before = await conditionOf(world);
  let beat = 0;
  for (; goesOn(faults.count); beat++) {
    const end = Date.now() + BEAT;
    await faults.endOld(beat);
    const step = dice.pick(steps);
    if (step.isTurn) await faults.endBeforeTurn();
    note(`Step ${beat}: ${step.name}`);
    await withDeadline(LIMIT, step.take(world, dice));
    await galleries.look();
    if (dice.happens(STRIKES)) {
      await stream(world, dice);
      await faults.strike(beat, dice);
    }
    do {
      await galleries.look();
      await pause(GLANCE);
    } while (Date.now() < end);
    if ((beat + 1) % ROUND === 0) sum.add(await calm(world, faults, dice));
  }
  sum.add(await calm(world, faults, dice));
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    await galleries.page.evaluate(scrollToShare, share);
    sum.add(await settle(world, new Set()));
  }
  return {
    pictures: pictures.count,
    seen: galleries.seen.size,
    labelled: galleries.labelled.size,
    settled: sum,
    wrong: [...galleries.wrongs],
    steps: beat,
    faults: faults.counts,
    before,
    after: await conditionOf(world),
  };
}

/** Runs in the page. */
function scrollToShare(share: number): void {
  window.scroll({ top: share * (document.documentElement.scrollHeight - innerHeight) });
}
