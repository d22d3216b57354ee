/** How the answers of a model become probabilities that hold; the neighbour file of its card. */
export interface Calibration {
  /** Id of the model, as in its card. */
  readonly model: string;
  /**
   * What its logits are divided by before the softmax, more than 0: above 1 the model was too sure of itself,
   * below 1 not sure enough (Guo et al., On Calibration of Modern Neural Networks, 2017).
   */
  readonly temperature: number;
  /** Pixels of a picture's short side below which it sees too little to be as sure as it is; at least 1. */
  readonly fullDetail: number;
  /** Whether it learned from photographs alone, so that of drawings and text it must be believed less. */
  readonly photographsOnly: boolean;
  /** How the temperature was found, for people. */
  readonly how: string;
}

/**
 * Checks a parsed calibration.json.
 *
 * @throws Error when it is not the calibration of that model.
 */
export function parseCalibration(value: unknown, model: string): Calibration {
  const found = (value ?? {}) as Partial<Record<keyof Calibration, unknown>>;
  const { temperature, fullDetail, photographsOnly, how } = found;
  if (
    found.model !== model ||
    !isFinitePositive(temperature) ||
    !isFinitePositive(fullDetail) ||
    fullDetail < 1 ||
    typeof photographsOnly !== 'boolean' ||
    typeof how !== 'string'
  ) {
    throw new Error(
      `calibration.json does not belong to the model ${model}. Run \`npm run setup\` to put it there anew.`,
    );
  }
  return { model, temperature, fullDetail, photographsOnly, how };
}

const isFinitePositive = (value: unknown): value is number =>
  typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY;
