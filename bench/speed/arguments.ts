import { parseArgs } from 'node:util';
import { type BackendChoice, backends } from '../../src/core/settings';

export interface Arguments {
  /** Names of the parts to run. */
  readonly only: readonly string[];
  readonly isQuick: boolean;
  /** What Sightline's engine is to compute on. */
  readonly backend: BackendChoice;
  /** What the browser is started with besides. */
  readonly flags: readonly string[];
  /** How the result is to be told. */
  readonly form: 'text' | 'json' | 'markdown';
  /** Whether to keep it under bench/results. */
  readonly save: boolean;
}

/**
 * @param names of the parts that there are
 * @throws Error that says what there is, when something else was asked for
 */
export function parseArguments(args: readonly string[], names: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      backend: { type: 'string', default: 'auto' },
      quick: { type: 'boolean', default: false },
      flag: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      save: { type: 'boolean', default: false },
    },
  });
  const only = values.only?.split(',').filter((name) => name !== '') ?? names;
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined || only.length === 0) {
    throw new Error(`There is no part "${unknown ?? ''}". There are ${names.join(', ')}.`);
  }
  const choices = ['auto', ...backends] as const;
  const backend = choices.find((each) => each === values.backend);
  if (!backend) throw new Error(`Sightline computes on ${choices.join(', ')}.`);
  if (values.json && values.markdown) throw new Error('Choose one of --json and --markdown.');
  const form = values.json ? 'json' : values.markdown ? 'markdown' : 'text';
  return { only, isQuick: values.quick, backend, flags: values.flag, form, save: values.save };
}
