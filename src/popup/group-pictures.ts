import type { Group } from '../core/groups';
import type { PagePicture } from '../core/page-picture';
import { text } from '../interface/text';
import { localWord } from '../language/local-word';

/** Where a picture is: in a frame of the page, under its number there. */
export interface PicturePlace {
  readonly frame: number;
  readonly id: number;
}

/** The pictures of a page that are told the same of. */
export interface PictureGroup {
  readonly kind: PagePicture['verdict']['kind'];
  /** The label, however sure; empty where there is none, or none is right. */
  readonly word: string;
  readonly group: Group | undefined;
  /** What they can be found by besides. */
  readonly words: readonly string[];
  readonly places: readonly PicturePlace[];
}

const order: readonly PictureGroup['kind'][] = ['yours', 'label', 'unsure', 'graphic'];

/** Groups pictures by their label: what the user has said first, then the most frequent, those without a label last. */
export function groupPictures(
  frames: readonly { readonly frame: number; readonly pictures: readonly PagePicture[] }[],
): PictureGroup[] {
  const groups = new Map<string, PictureGroup>();
  for (const { frame, pictures } of frames) {
    for (const { id, verdict, words } of pictures) {
      const { kind } = verdict;
      const word = kind === 'label' || kind === 'yours' ? verdict.word : '';
      const group = kind === 'label' ? verdict.group : undefined;
      const key = `${kind} ${word}`;
      const { places = [], words: others = [] } = groups.get(key) ?? {};
      groups.set(key, {
        kind,
        word,
        group,
        words: [...new Set([...others, ...words])],
        places: [...places, { frame, id }],
      });
    }
  }
  const { compare } = new Intl.Collator(text('uiLanguage'));
  return [...groups.values()].sort(
    (one, other) =>
      order.indexOf(one.kind) - order.indexOf(other.kind) ||
      other.places.length - one.places.length ||
      compare(localWord(one.word), localWord(other.word)),
  );
}
