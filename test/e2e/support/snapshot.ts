import type { Page } from '@playwright/test';

/** Everything that a page is: its nodes, the geometry and the styles of its elements, by what it is of. */
export type Snapshot = Readonly<Record<string, string>>;

/** Takes down what a page is, Sightline's one element left aside, in all of its frames. */
export async function takeSnapshot(page: Page): Promise<Snapshot> {
  const parts: Record<string, string> = {};
  const frames = page.frames().toSorted((one, other) => (one.url() < other.url() ? -1 : 1));
  for (const [index, frame] of frames.entries()) {
    for (const [key, value] of Object.entries(await frame.evaluate(readFrame))) {
      parts[`frame ${index} ${key}`] = value;
    }
  }
  return parts;
}

/** The differences between two snapshots, in words; the first few are enough. */
export function differences(one: Snapshot, other: Snapshot): string[] {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return keys
    .filter((key) => one[key] !== other[key])
    .slice(0, 5)
    .map((key) => `${key}: ${partsApart(one[key] ?? 'nothing', other[key] ?? 'nothing')}`);
}

function partsApart(one: string, other: string): string {
  const only = (these: string, those: string) => {
    const known = new Set(those.split(';'));
    return these
      .split(';')
      .filter((part) => !known.has(part))
      .slice(0, 5)
      .join(';');
  };
  return `${only(one, other).slice(0, 500)} | ${only(other, one).slice(0, 500)}`;
}

/** Runs in the page. */
function readFrame(): Record<string, string> {
  // What moves is brought to the same moment everywhere.
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY) {
      animation.pause();
      animation.currentTime = 500;
    } else animation.finish();
  }

  const html = document.documentElement;
  const last = html.lastElementChild;
  const isHost =
    last?.localName === 'div' &&
    last.childNodes.length === 0 &&
    [...last.attributes].every(({ name }) => name === 'popover');
  const host = isHost ? last : undefined;

  const parts: Record<string, string> = {};
  const textOf = (node: Node) =>
    node instanceof Element ? node.outerHTML : `${node.nodeType} ${node.nodeValue}`;
  const nodes = [...html.childNodes].filter((node) => node !== host).map(textOf);
  const names = [...html.attributes].map(({ name, value }) => `${name}=${value}`);
  const before = [...document.childNodes].filter((node) => node !== html).map(textOf);
  parts.nodes = [...before, ...names, ...nodes].join(';');
  parts.scroll = [html, document.body]
    .map(
      (each) =>
        `${each?.scrollWidth}x${each?.scrollHeight} at ${each?.scrollLeft},${each?.scrollTop}`,
    )
    .join(';');

  const read = (root: Document | ShadowRoot, path: string) => {
    if (root instanceof ShadowRoot)
      parts[`${path} nodes`] = [...root.childNodes].map(textOf).join(';');
    [...root.querySelectorAll('*')].forEach((element, index) => {
      if (element === host) return;
      const name = `${path}${index} ${element.localName}`;
      const { x, y, width, height } = element.getBoundingClientRect();
      parts[`${name} box`] = [x, y, width, height].join();
      for (const pseudo of [undefined, '::before', '::after'] as const) {
        const style = getComputedStyle(element, pseudo);
        parts[`${name}${pseudo ?? ''} style`] = [...style]
          .map((property) => `${property}:${style.getPropertyValue(property)}`)
          .join(';');
      }
      if (element.shadowRoot) read(element.shadowRoot, `${name}/`);
    });
  };
  read(document, '');
  const closed = (Reflect.get(window, 'roots') ?? []) as ShadowRoot[];
  closed.forEach((root, index) => {
    read(root, `closed ${index}/`);
  });
  return parts;
}
