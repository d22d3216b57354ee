import type { Correcting } from '../core/correction';
import type { CardActions } from './card-actions';
import type { LabelledPicture } from './labelled-picture';
import type { PictureShelf } from './picture-shelf';
import type { Anchor } from './place-badges';
import { Question } from './question';
import type { Questioner } from './questioner';

/** Does what the user wants done about the labels of a frame. */
export class LabelActions implements CardActions {
  readonly #pictures: PictureShelf;
  readonly #questioner: Questioner;
  readonly #show: (picture: LabelledPicture) => void;

  /** @param show shows what is known of a picture by then */
  constructor(
    pictures: PictureShelf,
    questioner: Questioner,
    show: (picture: LabelledPicture) => void,
  ) {
    this.#pictures = pictures;
    this.#questioner = questioner;
    this.#show = show;
  }

  async correct(anchor: Anchor, correcting: Correcting): Promise<boolean> {
    const picture = this.#pictureOf(anchor);
    if (!picture) return false;
    const { source } = picture;
    const question = new Question(picture.byHand ? 'asked' : 'on-screen', correcting);
    const outcome = await this.#questioner.outcomeOf(picture, question);
    if (outcome.kind !== 'scored') return false;
    // It may have left the page meanwhile, or its element may show another.
    const isThere = this.#pictureOf(anchor) === picture && picture.source === source;
    if (isThere && picture.outcome?.kind === 'scored') {
      picture.outcome = outcome;
      this.#show(picture);
    }
    return true;
  }

  /** What the user says of pictures has changed: the cache answers anew at once. */
  corrected(): void {
    for (const picture of this.#pictures.values()) {
      if (picture.state === 'answered' && picture.outcome?.kind === 'scored') {
        this.#questioner.askAgain(picture);
      }
    }
  }

  /** Takes the badge of a picture away until its element shows another one, or somebody asks for it by hand. */
  dismiss(anchor: Anchor): void {
    const picture = this.#pictureOf(anchor);
    if (!picture) return;
    picture.dismissed = picture.source;
    this.#show(picture);
  }

  #pictureOf(anchor: Anchor): LabelledPicture | undefined {
    return this.#pictures.of(anchor.element).find((each) => each === anchor);
  }
}
