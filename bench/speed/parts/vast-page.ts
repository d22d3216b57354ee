import { setTimeout as pause } from 'node:timers/promises';
import { medianOf } from '../figure';
import type { Bench, Figure, Part } from '../part';
import { PictureSite } from '../picture-site';
import { categories, type MainThread, readTrace } from '../read-trace';
import { SightlineBrowser } from '../sightline-browser';
import { processOf, traced } from '../traced';

const ELEMENTS = 20_000;

/** Milliseconds for which such a page is watched. */
const WATCHED = 15_000;

export const vastPage: Part = {
  name: 'vast',
  title: `A page of ${ELEMENTS} elements, all of which may look otherwise twice a second`,
  limit: 240,
  run: measure,
};

async function measure(bench: Bench): Promise<Figure[]> {
  const home = bench.own(await PictureSite.open());
  const sightline = await SightlineBrowser.open(bench);
  const text = '<div><span>one</span><p>other</p></div>'.repeat(ELEMENTS / 3);
  home.site.putPage(
    '/vast',
    `<style>.now { color: #111 }</style><body>${text}<script>
      setInterval(() => document.body.classList.toggle('now'), 500);
    </script>`,
  );
  const url = home.site.url('/vast');
  const threads: MainThread[] = [];
  for (let round = 0; round < (bench.isQuick ? 1 : 3); round++) {
    const page = await sightline.context.newPage();
    const session = await sightline.context.newCDPSession(page);
    const events = await traced(session, categories, async () => {
      await page.goto(url);
      await pause(WATCHED);
    });
    await page.close();
    threads.push(readTrace(events, processOf(events, url)));
  }
  const note = 'under a profiler';
  const longest = threads.map(({ ourLongest }) => ourLongest);
  const shares = threads.map(({ ours }) => (ours.inAll * 100) / WATCHED);
  return [
    {
      ...{ name: "Sightline's longest time in one task", value: Math.max(...longest), unit: 'ms' },
      ...{ aim: { most: 50 }, note, samples: longest },
    },
    medianOf("Sightline's share of the main thread's time", '%', shares, { note }),
  ];
}
