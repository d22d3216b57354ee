import { type Check, flag, oneOf, optional, record, text } from '../core/check';
import type { PictureAddress, PictureBytes } from './protocol';

/** Characters of the longest address that Chromium knows. */
const MAX_ADDRESS = 2 ** 21;

/** An address, or whatever a page says that it is: nobody has looked at it yet. */
export const checkAddress: Check<string> = text(MAX_ADDRESS);

const checkEither: Check<PictureBytes['bytes']> = (found, name) => {
  if (found instanceof Blob || found instanceof ArrayBuffer) return found;
  throw new TypeError(`${name} are no bytes`);
};

export const checkBytes: Check<PictureBytes> = record<PictureBytes>({
  kind: oneOf(['bytes']),
  bytes: checkEither,
  isFleeting: optional(flag),
});

export const checkPictureAddress: Check<PictureAddress> = record<PictureAddress>({
  kind: oneOf(['address']),
  url: checkAddress,
  referrer: optional(checkAddress),
  isHostOnly: optional(flag),
});

/** @returns #rrggbb */
export const checkColour: Check<string> = (found, name) => {
  const colour = text(7)(found, name);
  if (/^#[0-9a-f]{6}$/.test(colour)) return colour;
  throw new TypeError(`${name} is no colour`);
};
