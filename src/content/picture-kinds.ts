import type { Box, Size } from '../core/box';
import { type CssImage, cssImages } from '../core/css-images';
import { partsOf } from '../core/css-value';
import { fitBackground, fitObject, fitSvgImage } from '../core/painted-box';
import type { BackgroundStyle } from '../core/what-counts';
import { parseUrl } from '../download/parse-url';
import { elementMatches, rectOf, rootElement, windowBox } from './dom';
import { boxesOf, type LayoutBoxes, type Pseudo, pseudoBoxesOf } from './layout-boxes';
import { pixelSizeOf } from './pixel-size';

/** One way in which an element can show a picture. */
export interface PictureKind {
  readonly name: string;
  /** Address of the picture that it shows in this way now; empty when it shows none. */
  source(element: Element): string;
  /** Where that is painted, as far as the element itself does not cut it off. */
  paintedBox(element: Element, natural: Size | undefined): Box;
  /** Given for kinds of which the element tells at once; the others' sizes have to be looked up. */
  naturalSize?(element: Element): Size | undefined;
  /** Given for what is drawn behind an element's contents. */
  background?(element: Element): BackgroundStyle;
  /** Whether it is never larger than the element. */
  readonly fillsElement?: boolean;
  /** Whether there is a gradient where a picture could be. */
  isGradient?(element: Element): boolean;
  /** Given for pictures that have no address. */
  readonly canvas?: (element: Element) => CanvasImageSource & Element;
}

/** A picture on the page: an element, and the way in which it shows one. */
export interface Picture {
  readonly element: Element;
  readonly kind: PictureKind;
}

interface ElementKind extends PictureKind {
  readonly selector: string;
}

interface StyleKind extends PictureKind {
  readonly pseudo: Pseudo | undefined;
  readonly property: ImageProperty;
}

type ImageProperty = 'backgroundImage' | 'borderImageSource' | 'listStyleImage' | 'content';

/** Shown by an element of its own. */
export const elementKinds: readonly ElementKind[] = [
  {
    ...fitted<HTMLImageElement>('img', 'img', ({ currentSrc, src }) => currentSrc || src),
    naturalSize: (element) => {
      const size = pixelSizeOf(element);
      return size.width > 0 ? size : undefined;
    },
  },
  fitted<HTMLInputElement>('input', 'input[type=image]', ({ src }) => src),
  {
    ...fitted<SVGImageElement>('svg image', 'image', (image) =>
      absolute(image.href?.baseVal ?? '', image.baseURI),
    ),
    paintedBox: (element, natural) => {
      const aspect = element.getAttribute('preserveAspectRatio') ?? '';
      return fitSvgImage(rectOf(element), natural, aspect);
    },
  },
  fitted<HTMLVideoElement>('poster', 'video[poster]', (video) =>
    hasBegun(video) ? '' : video.poster,
  ),
  fitted<HTMLObjectElement>('object', 'object[data]', ({ data, type }) => pictureOf(data, type)),
  fitted<HTMLEmbedElement>('embed', 'embed[src]', ({ src, type }) => pictureOf(src, type)),
];

/** Shown by any element, by its style. */
export const styleKinds: readonly StyleKind[] = [
  background(undefined),
  background('::before'),
  background('::after'),
  replaced(undefined),
  replaced('::before'),
  replaced('::after'),
  borderImage(),
  {
    ...styled('list marker', undefined, 'listStyleImage'),
    paintedBox: markerBox,
  },
];

/** Classified only when somebody asks for it: what they show changes all the time, or is no picture at all. */
export const liveKinds: readonly ElementKind[] = [
  {
    // A size stands for the address: a canvas has none, and one of no size shows nothing.
    ...fitted<HTMLCanvasElement>('canvas', 'canvas', ({ width, height }) =>
      width > 0 && height > 0 ? `canvas:${width}x${height}` : '',
    ),
    naturalSize: pixelSizeOf,
    canvas: (element) => element as HTMLCanvasElement,
  },
  {
    ...fitted<HTMLVideoElement>('video frame', 'video', (video) => {
      const { readyState, poster, currentTime } = video;
      const isShown = hasBegun(video) || (poster === '' && readyState >= HAS_FRAME);
      return isShown ? `video:${Math.floor(currentTime / SCENE)}` : '';
    }),
    naturalSize: pixelSizeOf,
    canvas: (element) => element as HTMLVideoElement,
  },
];

