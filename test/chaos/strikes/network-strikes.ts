import { type FaultySite, moods } from '../faulty-site';
import type { World } from '../world';
import { aWhile, type Strike } from './strike';

const hosts = ['own', 'other', 'both'] as const;

function sitesOf({ sites: [own, other] }: World, which: (typeof hosts)[number]): FaultySite[] {
  if (which === 'both') return [own, other];
  return which === 'own' ? [own] : [other];
}

const moody: readonly Strike[] = moods.map((mood) => ({
  name: `a host ${mood}`,
  async strike(world, dice) {
    const sites = sitesOf(world, dice.pick(hosts));
    const beats = aWhile(dice);
    for (const site of sites) site.mood = mood;
    return {
      beats,
      async end() {
        for (const site of sites) site.mood = 'sound';
      },
    };
  },
}));

const offline: Strike = {
  name: 'the network is gone',
  isInTheWay: true,
  async strike({ sightline: { context }, sites }) {
    for (const site of sites) {
      site.mood = 'hangs up';
      site.hangUp();
    }
    await context.setOffline(true);
    return {
      beats: 1,
      async end() {
        for (const site of sites) site.mood = 'sound';
        await context.setOffline(false);
      },
    };
  },
};

export const networkStrikes: readonly Strike[] = [...moody, offline];
