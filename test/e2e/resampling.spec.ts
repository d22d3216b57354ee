import { viewsOf } from '../../src/core/crop';
import { raw } from '../fixtures/encode-pixels';
import { tinyAnswer } from '../fixtures/tiny-model';
import { ContentScript } from './support/content-script';
import { expect, test } from './support/fixtures';

/** Side of the model's input in pixels. */
const INPUT = 224;

/** How far a probability may be off: a mean colour of 8 bits is off by up to 1, or 2 after several steps. */
const TOLERANCE = 0.04;

/** A pattern of black and white pixels. */
interface Pattern {
  readonly name: string;
  isWhite(x: number, y: number): boolean;
  /** Share of what the model sees that is white, 0..1. */
  readonly whiteShare: number;
}

const chequers: Pattern = {
  name: 'chequers',
  isWhite: (x, y) => (x + y) % 2 === 0,
  whiteShare: 0.5,
};

/** Black pixels on white, right where a sampler looks that makes each pixel out of the one or four in its middle. */
function traps(width: number, height: number): Pattern {
  const { centre } = viewsOf(width, height);
  const columns = trapsAlong(centre.x, centre.width);
  const rows = trapsAlong(centre.y, centre.height);
  return {
    name: 'traps',
    isWhite: (x, y) => !(columns.has(x) && rows.has(y)),
    whiteShare:
      1 - shareOf(columns, centre.x, centre.width) * shareOf(rows, centre.y, centre.height),
  };
}

const trapsAlong = (start: number, length: number): ReadonlySet<number> =>
  new Set(
    Array.from({ length: INPUT }, (_, n) => Math.floor(start + ((n + 0.5) * length) / INPUT)),
  );

/** Share of a stretch that pixels cover, 0..1. */
function shareOf(pixels: ReadonlySet<number>, start: number, length: number): number {
  const covered = [...pixels].map((at) => Math.min(at + 1, start + length) - Math.max(at, start));
  return covered.reduce((sum, each) => sum + each, 0) / length;
}

/** The pattern for sharp to write, in two greys of 0..255. */
function draw(width: number, height: number, { isWhite }: Pattern, [black, white]: Greys) {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data[y * width + x] = isWhite(x, y) ? white : black;
  }
  return raw({ width, height, channels: 1, data });
}

type Greys = readonly [black: number, white: number];

const full: Greys = [0, 255];

/** For JPEG, whose ripples about a pixel must not be cut off at black and white: that would change the mean. */
const soft: Greys = [55, 200];

const chequered = (side: number) => ({
  width: side,
  height: side,
  pattern: chequers,
  greys: full,
});

const trapped = (width: number, height: number, greys = full) => ({
  width,
  height,
  pattern: traps(width, height),
  greys,
});

const cases = [
  ...[449, 1000, 3001, 4999].map(chequered),
  ...[449, 1024, 3001, 4999].map((side) => trapped(side, side)),
  trapped(3000, 2000),
  trapped(1001, 4001),
  trapped(3000, 2000, soft),
];

test('the model sees the mean of all pixels of a picture, however large that is', async ({
  site,
  sightline,
}) => {
  site.putPage('/', 'No picture');
  const { page } = await sightline.open(site.url('/'));
  const content = await ContentScript.of(page, sightline);
  for (const { width, height, pattern, greys } of cases) {
    const format = greys === soft ? 'jpeg' : 'png';
    await test.step(`${pattern.name}, ${width} by ${height}, ${format}`, async () => {
      const path = `/${pattern.name}-${width}-${height}.${format}`;
      const drawing = draw(width, height, pattern, greys);
      const file = format === 'png' ? drawing.png() : drawing.jpeg({ quality: 100 });
      site.put(path, `image/${format}`, await file.toBuffer());
      const outcome = await content.ask({ picture: { kind: 'address', url: site.url(path) } });
      if (outcome.kind !== 'scored') throw new Error(outcome.reason);
      const mean = greys[0] + (greys[1] - greys[0]) * pattern.whiteShare;
      const [expected] = tinyAnswer([mean, mean, mean]);
      const [best] = outcome.scores.topFive;
      expect(best?.className).toBe(expected?.className);
      const difference = (best?.probability ?? 0) - (expected?.probability ?? 0);
      expect(Math.abs(difference)).toBeLessThan(TOLERANCE);
    });
  }
});

test('the model sees as much of what shows through a picture as that is transparent', async ({
  site,
  sightline,
}) => {
  site.putPage('/', 'No picture');
  const { page } = await sightline.open(site.url('/'));
  const content = await ContentScript.of(page, sightline);
  const [side, tone, alpha] = [300, 250, 100];
  const data = new Uint8Array(4 * side * side).map((_, at) => (at % 4 === 3 ? alpha : tone));
  const picture = raw({ width: side, height: side, channels: 4, data });
  const files = {
    png: await picture.clone().png().toBuffer(),
    webp: await picture.clone().webp({ lossless: true }).toBuffer(),
    avif: await picture.clone().avif({ lossless: true }).toBuffer(),
  };
  for (const [format, file] of Object.entries(files)) {
    await test.step(format, async () => {
      site.put(`/glass.${format}`, `image/${format}`, file);
      const outcome = await content.ask({
        picture: { kind: 'address', url: site.url(`/glass.${format}`) },
        backdrop: '#3040e0',
      });
      if (outcome.kind !== 'scored') throw new Error(outcome.reason);
      const share = alpha / 255;
      const mixed = [0x30, 0x40, 0xe0].map((behind) => tone * share + behind * (1 - share));
      const [expected] = tinyAnswer(mixed as [number, number, number]);
      const [best] = outcome.scores.topFive;
      expect(best?.className).toBe(expected?.className);
      const difference = (best?.probability ?? 0) - (expected?.probability ?? 0);
      expect(Math.abs(difference)).toBeLessThan(TOLERANCE);
    });
  }
});
