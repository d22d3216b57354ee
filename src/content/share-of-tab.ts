import { type Box, intersect } from '../core/box';
import { rootElement } from './dom';
import { boxesOf } from './layout-boxes';

/**
 * Where a box of this frame lies in its tab.
 *
 * @param box in CSS pixels of this frame's viewport
 * @returns in shares (0..1) of the tab's visible viewport; undefined where a frame of another origin is
 *   between them, which does not tell where it lies, or where nothing of the box is in sight
 */
export function shareOfTab(box: Box): Box | undefined {
  let { x, y, width, height } = box;
  let frame: Window = window;
  while (frame.parent !== frame) {
    const element = frame.frameElement;
    if (!element) return undefined;
    const { content, scale } = boxesOf(element);
    x = content.x + x * scale;
    y = content.y + y * scale;
    width *= scale;
    height *= scale;
    frame = frame.parent;
  }
  const view = frame.visualViewport;
  if (!view) return undefined;
  const inView = intersect(
    { x: x - view.offsetLeft, y: y - view.offsetTop, width, height },
    { x: 0, y: 0, width: view.width, height: view.height },
  );
  if (inView.width <= 0 || inView.height <= 0) return undefined;
  // What is captured has the scrollbars in it, the viewport has not.
  const root = rootElement(frame.document);
  if (!root) return undefined;
  const { clientWidth, clientHeight } = root;
  const wholeWidth = view.width + (frame.innerWidth - clientWidth) / view.scale;
  const wholeHeight = view.height + (frame.innerHeight - clientHeight) / view.scale;
  return {
    x: inView.x / wholeWidth,
    y: inView.y / wholeHeight,
    width: inView.width / wholeWidth,
    height: inView.height / wholeHeight,
  };
}
