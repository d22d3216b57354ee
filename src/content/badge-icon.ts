/** Drawn on a square of 16 by 16, with lines of 1.75 that are round at their ends. */
const drawings = {
  pencil: 'M3 13l.7-3L10.8 2.9a1.4 1.4 0 0 1 2 0l.3.3a1.4 1.4 0 0 1 0 2L6 12.3zM9.5 4.2l2.3 2.3',
  question: 'M5.3 6a2.7 2.7 0 1 1 4.2 2.2c-.9.6-1.5 1.1-1.5 2.1M8 13.1v.1',
  drawing: 'M2.5 3.5h11v9h-11zM2.5 10l3.2-3.2 3 3 1.8-1.8 3 3',
  warning: 'M8 2.3L14.2 13H1.8zM8 6.3v3M8 11.1v.1',
} as const;

export type IconName = keyof typeof drawings;

const SVG = 'http://www.w3.org/2000/svg';

/** A drawing of our own, in the colour and size of the text beside it; screen readers pass it over. */
export function makeIcon(name: IconName): SVGElement {
  const [svg, path] = ['svg', 'path'].map((tag) =>
    Document.prototype.createElementNS.call(document, SVG, tag),
  ) as [SVGElement, SVGElement];
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.ariaHidden = 'true';
  path.setAttribute('d', drawings[name]);
  svg.append(path);
  return svg;
}
