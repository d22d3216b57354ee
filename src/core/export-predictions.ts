import type { Group } from './groups';
import type { Prediction } from './outcome';
import type { Certainty } from './verdict';

/** A recent prediction as it is exported; docs/export.md says what each field is. */
export interface ExportedPrediction {
  /** ISO 8601, in UTC. */
  readonly time: string;
  /** Empty where no word was sure enough, or none was right. */
  readonly label: string;
  readonly certainty: Certainty | 'yours' | 'unsure' | 'not a photo';
  /** 0..1; missing without a label. */
  readonly probability?: number;
  readonly group?: Group;
  /** The label and ever more general words. */
  readonly words: readonly string[];
  readonly site: string;
  readonly page?: string;
  readonly mostLikely: readonly Omit<Prediction, 'className'>[];
}

/** Changed whenever a field means something else. */
const FORMAT = { format: 'sightline-predictions', version: 1 } as const;

/** @param at when it is exported, in milliseconds since 1970 */
export const toJson = (predictions: readonly ExportedPrediction[], at: number): string =>
  `${JSON.stringify({ ...FORMAT, exported: new Date(at).toISOString(), predictions }, null, 2)}\n`;

const COLUMNS = [
  'time',
  'label',
  'certainty',
  'probability',
  'group',
  'words',
  'site',
  'page',
  'most likely',
] as const;

/** As RFC 4180 says, with a line of column names. */
export function toCsv(predictions: readonly ExportedPrediction[]): string {
  const lines = [COLUMNS, ...predictions.map(rowOf)];
  return lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

const rowOf = (prediction: ExportedPrediction): readonly string[] => {
  const { time, label, certainty, probability, group, words, site, page, mostLikely } = prediction;
  const names = mostLikely.map((rival) => `${rival.name} ${written(rival.probability)}`);
  const likely = names.join('; ');
  const chain = words.join('; ');
  // An address leads to the same page so, other than with an apostrophe in it.
  const address = page?.replace(/;(?=[=+\-@])/g, '%3B');
  return [time, label, certainty, written(probability), group, chain, site, address, likely].map(
    (value) => value ?? '',
  );
};

const written = (probability?: number): string => probability?.toFixed(4) ?? '';

/**
 * What spreadsheets take for a formula is told to be text by an apostrophe: it may be from a page. Where numbers have
 * commas in them, they begin a cell after each semicolon, within quotes too.
 */
function cell(value: string): string {
  const text = value.replace(/(^|;)(?=[=+\-@\t\r\n])/g, "$1'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
