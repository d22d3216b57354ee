import type { Box } from '../core/box';
import {
  type Check,
  number,
  oneKindOf,
  oneOf,
  optional,
  orElse,
  record,
  text,
} from '../core/check';
import { checkCorrecting } from '../core/correction';
import { priorities } from '../core/priority-queue';
import { checkBytes, checkColour, checkPictureAddress } from '../messaging/check-picture';
import type {
  Payload,
  PictureOnScreen,
  PictureReference,
  Question,
  Srcset,
} from '../messaging/protocol';

/** What shows through a picture where nobody knows better. */
const BACKDROP = '#ffffff';

/** Characters of a srcset by which its pictures are known again. */
const MAX_SRCSET = 4_096;

/** Characters of an id; a content script's have fewer than 50. */
const checkId = text(100);

const checkPriority = oneOf(priorities);

const checkPicture: Check<PictureReference> = oneKindOf<PictureReference, 'kind'>('kind', {
  bytes: checkBytes,
  address: checkPictureAddress,
  screen: record<PictureOnScreen>({
    kind: oneOf(['screen']),
    box: record<Box>({ x: number, y: number, width: number, height: number }),
  }),
});

/** What a content script asks, with what is wrong in it mended where that costs nothing. */
export const checkQuestion: Check<Question> = record<Question>({
  id: checkId,
  picture: checkPicture,
  priority: checkPriority,
  backdrop: orElse(checkColour, BACKDROP),
  srcset: orElse(
    optional(record<Srcset>({ text: text(MAX_SRCSET), base: text(MAX_SRCSET) })),
    undefined,
  ),
  correcting: optional(checkCorrecting),
});

/** A question that is given up. */
export const checkCancelled: Check<Payload<'classification', 'cancel'>[0]> = record({
  id: checkId,
});

/** A question that is moved up or down. */
export const checkMoved: Check<Payload<'classification', 'prioritise'>[0]> = record({
  id: checkId,
  priority: checkPriority,
});
