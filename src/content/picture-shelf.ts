import type { LabelledPicture } from './labelled-picture';
import type { Picture } from './picture-kinds';

/** The pictures that are on the page, by what the finder calls them and by their elements. */
export class PictureShelf {
  readonly #pictures = new Map<Picture, LabelledPicture>();
  readonly #byElement = new Map<Element, readonly LabelledPicture[]>();

  get(picture: Picture): LabelledPicture | undefined {
    return this.#pictures.get(picture);
  }

  entries(): Iterable<[Picture, LabelledPicture]> {
    return this.#pictures.entries();
  }

  values(): Iterable<LabelledPicture> {
    return this.#pictures.values();
  }

  of(element: Element): readonly LabelledPicture[] {
    return this.#byElement.get(element) ?? [];
  }

  add(picture: Picture, labelled: LabelledPicture): void {
    this.#pictures.set(picture, labelled);
    // As long as it has to be, which a spread list is not: there may be thousands.
    this.#byElement.set(picture.element, this.of(picture.element).concat(labelled));
  }

  remove(picture: Picture): LabelledPicture | undefined {
    const labelled = this.#pictures.get(picture);
    if (!labelled) return undefined;
    this.#pictures.delete(picture);
    const others = this.of(picture.element).filter((each) => each !== labelled);
    if (others.length > 0) this.#byElement.set(picture.element, others);
    else this.#byElement.delete(picture.element);
    return labelled;
  }

  clear(): void {
    this.#pictures.clear();
    this.#byElement.clear();
  }
}
