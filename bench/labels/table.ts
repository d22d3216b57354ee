import type { Bin } from './calibration-error';
import type { Measures } from './measures';
import type { MeasuredWay, WrongWord } from './report';

type Column = readonly [title: string, read: (measures: Measures) => string];

const percent = (share: number | null): string =>
  share === null ? '-' : `${(share * 100).toFixed(1)} %`;
const decimal = (number: number | null): string => (number === null ? '-' : number.toFixed(3));

const columns: readonly Column[] = [
  ['top-1', ({ top1 }) => percent(top1)],
  ['top-5', ({ top5 }) => percent(top5)],
  ['labelled', ({ labelled }) => percent(labelled)],
  ['right of these', ({ precision }) => percent(precision)],
  ['specificity', ({ specificity }) => decimal(specificity)],
  ['general', ({ general }) => percent(general)],
  ['ECE', ({ calibrationError }) => decimal(calibrationError)],
  ['inferences', ({ inferences }) => (inferences === null ? '-' : inferences.toFixed(2))],
  ['no photo', ({ graphics }) => percent(graphics)],
];

/** What was measured, a line for each way of labelling. */
export const measuresTable = (ways: readonly MeasuredWay[]): string =>
  aligned([
    ['', ...columns.map(([title]) => title)],
    ...ways.map((way) => [way.name, ...columns.map(([, read]) => read(way))]),
  ]);

/** How far the probabilities hold that are shown. */
export const reliabilityTable = (bins: readonly Bin[]): string =>
  aligned([
    ['shown at', 'words', 'mean', 'right'],
    ...bins
      .filter(({ count }) => count > 0)
      .map(({ from, to, count, meanProbability, shareRight }) => [
        `${(from * 100).toFixed(0)}-${(to * 100).toFixed(0)} %`,
        String(count),
        percent(meanProbability),
        percent(shareRight),
      ]),
  ]);

/** The words that are wrong, one a line. */
export const errorsTable = (errors: readonly WrongWord[]): string =>
  aligned([
    ['file', 'shows', 'said', 'probability'],
    ...errors.map(({ file, shows, said, probability }) => [
      file,
      shows,
      said,
      percent(probability),
    ]),
  ]);

/** Columns of one width: the first to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widthOf = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const isNumeric = (column: number) =>
    rows.slice(1).every((row) => /^(-|[\d.]+( %)?)$/.test(row[column] ?? ''));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          isNumeric(column) ? cell.padStart(widthOf(column)) : cell.padEnd(widthOf(column)),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
