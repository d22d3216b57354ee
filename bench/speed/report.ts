import { cpus, totalmem } from 'node:os';
import type { BackendChoice } from '../../src/core/settings';
import type { Aim, Figure } from './part';
import type { PartResult } from './run-part';
import { aligned, markdownTable } from './table';

/** What the benchmark tells programs. */
export interface Report {
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly machine: Machine;
  readonly browser: string;
  /** What Sightline's engine was to compute on. */
  readonly backend: BackendChoice;
  /** Whether only a few rounds were run. */
  readonly isQuick: boolean;
  /** What the pictures are. */
  readonly pictures: string;
  readonly parts: readonly PartResult[];
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** GiB. */
  readonly memory: number;
  readonly system: string;
}

export const thisMachine = (): Machine => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memory: Math.round(totalmem() / 2 ** 30),
  system: process.platform,
});

/** On what it was measured, in a line. */
export const titleOf = ({ machine, browser, backend, pictures, isQuick, at }: Report): string =>
  [
    `${machine.processor}, ${machine.cores} cores, ${machine.memory} GiB, ${machine.system}`,
    browser,
    ...(backend === 'auto' ? [] : [`engine on ${backend}`]),
    pictures,
    ...(isQuick ? ['few rounds'] : []),
    at.slice(0, 10),
  ].join('; ');

/** The report for people. */
export const textOf = (report: Report): string =>
  [
    titleOf(report),
    ...report.parts.map(({ title, seconds, figures, error }) =>
      [`${title} (${seconds} s)`, error ? `failed: ${error}` : aligned(figures.map(rowOf))].join(
        '\n',
      ),
    ),
  ].join('\n\n');

/** The same for a document. */
export const markdownOf = (report: Report): string =>
  [
    titleOf(report),
    ...report.parts.map(({ title, figures, error }) =>
      error
        ? `${title}: failed, ${error}`
        : markdownTable([[title, '', 'aim', ''], ...figures.map(rowOf)]),
    ),
  ].join('\n\n');

const rowOf = ({ name, value, unit, aim, note = '' }: Figure): string[] => [
  name,
  value === null ? '-' : `${written(value)}${unit === '' ? '' : ` ${unit}`}`,
  aim
    ? `${'least' in aim ? 'at least' : 'at most'} ${written(limitOf(aim))}${verdictOn(aim, value)}`
    : '',
  note,
];

const limitOf = (aim: Aim): number => ('least' in aim ? aim.least : aim.most);

const verdictOn = (aim: Aim, value: number | null): string =>
  value === null ? '' : isMet(aim, value) ? ': met' : ': missed';

/** Whether a value comes to what it is to. */
export const isMet = (aim: Aim, value: number): boolean =>
  'least' in aim ? value >= aim.least : value <= aim.most;

/** Three digits that count; whole numbers as they are. */
export function written(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}
