import { medianOf, missing } from '../figure';
import { GALLERY } from '../gallery-page';
import { labelGallery, type Round } from '../gallery-round';
import type { Bench, Figure, Part } from '../part';
import { openMediaPipe } from '../peers/media-pipe';
import { openPlainBrowser } from '../peers/plain-browser';
import { RawEngine } from '../peers/raw-engine';
import { openTensorFlow } from '../peers/tensorflow';
import { PictureSite } from '../picture-site';
import { firstOf } from '../pictures';
import { serveModel, servePage } from '../serve-module';
import { type Bare, showGallery } from '../show-gallery';
import { type EngineState, SightlineBrowser } from '../sightline-browser';
import { median } from '../statistics';

/** Pictures for loops that take many times longer than the others. */
const FEW = 10;

/** Rates of the other things that are measured by turns with Sightline, a second. */
interface Rates {
  readonly mediaPipe: number[];
  readonly wasm: number[];
  readonly alone: number[];
  readonly busy: number[];
  readonly together: number[];
}

export const gallery: Part = {
  name: 'gallery',
  title: `A gallery of ${GALLERY} pictures in one window, and peers with the same pictures`,
  limit: 900,
  run: measure,
};

async function measure(bench: Bench): Promise<Figure[]> {
  const pictures = await firstOf(bench.pictures, GALLERY);
  const home = bench.own(await PictureSite.open());
  const elsewhere = bench.own(await PictureSite.open());
  await serveModel(home.site, bench.model);
  const sightline = await SightlineBrowser.open(bench);
  // Not counted: the engine starts, and gets all of its workers, when so many pictures wait.
  await labelGallery(sightline, home, home.put(pictures));
  const engine = await sightline.engine();

  const plain = await openPlainBrowser(bench);
  const raw = await RawEngine.open(plain, home.site, engine);
  const mediaPipe = await openMediaPipe(plain, home.site);
  const loop = home.site.url(await servePage(home.site, 'tensorflow'));
  const wasm = await openTensorFlow(plain, loop, 'wasm');

  const own: Round[] = [];
  const others: Round[] = [];
  const bare: Bare[] = [];
  const rates: Rates = { mediaPipe: [], wasm: [], alone: [], busy: [], together: [] };
  const rateOf = (milliseconds: number) => (GALLERY * 1_000) / milliseconds;
  const rounds = bench.isQuick ? 1 : 5;
  for (let round = 1; round <= rounds; round++) {
    bench.say(`round ${round} of ${rounds}`);
    own.push(await labelGallery(sightline, home, home.put(pictures)));
    if (mediaPipe) rates.mediaPipe.push(rateOf(await mediaPipe.classifyAll(home.put(pictures))));
    others.push(await labelGallery(sightline, home, elsewhere.put(pictures)));
    bare.push(await showGallery(plain, home, home.put(pictures)));
    rates.alone.push(await raw.alone());
    rates.busy.push(await raw.amongBusy());
    if (engine.workers > 1) rates.together.push(await raw.together());
    if (wasm) rates.wasm.push(rateOf(await wasm.classifyAll(home.put(pictures))));
  }

  const slow: Figure[] = [];
  for (const name of ['webgl', 'webgpu', 'cpu'] as const) {
    bench.say(`TensorFlow.js on ${name}`);
    const what = `plain loop, TensorFlow.js on ${name}`;
    const peer = await openTensorFlow(plain, loop, name);
    if (!peer) {
      slow.push(missing(what, 'pictures/s', 'does not start here'));
      continue;
    }
    const urls = home.put(peer.isOnProcessor ? pictures.slice(0, FEW) : pictures);
    const rate = (urls.length * 1_000) / (await peer.classifyAll(urls));
    const where = peer.isOnProcessor ? 'the processor' : 'a graphics card';
    slow.push(
      medianOf(what, 'pictures/s', [rate], { note: `on ${where}, over ${urls.length} pictures` }),
    );
  }
  return [...figuresOf(own, others, rates, engine), ...bareFigures(bare), ...slow];
}

