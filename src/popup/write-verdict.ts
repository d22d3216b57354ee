import type { Verdict, Yours } from '../core/verdict';
import { text } from '../interface/text';
import { localWord } from '../language/local-word';

/** What is told of a picture, in words: a label as certain as it is, or that there is none. */
export function writeVerdict(verdict: Exclude<Verdict, { kind: 'unwanted' }> | Yours): string {
  switch (verdict.kind) {
    case 'label': {
      const word = localWord(verdict.word);
      return verdict.certainty === 'plain'
        ? word
        : text({ probably: 'wordProbably', maybe: 'wordMaybe' }[verdict.certainty], word);
    }
    case 'yours':
      return verdict.word === '' ? text('verdictNone') : localWord(verdict.word);
    case 'unsure':
      return text('verdictUnsure');
    case 'graphic':
      return text('verdictGraphic');
  }
}