/** The ways in which an element shows pictures by its style, gradients among them. */
export function stylesWithPictures(element: Element): StyleKind[] {
  // Within an image that has loaded nothing is drawn; what stands in for a broken one is not worth the time.
  const pseudos = element instanceof HTMLImageElement ? [] : (['::before', '::after'] as const);
  return [undefined, ...pseudos].flatMap((pseudo) => {
    const style = getComputedStyle(element, pseudo);
    if (pseudo && !isDrawn(style)) return [];
    return styleKinds.filter(
      (kind) => kind.pseudo === pseudo && /\(/.test(valueIn(style, kind.property)),
    );
  });
}

/** An element with a box that CSS fits a picture into as object-fit says. */
function fitted<E extends Element>(
  name: string,
  selector: string,
  source: (element: E) => string,
): ElementKind {
  return {
    name,
    selector,
    // The selector has chosen the element, but its attributes may have changed since.
    // One of another namespace has the name and none of the properties.
    source: (element) => (elementMatches(element, selector) && source(element as E)) || '',
    paintedBox: (element, natural) => {
      const { objectFit, objectPosition } = getComputedStyle(element);
      const { content, scale } = boxesOf(element);
      const fit = fitObject(over(content, scale), natural, objectFit, objectPosition);
      return over(fit, 1 / scale);
    },
  };
}

function styled(
  name: string,
  pseudo: Pseudo | undefined,
  property: ImageProperty,
): Omit<StyleKind, 'paintedBox'> {
  const images = (element: Element) => {
    const style = getComputedStyle(element, pseudo);
    return pseudo && !isDrawn(style) ? [] : imagesIn(style, property);
  };
  return {
    name: pseudo ? `${name} ${pseudo}` : name,
    pseudo,
    property,
    source: (element) => images(element).find(isUrl)?.url ?? '',
    isGradient: (element) => images(element).some(({ kind }) => kind === 'gradient'),
  };
}

function background(pseudo: Pseudo | undefined): StyleKind {
  const property = 'backgroundImage';
  const layerOf = (element: Element) => {
    const style = getComputedStyle(element, pseudo);
    const index = Math.max(0, imagesIn(style, property).findIndex(isUrl));
    return {
      size: layer(style.backgroundSize, index),
      position: layer(style.backgroundPosition, index),
      repeat: layer(style.backgroundRepeat, index),
      attachment: layer(style.backgroundAttachment, index),
      origin: layer(style.backgroundOrigin, index),
    };
  };
  return {
    ...styled('background', pseudo, property),
    fillsElement: pseudo === undefined,
    background: layerOf,
    paintedBox: (element, natural) => {
      const style = layerOf(element);
      const boxes = pseudo ? pseudoBoxesOf(element, pseudo) : backgroundBoxesOf(element);
      const area = style.attachment === 'fixed' ? windowBox() : originOf(boxes, style.origin);
      const [own, clip] = [over(area, boxes.scale), over(boxes.border, boxes.scale)];
      return over(fitBackground(own, clip, natural, style), 1 / boxes.scale);
    },
  };
}

function borderImage(): StyleKind {
  const kind = styled('border image', undefined, 'borderImageSource');
  return {
    ...kind,
    // It is painted in the border's stead: where there is no border, there is no picture.
    source: (element) => (hasBorder(getComputedStyle(element)) ? kind.source(element) : ''),
    paintedBox: (element) => boxesOf(element).border,
  };
}

const hasBorder = (style: CSSStyleDeclaration): boolean =>
  (['Top', 'Right', 'Bottom', 'Left'] as const).some(
    (side) => Number.parseFloat(style[`border${side}Width`]) > 0,
  );

/** An element, or a pseudo-element, that `content: url()` turns into a picture. */
function replaced(pseudo: Pseudo | undefined): StyleKind {
  return {
    ...styled('content', pseudo, 'content'),
    paintedBox: (element, natural) => {
      const boxes = pseudo ? pseudoBoxesOf(element, pseudo) : boxesOf(element);
      // The picture of a pseudo-element keeps its own size.
      if (pseudo) return { ...boxes.content, ...scaled(natural, boxes.scale) };
      const { objectFit, objectPosition } = getComputedStyle(element);
      const own = over(boxes.content, boxes.scale);
      return over(fitObject(own, natural, objectFit, objectPosition), 1 / boxes.scale);
    },
  };
}

/** The body's background is the whole page's, unless the root element has one of its own. */
function backgroundBoxesOf(element: Element): LayoutBoxes {
  const boxes = boxesOf(element);
  const root = rootElement();
  const isPage =
    element === root ||
    (element instanceof HTMLBodyElement &&
      root !== null &&
      getComputedStyle(root).backgroundImage === 'none');
  if (!isPage || !root) return boxes;
  const { x, y, width, height } = rectOf(root);
  const page = {
    x,
    y,
    width: Math.max(width, innerWidth - x),
    height: Math.max(height, innerHeight - y),
  };
  return { ...boxes, border: page, padding: page, content: page };
}

const originOf = ({ border, padding, content }: LayoutBoxes, origin: string): Box =>
  origin === 'border-box' ? border : origin === 'content-box' ? content : padding;

/** Pixels between a list item and the picture that marks it, in Chromium. */
const MARKER_GAP = 7;

function markerBox(element: Element, natural: Size | undefined): Box {
  const { content, border, scale } = boxesOf(element);
  const { listStylePosition, direction } = getComputedStyle(element);
  const { width, height } = scaled(natural, scale) ?? { width: 0, height: 0 };
  const isInside = listStylePosition === 'inside';
  const [start, end] = isInside
    ? [content.x, content.x + content.width - width]
    : [border.x - width - MARKER_GAP * scale, border.x + border.width + MARKER_GAP * scale];
  return { x: direction === 'rtl' ? end : start, y: content.y, width, height };
}

/** Whether a pseudo-element is there and to be seen, whatever its element is. */
const isDrawn = ({ content, display, visibility, opacity }: CSSStyleDeclaration): boolean =>
  content !== 'none' && display !== 'none' && visibility === 'visible' && opacity !== '0';

/** A box of the viewport in an element's own pixels, in which its style is written; and back. */
const over = ({ x, y, width, height }: Box, scale: number): Box => ({
  x: x / scale,
  y: y / scale,
  width: width / scale,
  height: height / scale,
});

const scaled = (size: Size | undefined, scale: number): Size | undefined =>
  size && { width: size.width * scale, height: size.height * scale };

/** Every element inherits the marker of a list, but only a list's items show it. */
const valueIn = (style: CSSStyleDeclaration, property: ImageProperty): string =>
  property === 'listStyleImage' && style.display !== 'list-item' ? 'none' : style[property];

/** Values of styles that were taken apart lately: most are asked for again and again. */
const parsed = new Map<string, CssImage[]>();
const PARSED = 200;

function imagesIn(style: CSSStyleDeclaration, property: ImageProperty): CssImage[] {
  const value = valueIn(style, property);
  if (!value.includes('(')) return [];
  const key = `${devicePixelRatio} ${value}`;
  const images = parsed.get(key) ?? cssImages(value, devicePixelRatio);
  if (parsed.size >= PARSED) parsed.clear();
  parsed.set(key, images);
  return images;
}

const isUrl = (image: CssImage): image is Extract<CssImage, { kind: 'url' }> =>
  image.kind === 'url';

/** The value of one layer of a background: the list is repeated as often as there are layers. */
function layer(list: string, index: number): string {
  const values = partsOf(list, ',');
  return values[index % values.length] ?? '';
}

const absolute = (url: string, base: string): string => (url && parseUrl(url, base)?.href) || '';

const EXTENSION = /\.(?:png|apng|jpe?g|jfif|gif|webp|avif|svg|bmp|ico)(?:[?#]|$)/i;

/** <object> and <embed> hold documents of all types: the address, where it is that of a picture. */
const pictureOf = (url: string, type: string): string =>
  /^image\//i.test(type) || (type === '' && (EXTENSION.test(url) || /^data:image\//i.test(url)))
    ? url
    : '';

/** Seconds that what was seen in a frame of a video is said of it, whether it plays on or not. */
const SCENE = 10;

/** The state of a media element from which on it has a frame to show: HAVE_CURRENT_DATA. */
const HAS_FRAME = 2;

/** Whether a video shows one of its frames, and its poster no more. */
const hasBegun = ({ readyState, played, currentTime }: HTMLVideoElement): boolean =>
  readyState >= HAS_FRAME && (played.length > 0 || currentTime > 0);
