/** Stands for what is left out. */
const GAP = '…';

/** Characters of a text that are kept, and of a word in it. */
const MAX_LENGTH = 200;
const MAX_WORD = 40;

/** Words that are made of nothing but letters and digits, and hyphens or apostrophes inside them. */
const PLAIN = /^[\p{L}\p{M}\p{N}]+(?:[-'’][\p{L}\p{M}\p{N}]+)*$/u;

/** An address of the internet may be written as one number, in ten or sixteen. */
const LONG_NUMBER = /^(?:0x.*|\d{8,})$/i;

/** The extension's own files, which its messages name; what comes from pages bears no such name. */
const OWN_FILE =
  /^(?:card|model|labels|calibration|known-answer)\.json$|^group\d+-shard\d+of\d+\.bin$/;

/** What may stand around a word in a sentence. */
const BEFORE = /^["'“”‘’«»()]+/;
const AFTER = /["'“”‘’«»().,:;!?…]+$/;

/**
 * A message without anything in it that may be an address, a host name or a path. What they look like has no end
 * (spellings of numbers, scripts, schemes), so only what cannot be one is kept: plain words and short numbers.
 *
 * @returns at most 200 characters, with an ellipsis for what was left out
 */
export function withoutAddresses(message: string): string {
  const words = message.slice(0, 10 * MAX_LENGTH).split(/\s+/u);
  const kept = words.map((word) => (isHarmless(word) ? word : GAP));
  const text = kept.filter((word, at) => word !== '' && (word !== GAP || kept[at - 1] !== GAP));
  return text.join(' ').slice(0, MAX_LENGTH);
}

function isHarmless(word: string): boolean {
  const core = word.replace(BEFORE, '').replace(AFTER, '');
  if (core === '') return true;
  if (core.length > MAX_WORD || /^localhost$/i.test(core) || LONG_NUMBER.test(core)) return false;
  return PLAIN.test(core) || OWN_FILE.test(core);
}
