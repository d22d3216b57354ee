import { setTimeout as pause } from 'node:timers/promises';
import { type ExtensionHeap, extensionHeap } from '../extension-heap';
import { missing } from '../figure';
import { GALLERY } from '../gallery-page';
import { labelGallery } from '../gallery-round';
import type { Bench, Figure, Part } from '../part';
import { PictureSite } from '../picture-site';
import { firstOf } from '../pictures';
import { memoryOf, ONLY_LINUX, Processes } from '../processes';
import { SightlineBrowser } from '../sightline-browser';

/** Milliseconds for a browser to come to rest. */
const REST = 5_000;

/** Milliseconds within which the engine has to be put away: a minute that is waited, and some. */
const CLOSE_LIMIT = 100_000;

/** What the extension takes at one moment. */
interface State {
  /** MiB that the extension's process has for itself, and with shared libraries; undefined but on Linux. */
  readonly own: number | undefined;
  readonly resident: number | undefined;
  readonly heap: ExtensionHeap;
}

export const memory: Part = {
  name: 'memory',
  title: 'Memory of the extension, after ever more different pictures',
  limit: 600,
  run: measure,
};

async function measure(bench: Bench): Promise<Figure[]> {
  const pages = bench.isQuick ? 2 : 10;
  const home = bench.own(await PictureSite.open());
  const sightline = await SightlineBrowser.open(bench, { idleMinutes: 1 });
  const before = await stateOf(sightline);

  const states: State[] = [];
  const tensors: number[] = [];
  for (let page = 0; page < pages; page++) {
    bench.say(`${page * GALLERY} of ${pages * GALLERY} pictures`);
    const pictures = await firstOf(bench.pictures, GALLERY, page * GALLERY);
    await labelGallery(sightline, home, home.put(pictures));
    if (page !== 0 && page !== pages - 1) continue;
    tensors.push((await sightline.engine()).tensors);
    states.push(await stateOf(sightline));
  }
  const [early, late] = states as [State, State];
  const counts = [GALLERY, pages * GALLERY];
  const isClosed = !bench.isQuick && (await isPutAway(sightline));
  const closed = isClosed ? await stateOf(sightline) : undefined;
  const moments: [string, State | undefined][] = [
    ['before the first picture', before],
    [`after ${counts[0]} pictures`, early],
    [`after ${counts[1]} pictures`, late],
    ['after closing on idle', closed],
  ];
  const closing = bench.isQuick ? 'not waited for when few rounds are run' : 'did not close';
  const rows = (name: string, unit: string, read: (state: State) => number | undefined) =>
    moments.map(([moment, state]): Figure => {
      const value = state && read(state);
      const title = `${name}, ${moment}`;
      if (value !== undefined) return { name: title, value, unit };
      return missing(title, unit, state ? ONLY_LINUX : closing);
    });
  return [
    ...tensors.map(
      (value, index): Figure => ({
        name: `tensors, after ${counts[index]} pictures`,
        value,
        unit: '',
      }),
    ),
    ...rows('own memory', 'MiB', ({ own }) => own),
    ...rows('resident memory', 'MiB', ({ resident }) => resident),
    ...rows("JavaScript's heap", 'MiB', ({ heap }) => heap.javaScript),
    ...rows("JavaScript's buffers", 'MiB', ({ heap }) => heap.buffers),
    ...ratio(`own memory after ${counts[1]} / after ${counts[0]} pictures`, late, early),
    ...ratio('own memory after closing / before the first picture', closed, before),
  ];
}

/** How much more there is at one moment than at another, where both are known. */
function ratio(name: string, later?: State, earlier?: State): Figure[] {
  if (later?.own === undefined || earlier?.own === undefined) return [];
  return [{ name, value: later.own / earlier.own, unit: '', aim: { most: 1.05 } }];
}

async function stateOf(sightline: SightlineBrowser): Promise<State> {
  const heap = await extensionHeap(sightline.context);
  await pause(REST);
  const processes = await Processes.of(sightline.context);
  const taken = processes && (await memoryOf(await processes.extension()));
  return { own: taken?.own, resident: taken?.resident, heap };
}

/** Whether the engine is put away, once it has been idle for as long as the settings say. */
async function isPutAway(sightline: SightlineBrowser): Promise<boolean> {
  const end = Date.now() + CLOSE_LIMIT;
  while (await sightline.isEngineOpen()) {
    if (Date.now() > end) return false;
    await pause(1_000);
  }
  return true;
}