function figuresOf(
  own: readonly Round[],
  others: readonly Round[],
  rates: Rates,
  engine: EngineState,
): Figure[] {
  const { backend, workers } = engine;
  const engines = `${workers} worker${workers === 1 ? '' : 's'} on ${backend}`;
  const inferences = own.map(({ inferencesASecond }) => inferencesASecond);
  const speed = own.map(({ picturesASecond }) => picturesASecond);
  const speedOfOthers = others.map(({ picturesASecond }) => picturesASecond);
  const peer = median(rates.mediaPipe);
  const could = median(rates.busy) * workers;
  const ratio = (name: string, value: number, more: Pick<Figure, 'aim' | 'note'> = {}): Figure =>
    Number.isNaN(value)
      ? missing(name, '', 'its model is not at hand')
      : { name, value, unit: '', ...more };
  return [
    medianOf("Sightline, the page's own pictures", 'pictures/s', speed, { note: engines }),
    medianOf("Sightline, another host's pictures", 'pictures/s', speedOfOthers),
    rates.mediaPipe.length > 0
      ? medianOf('plain loop, MediaPipe on the processor', 'pictures/s', rates.mediaPipe)
      : missing('plain loop, MediaPipe', 'pictures/s', 'its model is not at hand'),
    medianOf('plain loop, TensorFlow.js on wasm', 'pictures/s', rates.wasm),
    ratio("Sightline / MediaPipe, the page's own", median(speed) / peer, { aim: { least: 1.3 } }),
    ratio("Sightline / MediaPipe, another host's", median(speedOfOthers) / peer, {
      aim: { least: 1.3 },
    }),
    medianOf('Sightline, inferences', '/s', inferences, {
      note: 'a picture that the first view leaves in doubt takes three',
    }),
    medianOf('raw engine, one, all else idle', '/s', rates.alone),
    medianOf('raw engine, one, others busy', '/s', rates.busy),
    ...(workers > 1 ? [medianOf(`raw engine, ${workers} at once`, '/s', rates.together)] : []),
    ratio('inferences / (raw rate, others busy, x workers)', median(inferences) / could, {
      aim: { least: 0.85 },
    }),
    ratio('pictures / (raw rate, others busy, x workers)', median(speed) / could),
    medianOf(
      'first of the badges after',
      'ms',
      own.map(({ first }) => first),
    ),
    ...processorFigures(own),
    ...choiceFigures(engine),
  ];
}

/** Why the engine computes on what it does; nothing where there was no choice. */
const choiceFigures = ({ measured, rejected }: EngineState): Figure[] => [
  ...measured.map(
    ({ backend, millisecondsPerPicture, batch }): Figure => ({
      name: `${backend}, as measured by Sightline at its start`,
      value: millisecondsPerPicture,
      unit: 'ms a picture',
      note: batch > 1 ? `in batches of ${batch}` : '',
    }),
  ),
  ...rejected.map(({ backend, why }) =>
    missing(`${backend}, as measured by Sightline at its start`, 'ms a picture', why),
  ),
];

/** What the browser takes anyway. */
function bareFigures(rounds: readonly Bare[]): Figure[] {
  const spent = rounds.map(({ processor }) => processor).filter((each) => each !== undefined);
  return [
    medianOf(
      'the page without Sightline',
      'pictures/s',
      rounds.map(({ picturesASecond }) => picturesASecond),
      { note: 'until all are loaded' },
    ),
    ...(spent.length > 0
      ? [
          medianOf('processor time a picture, without Sightline', 'ms', spent, {
            note: 'loaded and painted, all processes',
          }),
        ]
      : []),
  ];
}

/** What the time goes to. */
function processorFigures(rounds: readonly Round[]): Figure[] {
  const spent = rounds.map(({ processor }) => processor).filter((each) => each !== undefined);
  if (spent.length === 0) return [];
  const of = (name: string, samples: number[]) =>
    medianOf(`processor time a picture, ${name}`, 'ms', samples);
  return [
    of(
      'extension',
      spent.map(({ extension }) => extension),
    ),
    of(
      'page',
      spent.map(({ page }) => page),
    ),
    of(
      'rest of the browser',
      spent.map(({ others }) => others),
    ),
  ];
}
