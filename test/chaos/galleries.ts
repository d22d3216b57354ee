import type { Page } from '@playwright/test';
import { BadgeReader } from '../../scripts/read-badges';
import { withDeadline } from '../../src/messaging/deadline';
import { image } from '../e2e/support/colours';
import type { Sightline } from '../e2e/support/sightline';
import type { Dice } from '../fuzz/dice';
import type { FaultySite } from './faulty-site';
import { type Look, lookAt } from './look';
import type { NumberedPictures } from './numbered-pictures';
import { isLabelled, wrongsIn } from './wrongs-in';

/** A window that shows less than half of a page of pictures. */
export const galleryWindow = { width: 900, height: 520 };

/** Pictures on a page when it is opened. */
const AT_FIRST = 40;

/** Milliseconds for a page to say what it shows: one that does not hangs. */
const PATIENCE = 60_000;

/** A broken picture keeps its place. */
const style = `<style>
  body { display: flex; flex-wrap: wrap; gap: 10px; margin: 10px }
  img { display: block; background: #eee }
</style>`;

interface Tab {
  readonly page: Page;
  reader: BadgeReader;
  /** How many pages it can go back. */
  depth: number;
  last: Look | undefined;
}

/** The tabs of a run, each with a page of pictures; one of them is in front. */
export class Galleries {
  readonly #sightline: Sightline;
  readonly #site: FaultySite;
  readonly #pictures: NumberedPictures;
  readonly #note: (line: string) => void;
  readonly #tabs: Tab[] = [];
  #front = 0;
  #pages = 0;
  #elements = 0;
  /** What was shown wrongly, each once. */
  readonly wrongs = new Set<string>();
  /** Sources that were in view, and those among them that had a label. */
  readonly seen = new Set<string>();
  readonly labelled = new Set<string>();

  /** @param note takes down what is shown wrongly */
  constructor(
    sightline: Sightline,
    site: FaultySite,
    pictures: NumberedPictures,
    note: (line: string) => void,
  ) {
    this.#note = note;
    this.#sightline = sightline;
    this.#site = site;
    this.#pictures = pictures;
  }

  get count(): number {
    return this.#tabs.length;
  }

  get #tab(): Tab {
    const tab = this.#tabs[this.#front];
    if (!tab) throw new Error('No tab is open');
    return tab;
  }

  get page(): Page {
    return this.#tab.page;
  }

  get canGoBack(): boolean {
    return this.#tab.depth > 0;
  }

  /** A name for an element that is to be made. */
  newId(): string {
    return `e${++this.#elements}`;
  }

  async open(dice: Dice): Promise<void> {
    const page = await this.#sightline.context.newPage();
    await this.#load(page, this.#newPage(dice));
    const reader = await BadgeReader.open(page);
    this.#tabs.push({ page, reader, depth: 0, last: undefined });
    this.#front = this.#tabs.length - 1;
  }

  /** Closes the tab in front, unless it is the only one. */
  async close(): Promise<void> {
    if (this.#tabs.length === 1) return;
    const [{ page }] = this.#tabs.splice(this.#front, 1) as [Tab];
    await page.close();
    await this.#turnTo(this.#tabs.length - 1);
  }

  /** Brings another tab to the front. */
  async change(): Promise<void> {
    await this.#turnTo((this.#front + 1) % this.#tabs.length);
  }

  async #turnTo(index: number): Promise<void> {
    this.#front = index;
    this.#tab.last = undefined;
    await this.bringToFront();
  }

  /** Tabs that the run opens for itself hide the others. */
  async bringToFront(): Promise<void> {
    await this.page.bringToFront();
  }

  /** Leaves the page in front for another one. */
  async leave(dice: Dice): Promise<void> {
    await this.#load(this.page, this.#newPage(dice));
    this.#tab.depth++;
    await this.#arrive();
  }

  /** Goes back to the page before, which the browser may have kept. */
  async goBack(): Promise<void> {
    await this.page.goBack({ waitUntil: 'commit' });
    this.#tab.depth--;
    await this.#arrive();
  }

  /** A page whose pictures never come is never done with loading. */
  async #load(page: Page, url: string): Promise<void> {
    await page.goto(url, { waitUntil: 'domcontentloaded' });
  }

  async #arrive(): Promise<void> {
    // A page that came out of the back/forward cache is another one to the debugger.
    this.#tab.reader = await BadgeReader.open(this.page);
    this.#tab.last = undefined;
  }

  #newPage(dice: Dice): string {
    const path = `/galleries/${++this.#pages}`;
    const images = Array.from({ length: AT_FIRST }, () =>
      image(this.#pictures.make(dice)).replace('<img', `<img id="${this.newId()}"`),
    );
    this.#site.putPage(path, style + images.join(''));
    return this.#site.url(path);
  }

  /** Looks at the page in front, and takes down what it shows wrongly. */
  async look(): Promise<Look> {
    const tab = this.#tab;
    const look = await withDeadline(PATIENCE, lookAt(tab.page, tab.reader));
    for (const wrong of wrongsIn(tab.last, look)) {
      if (!this.wrongs.has(wrong)) this.#note(`WRONG: ${wrong}`);
      this.wrongs.add(wrong);
    }
    tab.last = look;
    for (const picture of look.pictures.filter(({ isInView }) => isInView)) {
      this.seen.add(picture.source);
      if (isLabelled(picture, look)) this.labelled.add(picture.source);
    }
    return look;
  }
}
