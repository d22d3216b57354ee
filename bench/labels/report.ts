import { cpus } from 'node:os';
import { displayName } from '../../src/core/vocabulary';
import type { BuiltExtension } from './built-extension';
import { worstFirst } from './errors-page';
import type { Findings } from './measure-folder';
import { type Measures, measure } from './measures';
import { errorsTable, measuresTable, reliabilityTable } from './table';

/** A way of labelling and how good it is. */
export interface MeasuredWay extends Measures {
  readonly name: string;
  /** What it does, for people. */
  readonly what: string;
}

/** A word that is shown and wrong. */
export interface WrongWord {
  readonly file: string;
  /** What the photograph shows. */
  readonly shows: string;
  readonly said: string;
  /** Of what is said, 0..1. */
  readonly probability: number;
}

/** What the benchmark tells programs. */
export interface Report {
  readonly machine: string;
  readonly browser: string;
  /** Id of the model. */
  readonly model: string;
  readonly temperature: number;
  /** Sightline first, then what it is compared with. */
  readonly ways: readonly MeasuredWay[];
  /** Sightline's, the surest first. */
  readonly wrong: readonly WrongWord[];
}

export function reportOf(
  { modelId, calibration }: BuiltExtension,
  { browser, ways }: Findings,
): Report {
  return {
    machine: `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores`,
    browser,
    model: modelId,
    temperature: calibration.temperature,
    ways: ways.map(({ name, what, answers }) => ({ name, what, ...measure(answers) })),
    wrong: worstFirst(ways[0].answers).wrong.map(({ photograph, shown }) => ({
      file: photograph.file,
      shows: displayName(photograph.class),
      said: shown?.word ?? '',
      probability: shown?.probability ?? 0,
    })),
  };
}

/** On what it was measured, in a line. */
export const titleOf = ({ machine, browser, model, temperature, ways }: Report): string =>
  `${ways[0]?.photographs} photographs; ${machine}; ${browser}; ${model}, temperature ${temperature}`;

/** The report for people. */
export function textOf(report: Report): string {
  const { ways, wrong } = report;
  const [own] = ways;
  return [
    titleOf(report),
    measuresTable(ways),
    ways.map(({ name, what }) => `${name}: ${what}`).join('\n'),
    'How far the probabilities hold that Sightline shows:',
    reliabilityTable(own?.reliability ?? []),
    `Wrong words: ${wrong.length}`,
    ...(wrong.length > 0 ? [errorsTable(wrong)] : []),
  ].join('\n\n');
}
