import type { Dice } from '../fuzz/dice';
import type { Faults } from './faults';
import { type Settled, settle } from './settle';
import type { World } from './world';

/** Ends all faults; then two new pictures, one of each site, have to get their labels, and all others at least a reason. */
export async function calm(world: World, faults: Faults, dice: Dice): Promise<Settled> {
  const { galleries, pictures, sites } = world;
  await faults.endAll();
  const fresh = sites.map((site) => pictures.makeOn(site, dice));
  const { pictures: seen } = await galleries.look();
  const inView = seen.filter(({ isInView }) => isInView);
  const ids = inView.slice(0, fresh.length).map(({ id }) => id);
  await galleries.page.evaluate(showAnew, { ids, sources: fresh });
  return settle(world, new Set(fresh));
}

/** Runs in the page. */
function showAnew(of: { readonly ids: readonly string[]; readonly sources: readonly string[] }) {
  for (const [index, id] of of.ids.entries()) {
    document.getElementById(id)?.setAttribute('src', of.sources[index] ?? '');
  }
}
