import { type Check, count, flag, oneKindOf, oneOf, optional, record, text } from '../core/check';
import { checkMeasurement } from '../core/measurement';
import { priorities } from '../core/priority-queue';
import { backends, idleChoices, workerChoices } from '../core/settings';
import {
  checkAddress,
  checkBytes,
  checkColour,
  checkPictureAddress,
} from '../messaging/check-picture';
import type { EngineWishes, Job, Payload } from '../messaging/protocol';

/** Characters of a key, which as a rule is a checksum. */
const checkName = text(200);

const checkPriority = oneOf(priorities);

export const checkWishes: Check<EngineWishes> = record<EngineWishes>({
  choice: oneOf(['auto', ...backends]),
  workers: optional(oneOf(workerChoices.filter((choice) => choice !== 'auto'))),
  known: optional(checkMeasurement),
  idleMinutes: oneOf(idleChoices),
});

export const checkJob: Check<Job> = record<Job>({
  key: checkName,
  content: optional(checkName),
  picture: oneKindOf<Job['picture'], 'kind'>('kind', {
    bytes: checkBytes,
    address: checkPictureAddress,
  }),
  priority: checkPriority,
  tab: count,
  backdrop: checkColour,
  frameUrl: checkAddress,
  tabUrl: checkAddress,
  isSandboxed: flag,
  isPrivate: flag,
  thumbnail: flag,
  engine: checkWishes,
});

/** A job that is given up. */
export const checkCancelled: Check<Payload<'offscreen', 'cancel'>[0]> = record({ key: checkName });

/** A job that is moved up or down. */
export const checkMoved: Check<Payload<'offscreen', 'prioritise'>[0]> = record({
  key: checkName,
  priority: checkPriority,
});
