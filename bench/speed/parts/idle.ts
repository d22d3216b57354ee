import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext } from '@playwright/test';
import { BadgeClock } from '../badge-clock';
import { missing } from '../figure';
import { GALLERY, putGallery } from '../gallery-page';
import type { Bench, Figure, Part } from '../part';
import { openPlainBrowser } from '../peers/plain-browser';
import { PictureSite } from '../picture-site';
import { firstOf } from '../pictures';
import { ONLY_LINUX, Processes, processorTime } from '../processes';
import { SightlineBrowser } from '../sightline-browser';
import { traced } from '../traced';

/** Milliseconds for the page to get all its badges. */
const LIMIT = 120_000;

/** Milliseconds for all to come to rest: V8 collects the garbage of the work some 25 s after it. */
const REST = 45_000;

/** Seconds over which it is looked at what scripts run. */
const TRACED = 15;

export const idle: Part = {
  name: 'idle',
  title: `A still page of ${GALLERY} labelled pictures`,
  limit: 300,
  run: measure,
};

async function measure(bench: Bench): Promise<Figure[]> {
  const home = bench.own(await PictureSite.open());
  const pictures = await firstOf(bench.pictures, GALLERY);
  putGallery(home.site, '/gallery', home.put(pictures));

  const sightline = await SightlineBrowser.open(bench);
  const plain = await openPlainBrowser(bench);
  const without = await plain.newPage();
  await without.goto(home.site.url('/gallery'));
  const withIt = await sightline.goTo(home.site.url('/gallery'));
  const clock = await BadgeClock.open(withIt, LIMIT);
  await clock.seen(GALLERY, LIMIT);
  await clock.close();

  const [processes, others] = [await Processes.of(sightline.context), await Processes.of(plain)];
  if (!processes || !others) return [missing('processor time', '%', ONLY_LINUX)];
  const ids = [
    await processes.extension(),
    await processes.page(withIt),
    await others.page(without),
  ];
  await pause(REST);
  const seconds = bench.isQuick ? 10 : 60;
  const before = await Promise.all(ids.map(processorTime));
  await pause(seconds * 1_000);
  const after = await Promise.all(ids.map(processorTime));
  const [extension = Number.NaN, page = Number.NaN, plainPage = Number.NaN] = after.map(
    // In whole ticks of the system's clock, which fractions of seconds do not hold exactly.
    (time, index) => Math.round((time - (before[index] ?? 0)) * 100) / seconds,
  );
  const calls = await ownCalls(sightline.context);
  const note = `of one core, over ${seconds} s`;
  return [
    {
      name: `calls of Sightline's scripts in ${TRACED} s more`,
      value: calls,
      unit: '',
      note: 'in the page, the worker, the offscreen document and the engines; all else is the browser by itself',
    },
    { name: 'processor time of the extension', value: extension, unit: '%', note },
    { name: 'of the page, with Sightline', value: page, unit: '%' },
    { name: 'of the page, without', value: plainPage, unit: '%' },
    {
      name: "Sightline's",
      value: extension + Math.max(0, page - plainPage),
      unit: '%',
      aim: { most: 0.1 },
      note: 'the extension, and what the page takes more than without',
    },
  ];
}

/** How often the browser calls into the extension's scripts, in all of its processes. */
async function ownCalls(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('The browser takes no debugger');
  const events = await traced(session, ['devtools.timeline'], () => pause(TRACED * 1_000));
  await session.detach();
  return events.filter(({ name, args }) => {
    const { data } = args as { data?: { url?: string } };
    return name === 'FunctionCall' && data?.url?.startsWith('chrome-extension://');
  }).length;
}
