// Draws store/promo-tile.png, 440x280 pixels without transparency, from its SVG: run it after the drawing was changed.
import { resolve } from 'node:path';
import sharp from 'sharp';

const store = resolve(import.meta.dirname, '../store');
await sharp(resolve(store, 'promo-tile.svg'))
  .removeAlpha()
  .png({ compressionLevel: 9 })
  .toFile(resolve(store, 'promo-tile.png'));
