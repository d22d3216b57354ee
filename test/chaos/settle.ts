import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { PageReport, Trouble } from '../../src/core/page-report';
import type { Look, SeenPicture } from './look';
import { onOwnPage, type World } from './world';
import { isLabelled } from './wrongs-in';

/** Milliseconds for all pictures in view to get their label or their reason. */
const LIMIT = 180_000;

/** What became of the pictures in view. */
export interface Settled {
  readonly labelled: number;
  /** Of those without a label, how often which reason. */
  readonly reasons: ReadonlyMap<string, number>;
  /** Sources of those with neither. */
  readonly lost: readonly string[];
}

interface Standing extends Settled {
  readonly isCalm: boolean;
}

/**
 * Waits until each picture in view has its label or its reason.
 *
 * @param fresh sources that no fault has met: these have to get their label
 */
export function settle(world: World, fresh: ReadonlySet<string>): Promise<Settled> {
  return onOwnPage(world, async (ownPage) => {
    const end = Date.now() + LIMIT;
    for (;;) {
      const look = await world.galleries.look();
      const troubles = await troublesOf(world, ownPage);
      const standing = standingOf(look, troubles, fresh);
      if (standing.isCalm || Date.now() > end) return standing;
      await pause(250);
    }
  });
}

/** What the popup would say of the page in front. */
async function troublesOf({ galleries }: World, ownPage: Page): Promise<Trouble[]> {
  const frames = await ownPage.evaluate(async (url) => {
    const tab = (await chrome.tabs.query({})).find((each) => each.url === url)?.id;
    const key = `report:${tab}`;
    return (await chrome.storage.session.get(key))[key];
  }, galleries.page.url());
  return Object.values((frames ?? {}) as Record<string, PageReport>).flatMap(
    ({ troubles }) => troubles,
  );
}

function standingOf(
  look: Look,
  troubles: readonly Trouble[],
  fresh: ReadonlySet<string>,
): Standing {
  const inView = look.pictures.filter(({ isInView }) => isInView);
  const without = inView.filter((picture) => !isLabelled(picture, look));
  const reasonOf = ({ source }: SeenPicture) =>
    fresh.has(source) ? undefined : troubles.find(({ address }) => address === source)?.reason;
  const reasons = new Map<string, number>();
  for (const reason of without.map(reasonOf)) {
    if (reason) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const lost = without.filter((picture) => !reasonOf(picture)).map(({ source }) => source);
  return {
    labelled: inView.length - without.length,
    reasons,
    lost,
    isCalm: lost.length === 0 && inView.length > 0 && look.isDrawn,
  };
}
