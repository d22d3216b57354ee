/** A square of a picture, in the picture's own pixels. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/**
 * Share of the short side that the model sees. ImageNet's usual evaluation scales the short side to 256
 * and cuts 224 from the centre; with this model that is 1.4 points of top-1 better than the whole short side.
 */
const CENTRE_SHARE = 224 / 256;

/**
 * The centre crop of a picture: a square, so that nothing is squashed.
 *
 * @param width of the picture in pixels, more than 0
 * @param height likewise
 * @param share of the short side that the square takes, 0..1
 */
export function centreCrop(width: number, height: number, share = CENTRE_SHARE): Square {
  const side = Math.min(width, height) * share;
  return { x: (width - side) / 2, y: (height - side) / 2, side };
}
