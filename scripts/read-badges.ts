import type { CDPSession, Page } from '@playwright/test';

/** A badge as a person sees it. */
export interface SeenBadge {
  /** Its text, such as "Egyptian cat" and "93%". */
  readonly name: string;
  readonly percent: string;
  /** 'verdict', 'pending' or 'trouble'. */
  readonly kind: string;
  /** Its box in CSS pixels of the viewport. */
  readonly box: Box;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The part of the debugger's picture of a page that is read here. */
interface DomNode {
  readonly nodeId: number;
  readonly nodeName: string;
  readonly nodeValue: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
  readonly shadowRootType?: string;
  readonly contentDocument?: DomNode;
}

/** Reads the badges on a page through the debugger: the page itself cannot see into the closed shadow root. */
export class BadgeReader {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async open(page: Page): Promise<BadgeReader> {
    const session = await page.context().newCDPSession(page);
    return new BadgeReader(session);
  }

  /** The badges that are to be seen now, in no order. */
  async badges(): Promise<SeenBadge[]> {
    const seen: SeenBadge[] = [];
    for (const node of await this.#withClass('badge')) {
      if (attribute(node, 'hidden') !== undefined) continue;
      const box = await this.#box(node);
      if (!box) continue;
      const [, kind = ''] = (attribute(node, 'class') ?? '').split(' ');
      seen.push({ name: textOf(node, 'name'), percent: textOf(node, 'percent'), kind, box });
    }
    return seen;
  }

  /** What the open card lists: names and percentages, most likely first; empty when none is open. */
  async card(): Promise<{ name: string; percent: string }[]> {
    const [card] = await this.#withClass('card');
    if (!card || attribute(card, 'hidden') !== undefined) return [];
    return [...descendants(card)]
      .filter(({ nodeName }) => nodeName === 'LI')
      .map((item) => ({ name: textOf(item, ''), percent: textOf(item, 'percent') }));
  }

  async #withClass(name: string): Promise<DomNode[]> {
    const { root } = await this.#session.send('DOM.getDocument', { depth: -1, pierce: true });
    return [...descendants(root)].filter((node) => classes(node).includes(name));
  }

  async #box({ nodeId }: DomNode): Promise<Box | undefined> {
    try {
      const { model } = await this.#session.send('DOM.getBoxModel', { nodeId });
      const [x = 0, y = 0] = model.border;
      return { x, y, width: model.width, height: model.height };
    } catch {
      // The badge went while it was being read.
      return undefined;
    }
  }
}

const attribute = ({ attributes = [] }: DomNode, name: string): string | undefined => {
  const index = attributes.indexOf(name);
  return index % 2 === 0 ? attributes[index + 1] : undefined;
};

const classes = (node: DomNode): string[] => (attribute(node, 'class') ?? '').split(' ');

function* descendants(node: DomNode): Iterable<DomNode> {
  yield node;
  for (const child of node.children ?? []) yield* descendants(child);
  for (const root of node.shadowRoots ?? []) yield* descendants(root);
  if (node.contentDocument) yield* descendants(node.contentDocument);
}

function textOf(node: DomNode, className: string): string {
  const holder = [...descendants(node)].find(
    (each) => each.nodeName === 'SPAN' && classes(each).includes(className),
  );
  return holder ? [...descendants(holder)].map(({ nodeValue }) => nodeValue).join('') : '';
}
