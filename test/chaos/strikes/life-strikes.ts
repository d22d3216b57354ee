import type { Settings } from '../../../src/core/settings';
import { onOwnPage, type World } from '../world';
import { aWhile, type Strike } from './strike';

/** WASM everywhere: what it is measured against takes long. */
export const ordinary: Partial<Settings> = { backend: 'wasm' };

export const setSettings = (world: World, settings: Partial<Settings>): Promise<void> =>
  onOwnPage(world, (page) =>
    page.evaluate((chosen) => chrome.storage.local.set({ settings: chosen }), settings),
  );

const switchOff: Strike = {
  name: 'labelling is switched off, and on again',
  async strike(world, dice) {
    const beats = aWhile(dice);
    await setSettings(world, { ...ordinary, labelling: 'asked' });
    return { beats, end: () => setSettings(world, ordinary) };
  },
};

const reload: Strike = {
  name: 'the extension is reloaded',
  // It takes every page of the extension with it, the run's own too.
  most: 2,
  async strike(world) {
    const { context } = world.sightline;
    const again = context.waitForEvent('serviceworker');
    await onOwnPage(world, (page) =>
      page.evaluate(() => {
        setTimeout(() => chrome.runtime.reload());
      }),
    );
    await again;
    await world.galleries.bringToFront();
    return undefined;
  },
};

const freeze: Strike = {
  name: 'the page is frozen, and thawed',
  isInTheWay: true,
  async strike({ sightline, galleries }) {
    const session = await sightline.context.newCDPSession(galleries.page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    return {
      beats: 1,
      async end() {
        await session.send('Page.setWebLifecycleState', { state: 'active' });
        await session.detach();
      },
    };
  },
};

const press: Strike = {
  name: 'memory is short',
  async strike({ sightline: { context } }) {
    const session = await context.browser()?.newBrowserCDPSession();
    if (!session) throw new Error('The browser takes no debugger');
    await session.send('Memory.simulatePressureNotification', { level: 'critical' });
    await session.detach();
    return undefined;
  },
};

export const lifeStrikes: readonly Strike[] = [switchOff, reload, freeze, press];
