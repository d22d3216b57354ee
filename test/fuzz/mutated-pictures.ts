import { craftedPictures } from './crafted-pictures';
import { Dice } from './dice';
import { mutateBytes } from './mutate-bytes';
import { mutateSvg } from './mutate-svg';
import { extensionOf, type OwnPicture } from './own-pictures';

/** A picture to be fed, with its history in words. */
export interface MutatedPicture {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How often a picture is a crafted one with something done to it, rather than one of the project's own. */
const CRAFTED = 0.05;

/**
 * Pictures that are broken in every way, the same for the same seed: first the crafted ones as they are, then mutants.
 *
 * @param own sound pictures to begin from
 */
export function* mutatedPictures(
  own: readonly OwnPicture[],
  count: number,
  seed: number,
): Generator<MutatedPicture> {
  const crafted = craftedPictures();
  for (const { file, bytes } of crafted.slice(0, count)) yield { name: file, bytes };
  for (let index = crafted.length; index < count; index++) {
    // Each by a die of its own, so that one can be made again without the others.
    const dice = new Dice(seed * 1e6 + index);
    const { file, bytes } = dice.pick(dice.happens(CRAFTED) ? crafted : own);
    const isText = extensionOf(file) === 'svg' && dice.happens(0.7);
    if (isText) {
      const { text, how } = mutateSvg(Buffer.from(bytes).toString(), dice);
      yield { name: `${index} ${file}: ${how}`, bytes: Buffer.from(text) };
    } else {
      const mutated = mutateBytes(extensionOf(file), bytes, dice.pick(own).bytes, dice);
      yield { name: `${index} ${file}: ${mutated.how}`, bytes: mutated.bytes };
    }
  }
}
