import { parentOf, rootElement } from './dom';

const WHITE = '#ffffff';

/** Chromium's own canvas colour on pages that follow a dark scheme. */
const DARK = '#121212';

let canvas: OffscreenCanvasRenderingContext2D | null | undefined;

/**
 * The colour that shows through an element where its picture is transparent: the background colours of it and
 * of all that it lies in, over the colour of the page's canvas. The canvas does the mixing, and knows every
 * notation of a colour.
 *
 * @returns #rrggbb
 */
export function backdropOf(element: Element): string {
  const colours: string[] = [];
  for (let each: Element | undefined = element; each; each = parentOf(each)) {
    const { backgroundColor } = getComputedStyle(each);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)') colours.push(backgroundColor);
    if (/^rgb\(/.test(backgroundColor)) break;
  }
  const base = isDarkPage() ? DARK : WHITE;
  if (colours.length === 0) return base;
  canvas ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!canvas) return base;
  for (const colour of [base, ...colours.reverse()]) {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
  }
  const rgb = [...canvas.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
  return `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Whether the page's canvas is dark where nothing is painted on it. */
function isDarkPage(): boolean {
  const root = rootElement();
  const colorScheme = root ? getComputedStyle(root).colorScheme : '';
  if (!colorScheme.includes('dark')) return false;
  return !colorScheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches;
}
