import { send } from '../messaging/send';
import { loadIncidents } from '../storage/incidents';
import type { Findings } from './findings';

const PATIENCE = 5_000;

/** Finds out what changes as pictures are labelled; what cannot be found out is left undefined. */
export async function findLoad(): Promise<
  Pick<Findings, 'caches' | 'memory' | 'stored' | 'incidents'>
> {
  const [caches, memory, stored, incidents] = await Promise.all([
    orNothing(send('background', 'caches', [], PATIENCE)),
    orNothing(send('background', 'memory', [], PATIENCE)),
    orNothing(navigator.storage.estimate().then(({ usage }) => usage)),
    orNothing(loadIncidents()),
  ]);
  return { caches, memory, stored, incidents };
}

async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    console.error('Something could not be found out', error);
    return undefined;
  }
}
