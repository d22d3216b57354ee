import { setTimeout as pause } from 'node:timers/promises';
import { launchNaturalBrowser } from '../../../test/e2e/support/natural-browser';
import { type ExtensionHeap, extensionHeap } from '../extension-heap';
import { missing } from '../figure';
import { GALLERY } from '../gallery-page';
import { labelGallery } from '../gallery-round';
import type { Bench, Figure, Part } from '../part';
import { PictureSite } from '../picture-site';
import { firstOf } from '../pictures';
import { type Memory, memoryOf, ONLY_LINUX, Processes } from '../processes';
import { whenPutAway } from '../put-away';
import { SightlineBrowser } from '../sightline-browser';

/** Has room for a whole gallery. */
const WINDOW = '--window-size=1400,1100';

/** Milliseconds for a browser to come to rest. */
const REST = 5_000;

/** What the extension takes at one moment. */
interface State {
  /** Of its process; undefined but on Linux. */
  readonly memory: Memory | undefined;
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
  const browser = bench.own(await launchNaturalBrowser(bench.extension, [...bench.flags, WINDOW]));
  const sightline = await SightlineBrowser.in(browser, { backend: bench.backend, idleMinutes: 1 });
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
  const putAway = bench.isQuick ? undefined : await whenPutAway(browser);

  const atWork: [string, State][] = [
    ['before the first picture', before],
    [`after ${counts[0]} pictures`, early],
    [`after ${counts[1]} pictures`, late],
  ];
  const always: [string, Memory | undefined][] = [
    ...atWork.map(([moment, state]): [string, Memory | undefined] => [moment, state.memory]),
    ['after closing on idle', putAway?.closed],
    ['after that, when the worker sleeps', putAway?.asleep],
  ];
  const closing = bench.isQuick ? 'not waited for when few rounds are run' : 'did not close';
  const row = (name: string, value: number | undefined): Figure =>
    value === undefined
      ? missing(name, 'MiB', before.memory ? closing : ONLY_LINUX)
      : { name, value, unit: 'MiB' };
  return [
    ...tensors.map(
      (value, index): Figure => ({
        name: `tensors, after ${counts[index]} pictures`,
        value,
        unit: '',
      }),
    ),
    ...always.map(([moment, taken]) => row(`own memory, ${moment}`, taken?.own)),
    ...always.map(([moment, taken]) => row(`resident memory, ${moment}`, taken?.resident)),
    ...atWork.map(([moment, { heap }]) => row(`JavaScript's heap, ${moment}`, heap.javaScript)),
    ...atWork.map(([moment, { heap }]) => row(`JavaScript's buffers, ${moment}`, heap.buffers)),
    ...ratio(
      `own memory after ${counts[1]} / after ${counts[0]} pictures`,
      late.memory,
      early.memory,
    ),
    ...ratio(
      'own memory after closing, when the worker sleeps / before the first picture',
      putAway?.asleep,
      before.memory,
    ),
  ];
}

/** How much more there is at one moment than at another, where both are known. */
function ratio(name: string, later?: Memory, earlier?: Memory): Figure[] {
  if (!later || !earlier) return [];
  return [{ name, value: later.own / earlier.own, unit: '', aim: { most: 1.05 } }];
}

async function stateOf(sightline: SightlineBrowser): Promise<State> {
  const heap = await extensionHeap(sightline.context);
  await pause(REST);
  const processes = await Processes.of(sightline.context);
  return { memory: processes && (await memoryOf(await processes.extension())), heap };
}
