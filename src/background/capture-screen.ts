import browser from 'webextension-polyfill';
import { type Box, intersect } from '../core/box';
import { type Failed, failed } from '../core/outcome';
import type { PictureBytes } from '../messaging/protocol';
import { type Place, takeScreenGrant } from './screen-grant';

const VIEWPORT: Box = { x: 0, y: 0, width: 1, height: 1 };

/**
 * Takes what the user sees of a picture that can be read in no other way. Only right after they asked for a
 * picture of that very document, and only while the tab is on show; whoever asks gets labels, never the screen.
 *
 * @param box the picture's part of the tab's viewport, in shares (0..1); what juts out of it is left off
 * @returns a PNG of that part, or why there is none: `unreadable`, whatever was in the way
 */
export async function captureScreen(box: Box, place: Place): Promise<PictureBytes | Failed> {
  const part = intersect(box, VIEWPORT);
  // Said so that what is not a number is refused too.
  if (!(part.width > 0 && part.height > 0)) return unreadable('It is not in the viewport');
  try {
    const { tab } = place;
    if (!(await takeScreenGrant(place))) return unreadable('Nobody has just asked for it there');
    const { active, windowId } = await browser.tabs.get(tab);
    if (!active) return unreadable('Its tab is not on show');
    const screen = await browser.tabs.captureVisibleTab(windowId, { format: 'png' });
    // The user may have gone to another tab meanwhile, of which nobody asked anything.
    const after = await browser.tabs.get(tab);
    if (!after.active || after.windowId !== windowId)
      return unreadable('Its tab is gone from show');
    return { kind: 'bytes', bytes: await cutOut(part, bytesOf(screen)) };
  } catch (error) {
    return unreadable((error as Error).message);
  }
}

const unreadable = (detail: string): Failed => failed('unreadable', detail);

/** The bytes of a base64 data: address; the extension's own policy forbids to fetch one. */
function bytesOf(address: string): Blob {
  const [, base64 = ''] = address.split(',');
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Blob([bytes], { type: 'image/png' });
}

/** @param part of the picture to cut out, in shares (0..1) of its width and height */
async function cutOut(part: Box, picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  try {
    const x = Math.round(part.x * bitmap.width);
    const y = Math.round(part.y * bitmap.height);
    const width = Math.max(1, Math.round((part.x + part.width) * bitmap.width) - x);
    const height = Math.max(1, Math.round((part.y + part.height) * bitmap.height) - y);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no canvas to cut the picture out on');
    context.drawImage(bitmap, x, y, width, height, 0, 0, width, height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    bitmap.close();
  }
}
