/** What the model answers to the reference picture, worked out once at set-up on the plain JavaScript backend. */
export interface KnownAnswer {
  /** Id of the model, as in its card. */
  readonly model: string;
  /** Logits of the labelled classes, in the order of the labels. */
  readonly logits: readonly number[];
}

/**
 * The picture of the known answer: gradients crossed with an XOR pattern, in whole numbers only, so that
 * it is the same to the bit wherever it is made.
 *
 * @param size side in pixels
 * @returns RGBA, size x size x 4, 0..255
 */
export function referencePicture(size: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const red = Math.floor((x * 255) / size);
      const green = Math.floor((y * 255) / size);
      pixels.set([red, green, (x ^ y) & 255, 255], (y * size + x) * 4);
    }
  }
  return pixels;
}

/**
 * Whether logits are the known answer, but for rounding.
 *
 * @param tolerance share of the known logits' span by which any of them may be missed
 */
export function isKnownAnswer(
  known: KnownAnswer,
  logits: ArrayLike<number>,
  tolerance: number,
): boolean {
  if (logits.length !== known.logits.length) return false;
  const span = Math.max(...known.logits) - Math.min(...known.logits);
  return known.logits.every(
    (expected, index) => Math.abs((logits[index] ?? Number.NaN) - expected) <= tolerance * span,
  );
}

/**
 * Checks a parsed known-answer.json.
 *
 * @throws Error when it is not the known answer of that model.
 */
export function parseKnownAnswer(value: unknown, model: string): KnownAnswer {
  const answer = (value ?? {}) as Partial<Record<keyof KnownAnswer, unknown>>;
  const { logits } = answer;
  if (answer.model !== model || !Array.isArray(logits) || !logits.every(Number.isFinite)) {
    throw new Error(
      `known-answer.json does not belong to the model ${model}. Run \`npm run setup\` to make it anew.`,
    );
  }
  return { model, logits: logits as number[] };
}
