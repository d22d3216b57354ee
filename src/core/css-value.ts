/** What the parts of a value are told by, and an escaped character, which is none of it. */
const MARKS = /\\[\s\S]|["'(),\s]/g;

/**
 * Takes a computed CSS value apart at commas, at white space, or at both: those that stand in brackets or in
 * quotation marks belong to the part that they are in.
 */
export function partsOf(value: string, separators: ',' | ' ' | ', '): string[] {
  const parts: string[] = [];
  let quote = '';
  let depth = 0;
  let begin = 0;
  for (const { 0: mark, index } of value.matchAll(MARKS)) {
    if (quote !== '') quote = mark === quote ? '' : quote;
    else if (mark === '"' || mark === "'") quote = mark;
    else if (mark === '(') depth++;
    else if (mark === ')') depth--;
    else if (depth === 0 && separators.includes(mark.replace(/\s/, ' '))) {
      parts.push(value.slice(begin, index));
      begin = index + 1;
    }
  }
  return [...parts, value.slice(begin)].map((part) => part.trim()).filter((part) => part !== '');
}
