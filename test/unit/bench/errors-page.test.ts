import { describe, expect, it } from 'vitest';
import { errorsPage, worstFirst } from '../../../bench/labels/errors-page';
import { displayName } from '../../../src/core/vocabulary';
import { answer, BANANA, GOLDFISH, photographOf, scoresOf, TABBY } from './scores';

const answerTo = (index: number, best: number, probability: number) =>
  answer({
    photograph: photographOf(index),
    scores: scoresOf([[best, probability]]),
    views: 1,
  });
const right = answerTo(TABBY, TABBY, 0.9);
const wrong = answerTo(TABBY, GOLDFISH, 0.8);
const surelyWrong = answerTo(TABBY, BANANA, 0.99);
const unsure = answerTo(TABBY, GOLDFISH, 0.2);
const lessSure = answerTo(BANANA, BANANA, 0.1);

describe('the page of errors', () => {
  it('lists wrong words before what is not named, the surest first, and nothing that is right', () => {
    expect(worstFirst([right, unsure, wrong, lessSure, surelyWrong].reverse())).toEqual({
      wrong: [surelyWrong, wrong],
      unsaid: [unsure, lessSure],
    });
  });

  it('tells what was said, what it is and the likeliest classes', async () => {
    const page = await errorsPage('.', 'a run', [right, wrong, unsure]);
    expect(page).toContain(`probably ${displayName(GOLDFISH)} 80%`);
    expect(page).toContain(`is: ${displayName(TABBY)}`);
    expect(page).toContain('not sure');
    expect(page.match(/<img /g)).toHaveLength(2);
  });

  it('makes no markup from names of files', async () => {
    const photograph = { file: '"><script>alert(1)</script>&.jpg', class: TABBY };
    const page = await errorsPage('.', '<b>', [{ ...wrong, photograph }]);
    expect(page).not.toMatch(/<script|<b>/);
    expect(page).toContain('&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;&#38;.jpg');
  });
});
