import type { Page } from '@playwright/test';
import { palette } from '../../fixtures/tiny-model';
import type { Colour } from '../support/colours';
import type { LocalSite } from '../support/local-site';
import { colourPng } from '../support/pictures';

/** Adds pictures to a page that is open. */
export const add = (page: Page, html: string): Promise<void> =>
  page.evaluate((added) => document.body.insertAdjacentHTML('beforeend', added), html);

/** A gate that requests wait at until it is opened. */
export class Gate {
  #open = () => {};
  readonly #opened = new Promise<void>((resolve) => {
    this.#open = resolve;
  });
  /** How many requests wait at it, or have waited. */
  came = 0;

  open(): void {
    this.#open();
  }

  pass(): Promise<void> {
    this.came++;
    return this.#opened;
  }
}

/** Puts a picture whose first download, the page's, is answered at once, and whose later ones wait at a gate. */
export function putGated(site: LocalSite, colour: Colour, gate: Gate): void {
  let downloads = 0;
  site.on(`/${colour}.png`, async (_, response) => {
    downloads += 1;
    if (downloads > 1) await gate.pass();
    response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
    response.end(colourPng(palette[colour].rgb));
  });
}
