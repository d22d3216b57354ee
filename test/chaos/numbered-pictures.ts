import { encode } from 'fast-png';
import { type Colour, colours } from '../e2e/support/colours';
import { palette } from '../fixtures/tiny-model';
import type { Dice } from '../fuzz/dice';
import type { FaultySite } from './faulty-site';

const SIDE = 128;

/** Pictures without end, no two of the same bytes, each of one colour that its address tells. */
export class NumberedPictures {
  readonly #sites: readonly FaultySite[];
  #made = 0;

  /** @param sites where they are, in turn by chance */
  constructor(sites: readonly FaultySite[]) {
    this.#sites = sites;
  }

  /** How many there are. */
  get count(): number {
    return this.#made;
  }

  /** Puts another picture on one of the sites, and returns its address. */
  make(dice: Dice): string {
    return this.makeOn(dice.pick(this.#sites), dice);
  }

  makeOn(site: FaultySite, dice: Dice): string {
    const number = ++this.#made;
    const colour = dice.pick(colours);
    const path = `/pictures/${number}/${colour}.png`;
    site.putPicture(path, () => numberedPng(palette[colour].rgb, number), dice.happens(0.5));
    return site.url(path);
  }
}

/** The colour of a picture of that address. */
export function colourIn(url: string): Colour {
  const name = /\/(\w+)\.png/.exec(url)?.[1];
  const colour = colours.find((each) => each === name);
  if (!colour) throw new Error(`No colour is in ${url}`);
  return colour;
}

/** One colour, but for a number that is written into the lowest bits of its first pixels. */
function numberedPng(rgb: readonly [number, number, number], number: number): Uint8Array {
  const data = new Uint8Array(SIDE * SIDE * 3);
  for (let at = 0; at < data.length; at += 3) data.set(rgb, at);
  for (let bit = 0; bit < 31; bit++) data[bit * 3] = (rgb[0] & 0xfe) | ((number >> bit) & 1);
  return encode({ width: SIDE, height: SIDE, channels: 3, depth: 8, data });
}
