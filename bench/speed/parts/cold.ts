import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchWithExtension } from '../../../scripts/extension-browser';
import { removeUsedFolder } from '../../../scripts/remove-used-folder';
import { type ColdStart, startCold } from '../cold-start';
import { medianOf } from '../figure';
import type { Bench, Figure, Part } from '../part';
import { PictureSite } from '../picture-site';

/** How often a browser that holds its start-up page back is started again. */
const ATTEMPTS = 12;

export const cold: Part = {
  name: 'cold',
  title: 'The first badge of a page with one picture, from the start of the browser',
  limit: 600,
  run: measure,
};

async function measure(bench: Bench): Promise<Figure[]> {
  const picture = await bench.pictures.at(0);
  const home = bench.own(await PictureSite.open());
  const folder = await mkdtemp(join(tmpdir(), 'sightline-bench-'));
  bench.own({
    close: () => removeUsedFolder(folder),
  });
  const used = join(folder, 'used');
  const starts: { empty: ColdStart[]; used: ColdStart[] } = { empty: [], used: [] };
  let heldBack = 0;
  const start = async (profile: string): Promise<ColdStart> => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const came = await startCold(bench, home, picture, profile);
      if (came) return came;
      heldBack++;
    }
    throw new Error('The browser does not open its start-up page');
  };
  await install(bench, used);
  await start(used);
  for (let round = 1; round <= (bench.isQuick ? 3 : 9); round++) {
    bench.say(`cold start ${round}`);
    const empty = join(folder, `empty-${round}`);
    await install(bench, empty);
    starts.empty.push(await start(empty));
    starts.used.push(await start(used));
  }
  return [
    ...coldFigures('empty profile', starts.empty),
    ...coldFigures('used profile', starts.used),
    {
      name: 'starts left out',
      value: heldBack,
      unit: '',
      note: 'Chromium held the page back, see bench/speed/cold-start.ts',
    },
  ];
}

/** Lets the extension greet in a new profile, which else would come in front of the page; it labels nothing yet. */
async function install({ browser, extension }: Bench, profile: string): Promise<void> {
  const { context } = await launchWithExtension({ browser, extension, profile });
  await context.close();
}

const coldFigures = (name: string, starts: readonly ColdStart[]): Figure[] => [
  medianOf(
    `${name}: from the browser's start to the badge`,
    'ms',
    starts.map(({ badge }) => badge),
    { aim: { most: 1_500 }, note: 'with the page as its start-up page, and no debugger' },
  ),
  medianOf(
    '  of it until the page is opened',
    'ms',
    starts.map(({ opened }) => opened),
  ),
  medianOf(
    '  until its picture is loaded',
    'ms',
    starts.map(({ opened, loaded }) => loaded - opened),
  ),
  medianOf(
    '  until the badge',
    'ms',
    starts.map(({ loaded, badge }) => badge - loaded),
  ),
];
