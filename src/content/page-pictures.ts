import { maxPagePictures, type PagePicture } from '../core/page-picture';
import { isAfter } from './dom';
import type { LabelledPicture } from './labelled-picture';

/** What was found on pictures, in their order on the page; of what is not to be named nothing is told. */
export function pagePictures(pictures: Iterable<LabelledPicture>): PagePicture[] {
  const found: { element: Element; picture: PagePicture }[] = [];
  for (const { id, element, finding } of pictures) {
    if (!finding || finding.verdict.kind === 'unwanted') continue;
    const { verdict, words } = finding;
    found.push({ element, picture: { id, verdict, words } });
    if (found.length === maxPagePictures) break;
  }
  return found
    .sort((one, other) =>
      one.element === other.element ? 0 : isAfter(one.element, other.element) ? 1 : -1,
    )
    .map(({ picture }) => picture);
}
