import { count, nothing, record } from '../core/check';
import type { Service, Services } from '../messaging/serve';
import type { LabelledPicture } from './labelled-picture';
import type { Labeller } from './labeller';
import type { Display } from './late-overlay';

/** Serves what people do in the popup's lists of this frame's pictures. */
export function servicesOnRequest(
  labeller: Labeller,
  display: Display,
): Pick<Services<'content'>, 'pictures' | 'showPicture' | 'retry'> {
  const withOne = (
    use: (picture: LabelledPicture) => void,
  ): Service<{ readonly id: number }, void> => ({
    check: record<{ readonly id: number }>({ id: count }),
    answer: ({ id }) => {
      for (const picture of labeller.pictures) if (picture.id === id) use(picture);
    },
  });
  return {
    pictures: {
      check: nothing,
      answer: () => display.list(labeller.pictures),
    },
    showPicture: withOne((picture) => display.pointOut(picture)),
    retry: withOne((picture) => {
      if (picture.outcome?.kind !== 'scored') labeller.classify(picture);
    }),
  };
}
