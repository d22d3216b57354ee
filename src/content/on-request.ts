import { count, nothing, record } from '../core/check';
import type { Service, Services } from '../messaging/serve';
import type { LabelledPicture } from './labelled-picture';
import type { Labeller } from './labeller';
import type { Display } from './late-overlay';
import type { Picture } from './picture-kinds';

/** Serves what people do in the popup's lists of this frame's pictures. */
export function servicesOnRequest(
  labeller: Labeller,
  display: Display,
): Pick<Services<'content'>, 'pictures' | 'showPicture' | 'retry'> {
  const withOne = (
    use: (labelled: LabelledPicture, picture: Picture) => void,
  ): Service<{ readonly id: number }, void> => ({
    check: record<{ readonly id: number }>({ id: count }),
    answer: ({ id }) => {
      for (const [picture, labelled] of [...labeller.pictures]) {
        if (labelled.id === id) use(labelled, picture);
      }
    },
  });
  return {
    pictures: {
      check: nothing,
      answer: () => display.list([...labeller.pictures].map(([, picture]) => picture)),
    },
    showPicture: withOne((labelled) => display.pointOut(labelled)),
    retry: withOne(({ outcome }, picture) => {
      if (outcome?.kind !== 'scored') labeller.classify(picture);
    }),
  };
}
