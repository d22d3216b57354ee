import type { LabelledPicture } from './labelled-picture';
import type { Picture } from './picture-kinds';

/** The pictures that are on the page, by their elements. */
export class PictureShelf {
  readonly #byElement = new Map<Element, readonly LabelledPicture[]>();

  get({ element, kind }: Picture): LabelledPicture | undefined {
    return this.of(element).find((each) => each.kind === kind);
  }

  values(): readonly LabelledPicture[] {
    return [...this.#byElement.values()].flat();
  }

  of(element: Element): readonly LabelledPicture[] {
    return this.#byElement.get(element) ?? [];
  }

  add(picture: LabelledPicture): void {
    // As long as it has to be, which a spread list is not: there may be thousands.
    this.#byElement.set(picture.element, this.of(picture.element).concat(picture));
  }

  remove(picture: LabelledPicture): void {
    const others = this.of(picture.element).filter((each) => each !== picture);
    if (others.length > 0) this.#byElement.set(picture.element, others);
    else this.#byElement.delete(picture.element);
  }

  clear(): void {
    this.#byElement.clear();
  }
}
