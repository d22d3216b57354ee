import { setTimeout as pause } from 'node:timers/promises';
import { memoryOf, Processes } from '../../bench/speed/processes';
import type { Sightline } from '../e2e/support/sightline';
import { Dice } from '../fuzz/dice';
import { type Count, Faults } from './faults';
import type { FaultySite } from './faulty-site';
import { Galleries } from './galleries';
import { NumberedPictures } from './numbered-pictures';
import { type Settled, settle } from './settle';
import { steps } from './steps';
import { ordinary, setSettings } from './strikes/life-strikes';
import { onOwnPage, type World } from './world';

/** Milliseconds from one step to the next, if it takes no longer; a fault strikes in most. */
const BEAT = 1_000;
const STRIKES = 0.7;

/** Milliseconds between two looks. */
const GLANCE = 150;

/** Steps after which all faults end, and what is in view has to get its label or its reason. */
const ROUND = 40;

export interface ChaosOptions {
  readonly seed: number;
  /** Asked before each step, with how many faults have struck. */
  readonly goesOn: (faults: number) => boolean;
  /** Told what is being done, and what is found. */
  readonly note: (line: string) => void;
}

export interface Condition {
  /** Undefined while no engine runs. */
  readonly tensors: number | undefined;
  /** MiB of the extension's process, which only Linux tells. */
  readonly memory: number | undefined;
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
  const sum = new Sum(note);

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
    await step.take(world, dice);
    await galleries.look();
    if (dice.happens(STRIKES)) await faults.strike(beat, dice);
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

/** All that settled, together. */
class Sum implements Settled {
  readonly #note: (line: string) => void;
  labelled = 0;
  readonly reasons = new Map<string, number>();
  readonly lost: string[] = [];

  constructor(note: (line: string) => void) {
    this.#note = note;
  }

  add({ labelled, reasons, lost }: Settled): void {
    this.labelled += labelled;
    for (const [reason, count] of reasons) {
      this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + count);
    }
    this.lost.push(...lost);
    const why = [...reasons].map(([reason, count]) => `, ${count} ${reason}`).join('');
    this.#note(`Settled: ${labelled} labelled${why}`);
    for (const each of lost) this.#note(`LOST: ${each}`);
  }
}

/** Ends all faults; then two new pictures, one of each site, have to get their labels, and all others at least a reason. */
async function calm(world: World, faults: Faults, dice: Dice): Promise<Settled> {
  const { galleries, pictures, sites } = world;
  await faults.endAll();
  const fresh = sites.map((site) => pictures.makeOn(site, dice));
  const { pictures: seen } = await galleries.look();
  const inView = seen.filter(({ isInView }) => isInView);
  const ids = inView.slice(0, fresh.length).map(({ id }) => id);
  await galleries.page.evaluate(showAnew, { ids, sources: fresh });
  return settle(world, new Set(fresh));
}

function conditionOf(world: World): Promise<Condition> {
  return onOwnPage(world, async (page) => {
    const status = await world.sightline.status(page);
    const processes = await Processes.of(world.sightline.context);
    return {
      tensors: status.state === 'ready' ? status.tensors : undefined,
      memory: processes && (await memoryOf(await processes.extension())).own,
    };
  });
}

// These run in the page.

function showAnew(of: { readonly ids: readonly string[]; readonly sources: readonly string[] }) {
  for (const [index, id] of of.ids.entries()) {
    document.getElementById(id)?.setAttribute('src', of.sources[index] ?? '');
  }
}

function scrollToShare(share: number): void {
  window.scroll({ top: share * (document.documentElement.scrollHeight - innerHeight) });
}
