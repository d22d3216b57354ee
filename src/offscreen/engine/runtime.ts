import type { Card } from './card';
import type { ModelFiles } from './model-files';
import type { Network } from './network';

/** What computes networks, once it has started. */
export interface Runtime {
  /** The graphics card that it computes on; undefined where that is the processor. */
  readonly card: Card | undefined;
  /** @throws Error when it cannot compute the model, or that is damaged */
  load(files: ModelFiles): Promise<Network>;
}
