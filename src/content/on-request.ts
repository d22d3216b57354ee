import { count, list, nothing, record } from '../core/check';
import { maxTroubles } from '../core/page-report';
import type { Services } from '../messaging/serve';
import type { Labeller } from './labeller';
import type { Display } from './late-overlay';

/** Serves what people do in the popup's lists of this frame's pictures. */
export function servicesOnRequest(
  labeller: Labeller,
  display: Display,
): Pick<Services<'content'>, 'pictures' | 'showPicture' | 'retry'> {
  const known = () => [...labeller.pictures];
  return {
    pictures: {
      check: nothing,
      answer: () => display.list(known().map(([, picture]) => picture)),
    },
    showPicture: {
      check: record<{ readonly id: number }>({ id: count }),
      answer: ({ id }) => {
        for (const [, picture] of known()) if (picture.id === id) display.pointOut(picture);
      },
    },
    retry: {
      check: record<{ readonly ids: readonly number[] }>({ ids: list(count, maxTroubles) }),
      answer: ({ ids }) => {
        for (const [picture, { id, outcome }] of known()) {
          if (ids.includes(id) && outcome?.kind !== 'scored') labeller.classify(picture);
        }
      },
    },
  };
}
