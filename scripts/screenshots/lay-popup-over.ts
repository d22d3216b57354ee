import sharp from 'sharp';

/** From the popup to the edges of the page below it, in pixels, as under a browser's toolbar. */
const GAP = { side: 24, top: 12 };

const ROUND = 10;

/**
 * Lays a picture of the popup over one of a page, at the top and at the end of the line, as the browser does.
 *
 * @param page PNG
 * @param popup PNG, smaller than the page
 * @param file where the result goes
 */
export async function layPopupOver(page: Buffer, popup: Buffer, file: string): Promise<void> {
  const { width } = await sharp(page).metadata();
  const { width: inner, height } = await sharp(popup).metadata();
  const box = `width="${inner}" height="${height}" rx="${ROUND}"`;
  const mask = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><rect ${box}/></svg>`);
  const rounded = await sharp(popup)
    .composite([{ input: mask, blend: 'dest-in' }])
    .png()
    .toBuffer();
  const left = width - inner - GAP.side;
  const shade = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + 80}">
      <filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="12"/></filter>
      <rect x="${left}" y="${GAP.top + 6}" ${box} filter="url(#soft)" opacity="0.45"/>
      <rect x="${left - 1}" y="${GAP.top - 1}" width="${inner + 2}" height="${height + 2}" rx="${ROUND + 1}" opacity="0.25"/>
    </svg>`,
  );
  await sharp(page)
    .composite([
      { input: shade, left: 0, top: 0 },
      { input: rounded, left, top: GAP.top },
    ])
    // Stores take no transparent ones.
    .removeAlpha()
    .png({ compressionLevel: 9 })
    .toFile(file);
}
