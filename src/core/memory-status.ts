/** What the offscreen document holds. */
export interface MemoryStatus {
  /** Bytes of its own JavaScript objects, rounded by the browser; undefined where that is not told. */
  readonly heap?: number;
  /** How many pictures wait, for their download or the engine. */
  readonly waiting: number;
  /** Encoded bytes of those that wait for the engine. */
  readonly waitingBytes: number;
}
