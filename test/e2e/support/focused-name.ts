import type { Page } from '@playwright/test';

/** The name of what has the keyboard on a page, in whichever of its frames, as screen readers are told it. */
export async function focusedName(page: Page): Promise<string | undefined> {
  for (const frame of page.frames().toReversed()) {
    // A frame of the page's own process has no session of its own, and is part of the page's.
    const session = await page
      .context()
      .newCDPSession(frame === page.mainFrame() ? page : frame)
      .catch(() => undefined);
    if (!session) continue;
    try {
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      const focused = nodes.findLast(
        ({ properties = [], role }) =>
          !['RootWebArea', 'Iframe'].includes(role?.value) &&
          properties.some(({ name, value }) => name === 'focused' && value.value === true),
      );
      if (focused) return focused.name?.value;
    } finally {
      await session.detach();
    }
  }
  return undefined;
}
