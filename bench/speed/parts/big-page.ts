import { LONG_TASKS, type Round, runBigPage, traceBigPage } from '../big-page-round';
import { medianOf, missing } from '../figure';
import { putGrid } from '../grid-page';
import type { Aim, Bench, Figure, Part } from '../part';
import { openPlainBrowser } from '../peers/plain-browser';
import { PictureSite } from '../picture-site';
import { firstOf } from '../pictures';
import { memoryOf, ONLY_LINUX, Processes } from '../processes';
import type { MainThread } from '../read-trace';
import { SightlineBrowser } from '../sightline-browser';
import { median } from '../statistics';
import { wakeEngine } from '../wake-engine';

const PICTURES = 1_000;

export const bigPage: Part = {
  name: 'page',
  title: `A page of ${PICTURES} pictures, loaded and scrolled, with and without Sightline`,
  limit: 600,
  run: measure,
};

async function measure(bench: Bench): Promise<Figure[]> {
  const pictures = await firstOf(bench.pictures, PICTURES);
  const home = bench.own(await PictureSite.open());
  const sightline = await SightlineBrowser.open(bench);
  await wakeEngine(sightline, home, pictures);
  const plain = await openPlainBrowser(bench);
  const withIt: Round[] = [];
  const without: Round[] = [];
  const threads: MainThread[] = [];
  const rounds = bench.isQuick ? 1 : 5;
  for (let round = 1; round <= rounds; round++) {
    bench.say(`round ${round} of ${rounds}`);
    for (const [context, found] of [
      [plain, without],
      [sightline.context, withIt],
    ] as const) {
      putGrid(home.site, `/big-${round}`, home.put(pictures), LONG_TASKS);
      found.push(await runBigPage(context, home.site.url(`/big-${round}`)));
    }
  }
  const processes = await Processes.of(sightline.context);
  const extension = processes && (await memoryOf(await processes.extension()));
  for (let round = 1; round <= rounds; round++) {
    bench.say(`round ${round} of ${rounds}, under a profiler`);
    putGrid(home.site, `/traced-${round}`, home.put(pictures));
    threads.push(await traceBigPage(sightline.context, home.site.url(`/traced-${round}`)));
  }
  return [
    ...ownFigures(threads),
    ...comparedFigures(withIt, without),
    extension
      ? { name: "own memory of the extension's process", value: extension.own, unit: 'MiB' }
      : missing("own memory of the extension's process", 'MiB', ONLY_LINUX),
  ];
}

function ownFigures(threads: readonly MainThread[]): Figure[] {
  const share = threads.map(({ ours, load }) => (ours.inLoad * 100) / load);
  const worst = (values: readonly number[]) => Math.max(...values);
  return [
    {
      name: "Sightline's long tasks",
      value: worst(threads.map(({ ourLongTasks }) => ourLongTasks)),
      unit: '',
      aim: { most: 0 },
      note: 'of 50 ms, that would be none without its script; the most of a round, under a profiler',
      samples: threads.map(({ ourLongTasks }) => ourLongTasks),
    },
    {
      name: "Sightline's longest time in one task",
      value: worst(threads.map(({ ourLongest }) => ourLongest)),
      unit: 'ms',
      samples: threads.map(({ ourLongest }) => ourLongest),
    },
    medianOf(
      "Sightline's script while the page is loaded",
      'ms',
      threads.map(({ ours }) => ours.inLoad),
    ),
    medianOf('  share of the time from opening to load event', '%', share, { aim: { most: 2 } }),
    medianOf(
      "Sightline's script in all",
      'ms',
      threads.map(({ ours }) => ours.inAll),
      {
        note: 'loaded, left alone for 3 s and scrolled for 5 s; under a profiler',
      },
    ),
  ];
}

/** What the page itself does, with Sightline and without. */
function comparedFigures(withIt: readonly Round[], without: readonly Round[]): Figure[] {
  const rows: [string, string, (round: Round) => number | undefined, Aim?][] = [
    ['from opening to load event', 'ms', ({ load }) => load],
    ['long tasks', '', ({ longTasks }) => longTasks],
    ['frames a second while scrolled', '', ({ framesASecond }) => framesASecond],
    ['layouts', '', ({ layouts }) => layouts, { most: 1 }],
    ['style recalculations', '', ({ styles }) => styles],
    ['main thread at work', 'ms', ({ tasks }) => tasks],
    ['main thread in scripts', 'ms', ({ scripts }) => scripts],
    ["JavaScript's heap", 'MiB', ({ heap }) => heap],
    ["own memory of the page's process", 'MiB', ({ memory }) => memory?.own],
  ];
  return rows.flatMap(([name, unit, read, aim]) => {
    const [one, other] = [withIt, without].map((rounds) =>
      rounds.map(read).filter((value) => value !== undefined),
    ) as [number[], number[]];
    if (one.length === 0) return [missing(name, unit, ONLY_LINUX)];
    return [
      medianOf(`${name}, with`, unit, one),
      medianOf(`${name}, without`, unit, other),
      // Of what there is none without Sightline, no share can be told.
      ...(median(other) === 0
        ? []
        : [
            {
              name: '  with / without',
              value: median(one) / median(other),
              unit: '',
              ...(aim && { aim }),
            },
          ]),
    ];
  });
}
