import type { Page } from '@playwright/test';
import type { Box } from '../../../src/core/box';
import type { LeftOutCounts } from '../../../src/core/left-out';
import type { Colour } from '../support/colours';

/** Addresses that a page's body is written with. Each holds the page's name, so that no cached answer is met. */
export interface Addresses {
  /** A picture of one colour, 128x128, of the page's own origin. */
  own(colour: Colour): string;
  /** The same of another origin, which sends no CORS headers. */
  other(colour: Colour): string;
  /** A file that the shared sites hold beside the colours, such as '/spacer.gif'. */
  file(path: string): string;
  /** A document of the case's `frames`, of the page's own origin. */
  frame(name: string): string;
  /** The same on another site, which the browser keeps in a process of its own. */
  otherFrame(name: string): string;
}

/** A picture that is to bear a label. */
export interface ExpectedPicture {
  readonly colour: Colour;
  /** Selector of the element that shows it, also in shadow roots (closed ones: see `roots` below). */
  readonly where: string;
  /** The frames on the way to it, outermost first, as selectors. */
  readonly frames?: readonly string[];
  /** Where in the element's border box the picture is painted, in CSS pixels; all of it where nothing is said. */
  readonly part?: Box;
  /** Whether only the ellipse in its box is to be seen. */
  readonly isRound?: boolean;
  /** Whether the badge is to be a dot. */
  readonly isDot?: boolean;
  /** Elements that lie over it: its badge must not. */
  readonly under?: readonly string[];
}

/** What a step may use beside the page. */
export interface Tools {
  /** The browser's own zoom, as of its menu; 1 is 100 %. */
  setZoom(factor: number): Promise<void>;
}

/** Something that happens to a page. */
export interface Step {
  readonly does: string;
  readonly act: (page: Page, tools: Tools) => Promise<unknown>;
  /** What bears a label afterwards; the same as before where nothing is said. */
  readonly expected?: readonly ExpectedPicture[];
}

export type Group = 'kinds' | 'frames' | 'changes' | 'left-out' | 'places';

/**
 * A page of the table, and what is to be labelled on it. A page keeps its closed shadow roots in an array
 * `window.roots`, so that the tests find in them what Sightline has to find by itself.
 */
export interface PageCase {
  /** Unique; part of the page's address. */
  readonly name: string;
  readonly group: Group;
  /** A line of the README; cases that prove the same line share it. */
  readonly says: string;
  readonly body: (at: Addresses) => string;
  /** Bodies of further documents by name, on both sites. */
  readonly frames?: Readonly<Record<string, (at: Addresses) => string>>;
  /** Address of the tab where it is no page of ours. */
  readonly url?: (at: Addresses) => string;
  readonly expected: readonly ExpectedPicture[];
  readonly steps?: readonly Step[];
  /** How many pictures are left out, by reason, once all labels are there. */
  readonly leftOut?: LeftOutCounts;
  /** Why two loads of the page cannot be compared, where they cannot. */
  readonly isIncomparable?: string;
}

/** A case without its group, as the files of this folder list them. */
export type Listed = Omit<PageCase, 'group'>;

export const listed = (group: Group, cases: readonly Listed[]): PageCase[] =>
  cases.map((each) => ({ ...each, group }));

/** An image element of 160x120 pixels. */
export const img = (source: string, attributes = ''): string =>
  `<img src="${source}" width="160" height="120" alt="" ${attributes}>`;

/** A box of 160x120 pixels with a style. */
export const div = (style: string, attributes = '', content = ''): string =>
  `<div style="width:160px;height:120px;${style}" ${attributes}>${content}</div>`;

/** Empty space, for a page to be scrolled. */
export const space = (height = 2_000): string => `<div style="height:${height}px"></div>`;

/** A fragment of HTML as the value of an attribute. */
export const quoted = (html: string): string =>
  html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
