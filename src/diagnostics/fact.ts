import { text } from '../interface/text';

/** One thing that the page tells: what it is about, and what is so, in one line or several. */
export interface Fact {
  readonly about: string;
  readonly lines: readonly string[];
}

/**
 * @param label key of the message that says what it is about
 * @param lines none where that could not be found out
 */
export const fact = (label: string, ...lines: readonly (string | undefined)[]): Fact => {
  const found = lines.filter((line) => line !== undefined && line !== '') as string[];
  return { about: text(label), lines: found.length > 0 ? found : [text('factUnknown')] };
};
