import type { BackendChoice } from '../../src/core/settings';
import type { Pictures } from './pictures';

/** One number that was measured. */
export interface Figure {
  readonly name: string;
  /** Null where it cannot be measured here. */
  readonly value: number | null;
  /** Such as "ms"; empty for ratios and counts. */
  readonly unit: string;
  /** What it is to come to, where that is laid down. */
  readonly aim?: Aim;
  /** What has to be known to read it rightly, or why there is none. */
  readonly note?: string;
  /** What it is the median of, in the order of measuring. */
  readonly samples?: readonly number[];
}

export type Aim = { readonly least: number } | { readonly most: number };

/** What a part of the benchmark works with. */
export interface Bench {
  /** Whether fewer rounds are enough. */
  readonly isQuick: boolean;
  /** The browser's program. */
  readonly browser: string;
  /** What Sightline's engine is to compute on. */
  readonly backend: BackendChoice;
  /** What the browser is started with besides, such as for a graphics card. */
  readonly flags: readonly string[];
  /** Folder of the built extension. */
  readonly extension: string;
  /** Folder of its model. */
  readonly model: string;
  readonly pictures: Pictures;
  /** Tells people how far it is. */
  readonly say: (what: string) => void;
  /** Takes over something that is to be closed when the part ends, well or badly; the last is closed first. */
  own<T extends Closable>(closable: T): T;
}

export interface Closable {
  close(): Promise<unknown>;
}

export interface Part {
  /** The name that it is chosen by. */
  readonly name: string;
  /** What it measures, for people. */
  readonly title: string;
  /** Seconds after which it has failed. */
  readonly limit: number;
  run(bench: Bench): Promise<readonly Figure[]>;
}
