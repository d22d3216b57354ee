import type { Page } from '@playwright/test';

/** The size of text that browsers come with, in CSS pixels: that of most letters, and of code. */
const USUAL = { standard: 16, fixed: 13 };

/** Sets the size of text of a page as the browser's own settings do, as a multiple of the usual one. */
export async function setTextSize(page: Page, factor: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { standard, fixed } = USUAL;
  await session.send('Page.setFontSizes', {
    fontSizes: { standard: standard * factor, fixed: fixed * factor },
  });
}

/**
 * What of a page's text people cannot get to see, or only by scrolling sideways: what is wider than its box, but for an
 * ellipsis, what is cut off below, and what lies beside the page.
 */
export const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide = document.documentElement;
    const found: string[] = [];
    if (wide.scrollWidth > wide.clientWidth) {
      found.push(`the page is ${wide.scrollWidth} px wide in a window of ${wide.clientWidth} px`);
    }
    for (const element of document.querySelectorAll<HTMLElement>('body, body *')) {
      const style = getComputedStyle(element);
      const isForEyes =
        element.checkVisibility({ visibilityProperty: true }) && style.clipPath === 'none';
      if (!isForEyes || element.textContent?.trim() === '') continue;
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      const isCutAside =
        style.overflowX !== 'visible' &&
        style.textOverflow !== 'ellipsis' &&
        element.scrollWidth > element.clientWidth + 1;
      const isCutBelow = hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
      const { left, right } = element.getBoundingClientRect();
      const isAside = left < -1 || right > wide.clientWidth + 1;
      if (isCutAside || isCutBelow || isAside) {
        found.push(`${element.tagName} ${element.id || element.className}: ${element.textContent}`);
      }
    }
    return found;
  });
