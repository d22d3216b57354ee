import { deflateSync } from 'node:zlib';
import { blackPng, insertChunk } from '../fixtures/write-png';

/** A file made to be hard on whoever opens it. */
export interface CraftedPicture {
  readonly file: string;
  readonly bytes: Uint8Array;
}

const svg = (inside: string, attributes = 'width="120" height="90"', before = ''): Uint8Array =>
  Buffer.from(`${before}<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`);

/** Each level uses the one below it ten times. */
const tower = (levels: number, level: (id: number, below: string) => string): string =>
  Array.from({ length: levels }, (_, id) => level(id, id === 0 ? '' : `#a${id - 1}`)).join('');

const uses = (levels: number): string =>
  `<defs>${tower(levels, (id, below) =>
    below === ''
      ? `<rect id="a${id}" width="9" height="9"/>`
      : `<g id="a${id}">${`<use href="${below}"/>`.repeat(10)}</g>`,
  )}</defs><use href="#a${levels - 1}"/>`;

/** Patterns, masks and the like that are painted with one another. */
const paints = (levels: number, element: string, property: string, attributes: string): string =>
  `<defs>${tower(levels, (id, below) => {
    const paint = below === '' ? '' : ` ${property}="url(${below})"`;
    const rects = `<rect width="60" height="60"${paint}/>`.repeat(10);
    return `<${element} id="a${id}" ${attributes}>${rects}</${element}>`;
  })}</defs><rect width="120" height="90" ${property}="url(#a${levels - 1})"/>`;

const entities = (levels: number): string =>
  `<!DOCTYPE svg [${Array.from({ length: levels }, (_, id) =>
    id === 0 ? '<!ENTITY e0 "aaaaaaaaaa">' : `<!ENTITY e${id} "${`&e${id - 1};`.repeat(10)}">`,
  ).join('')}]>`;

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const box = (name: string, ...content: Uint8Array[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([number(body.length + 8), Buffer.from(name, 'latin1'), body]);
};

const turbulence =
  '<filter id="f"><feTurbulence baseFrequency="0.9" numOctaves="1000"/><feGaussianBlur stdDeviation="1e4"/></filter><rect width="100%" height="100%" filter="url(#f)"/>';

const text = (letters: number): Buffer =>
  Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), deflateSync(Buffer.alloc(letters))]);

/** By hand, the worst that is known of each format. */
export const craftedPictures = (): CraftedPicture[] => [
  { file: 'uses-4.svg', bytes: svg(uses(4)) },
  { file: 'uses-12.svg', bytes: svg(uses(12)) },
  { file: 'uses-30.svg', bytes: svg(uses(30)) },
  {
    file: 'uses-12-broken.svg',
    bytes: Buffer.concat([svg(uses(12)), Buffer.from('<')]),
  },
  {
    file: 'uses-12-in-it.svg',
    bytes: svg(
      `<image width="120" height="90" href="data:image/svg+xml;base64,${Buffer.from(svg(uses(12))).toString('base64')}"/>`,
    ),
  },
  ...[3, 12].flatMap((levels) => [
    {
      file: `patterns-${levels}.svg`,
      bytes: svg(
        paints(levels, 'pattern', 'fill', 'width="9" height="9" patternUnits="userSpaceOnUse"'),
      ),
    },
    { file: `masks-${levels}.svg`, bytes: svg(paints(levels, 'mask', 'mask', '')) },
    { file: `clips-${levels}.svg`, bytes: svg(paints(levels, 'clipPath', 'clip-path', '')) },
  ]),
  { file: 'entities.svg', bytes: svg('<text>&e9;</text>', undefined, entities(10)) },
  {
    file: 'outside-entity.svg',
    bytes: svg('<text>&e;</text>', '', '<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
  },
  {
    file: 'foreign-object.svg',
    bytes: svg(
      '<foreignObject width="99" height="99"><p xmlns="http://www.w3.org/1999/xhtml">p</p></foreignObject>',
    ),
  },
  { file: 'turbulence.svg', bytes: svg(turbulence) },
  { file: 'vast.svg', bytes: svg('<rect width="9" height="9"/>', 'width="1e9" height="1e9"') },
  { file: 'thin.svg', bytes: svg('<rect width="9" height="9"/>', 'width="1e6" height="0.001"') },
  { file: 'vast-box.svg', bytes: svg('<rect width="9" height="9"/>', 'viewBox="0 0 1e30 1e-30"') },
  { file: 'no-box.svg', bytes: svg('<rect width="9"/>', 'viewBox="0 0 0 0"') },
  { file: 'deep.svg', bytes: svg('<g>'.repeat(50_000)) },
  { file: 'many.svg', bytes: svg('<circle r="9"/>'.repeat(100_000)) },
  { file: 'path.svg', bytes: svg(`<path d="M0 0${'L9 9 0 9 9 0'.repeat(50_000)}"/>`) },
  {
    file: 'prolog.svg',
    bytes: svg('', '', `<!--${'-'.repeat(30_000)}-->${'<?x ?>'.repeat(5_000)}`),
  },
  { file: 'wide-letters.svg', bytes: Buffer.from(`\uFEFF${svg('<rect/>')}`, 'utf16le') },
  { file: 'all-of-64-megapixels.png', bytes: blackPng(8_000, 8_000) },
  { file: 'one-line.png', bytes: blackPng(16_384, 1) },
  { file: 'one-column.png', bytes: blackPng(1, 16_384) },
  {
    file: 'comment-of-20-megabytes.png',
    bytes: insertChunk(blackPng(64, 64), { name: 'zTXt', data: text(2e7) }),
  },
  { file: 'boxes.avif', bytes: manyBoxes() },
  { file: 'nested.avif', bytes: nestedBoxes(2_000) },
  { file: 'letters.svg', bytes: Buffer.from('<svg '.repeat(20_000)) },
  { file: 'spaces.svg', bytes: Buffer.concat([Buffer.alloc(60_000, ' '), svg('')]) },
  { file: 'markers.jpg', bytes: Buffer.concat([number(0xffd8ffe0), Buffer.alloc(1e5, 0xff)]) },
  { file: 'segments.jpg', bytes: Buffer.from(`ffd8${'ffe00002'.repeat(1e5)}`, 'hex') },
  { file: 'pictures.ico', bytes: Buffer.from(`0000010000ff${'00'.repeat(65_280)}`, 'hex') },
  { file: 'jxl.jxl', bytes: Buffer.from('ff0a'.padEnd(400, '7'), 'hex') },
  { file: 'tiff.tif', bytes: Buffer.from('49492a0008000000ffff'.padEnd(4_000, 'f'), 'hex') },
  { file: 'psd.psd', bytes: Buffer.from('384250530001'.padEnd(400, 'f'), 'hex') },
  { file: 'ktx.ktx', bytes: Buffer.from('ab4b5458203131bb0d0a1a0a'.padEnd(400, 'f'), 'hex') },
];

const brand = box('ftyp', Buffer.from('avif\0\0\0\0avif', 'latin1'));

/** As many boxes as fit, where a reader looks for one. */
function manyBoxes(): Buffer {
  const empty = Array<Buffer>(50_000).fill(box('ispe'));
  const properties = box('iprp', box('ipco', ...empty));
  return Buffer.concat([brand, box('meta', number(0), properties)]);
}

function nestedBoxes(depth: number): Buffer {
  let inside = box('ispe', number(0), number(64), number(64));
  for (let n = 0; n < depth; n++) inside = box(n % 2 === 0 ? 'ipco' : 'iprp', inside);
  return Buffer.concat([brand, box('meta', number(0), inside)]);
}
