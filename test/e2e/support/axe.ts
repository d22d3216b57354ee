import type { CDPSession, Page } from '@playwright/test';
import axe from 'axe-core';

/** Everything that WCAG 2.2 asks for at its levels A and AA, and what axe holds for good practice besides. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Options of axe.run as text, for where functions travel as text. */
const options = JSON.stringify({ runOnly: tags, resultTypes: ['violations'] });

/** What of axe's answer is looked at: each rule that is broken, and where. */
const summary = `({ violations, passes }) => ({
  passed: passes.length,
  violations: violations.map(({ id, help, nodes }) => ({
    rule: id + ': ' + help,
    at: nodes.map(({ target, failureSummary }) => target.join(' ') + ' ' + failureSummary),
  })),
})`;

/** What axe found on a page, and how many of its rules there was something for. */
export interface Findings {
  readonly passed: number;
  readonly violations: readonly { readonly rule: string; readonly at: readonly string[] }[];
}

/**
 * What axe cannot know: below a badge lies a picture. Of each text in a root, how it stands out from its own grounds
 * where they let the darkest and where they let the lightest picture through; with axe's arithmetic, as a function of
 * the root in text.
 */
const findFaint = `(root) => {
  const { Color, flattenColors, getContrast } = axe.commons.color;
  const read = (text) => {
    const color = new Color();
    color.parseString(text);
    return color;
  };
  const found = [];
  for (const element of root.querySelectorAll('*')) {
    const hasText = [...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim());
    if (!hasText || !element.checkVisibility({ visibilityProperty: true })) continue;
    for (const picture of ['#000', '#fff']) {
      const grounds = [];
      for (let each = element; each; each = each.parentElement) {
        const { backgroundColor, opacity } = getComputedStyle(each);
        if (opacity !== '1') found.push(element.className + ' is half transparent');
        grounds.unshift(read(backgroundColor));
      }
      const below = grounds.reduce((ground, over) => flattenColors(over, ground), read(picture));
      const ink = flattenColors(read(getComputedStyle(element).color), below);
      const contrast = getContrast(below, ink);
      if (contrast < 4.5) found.push(element.textContent + ' on ' + picture + ': ' + contrast.toFixed(2));
    }
  }
  return found;
}`;

/** Has axe look at a whole page as it is now. */
export async function checkPage(page: Page): Promise<Findings> {
  // The debugger's scripts are not subject to the page's policy.
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run(document, ${options}).then(${summary})`);
}

/**
 * Has axe look at what Sightline shows on a page, in a world of its own, for whose eyes the closed shadow root is made
 * an open one and the texts that are drawn from attributes are made to be text. Contrast is looked at over any picture.
 *
 * @throws Error when nothing is shown
 */
export async function checkOverlay(page: Page): Promise<Findings> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  await session.send('Runtime.evaluate', {
    expression: axe.source,
    contextId: executionContextId,
  });
  const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
    objectId: await findOverlay(session, executionContextId),
    functionDeclaration: `function () {
      for (const element of this.querySelectorAll('[data-text]')) {
        // What stands side by side is one word to axe else.
        element.prepend(element.dataset.text + ' ');
        delete element.dataset.text;
      }
      Object.defineProperty(this.host, 'shadowRoot', { value: this });
      const faint = (${findFaint})(this);
      return axe.run(this.host, ${options}).then(${summary}).then(({ passed, violations }) => ({
        passed,
        violations: faint.length > 0 ? [...violations, { rule: 'faint', at: faint }] : violations,
      }));
    }`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (exceptionDetails) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  return result.value as Findings;
}

/** The handle, in a world, of the closed root directly below the root element. */
async function findOverlay(session: CDPSession, executionContextId: number): Promise<string> {
  const { root } = await session.send('DOM.getDocument', { depth: 2, pierce: true });
  const roots = root.children?.flatMap(({ children = [] }) => children) ?? [];
  const overlay = roots
    .flatMap(({ shadowRoots = [] }) => shadowRoots)
    .find(({ shadowRootType }) => shadowRootType === 'closed');
  if (!overlay) throw new Error('Sightline shows nothing on this page');
  const { object } = await session.send('DOM.resolveNode', {
    backendNodeId: overlay.backendNodeId,
    executionContextId,
  });
  return object.objectId ?? '';
}
