import type { Page } from '@playwright/test';

/** Shows all that a page has folded away. */
export const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });

/**
 * What a page shows or says in Latin letters, but for what is set apart as foreign, by elements or by characters, and
 * for names of files.
 */
export const latinOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const look = (text: string | null) => {
      const own = (text ?? '')
        .replaceAll(/\u2068[^\u2069]*\u2069/g, '')
        .replaceAll(/\S+\.(png|txt|json)\b/g, '');
      if (/[a-z]/i.test(own)) found.push(own);
    };
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const { parentElement, textContent } = nodes.currentNode;
      const isForeign = Boolean(parentElement?.closest(':not(dd) > bdi, template, script'));
      if (!isForeign) look(textContent);
    }
    for (const name of ['alt', 'aria-label', 'aria-valuetext', 'placeholder']) {
      for (const element of document.querySelectorAll(`[${name}]`))
        look(element.getAttribute(name));
    }
    return found;
  });

/** The elements of a page that reach beyond its sides, and the words that are wider than what they stand in. */
export const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const isTooNarrow = (element: Element) => {
      const { overflowX, display } = getComputedStyle(element);
      const hasText = [...element.childNodes].some(
        ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim() !== '',
      );
      const isCut = element.scrollWidth > element.clientWidth + 1;
      return hasText && isCut && overflowX === 'visible' && !display.startsWith('inline');
    };
    return [...document.body.querySelectorAll('*')]
      .filter((element) => {
        const { left, right, height } = element.getBoundingClientRect();
        return height > 0 && (left < -1 || right > width + 1 || isTooNarrow(element));
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 120));
  });
