/** Side of the pictures that a network takes; @tensorflow-models/mobilenet would resize any other without antialiasing. */
export const INPUT_SIZE = 224;

/** A network, loaded on what computes it. */
export interface Network {
  /** How many tensors are held for it, between pictures. */
  readonly tensors: number;
  /** Share of the span of right logits by which its own may miss any of them. */
  readonly tolerance: number;
  /**
   * @param pictures RGBA of the input size, 0..255; at least one, and they go through it as one batch
   * @returns logits of the labelled classes, one picture after the other
   * @throws Error when a picture is of another size, or what computes fails
   */
  infer(pictures: readonly Uint8ClampedArray[]): Promise<Float32Array>;
}
