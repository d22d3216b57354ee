import { type Check, count, list, oneKindOf, oneOf, record, shortened } from './check';
import { maxWord } from './correction';
import type { Finding } from './finding';
import { groups } from './groups';
import type { Told, Yours } from './verdict';

/** A picture of a frame and what was found on it. */
export interface PagePicture extends Finding {
  /** Its number in its frame. */
  readonly id: number;
  readonly verdict: Exclude<Told, { kind: 'unwanted' }>;
}

/** Pictures of a frame that are listed. */
export const maxPagePictures = 500;

/** Characters of a word, and words of a picture. */
const MAX_WORD = 100;
const MAX_WORDS = 30;

const checkVerdict = oneKindOf<PagePicture['verdict'], 'kind'>('kind', {
  label: record<Extract<Told, { kind: 'label' }>>({
    kind: oneOf(['label']),
    word: shortened(MAX_WORD),
    certainty: oneOf(['plain', 'probably', 'maybe']),
    group: oneOf(groups),
  }),
  yours: record<Yours>({ kind: oneOf(['yours']), word: shortened(maxWord) }),
  unsure: record<{ readonly kind: 'unsure' }>({ kind: oneOf(['unsure']) }),
  graphic: record<{ readonly kind: 'graphic' }>({ kind: oneOf(['graphic']) }),
});

/** What a frame tells of its pictures: a page may have taken it over. */
export const checkPagePictures: Check<readonly PagePicture[]> = list(
  record<PagePicture>({
    id: count,
    verdict: checkVerdict,
    words: list(shortened(MAX_WORD), MAX_WORDS),
  }),
  maxPagePictures,
);
