import { type EngineStatus, NO_GRAPHICS_CARD, SOFTWARE_RENDERER } from '../core/engine-status';
import type { Backend } from '../core/settings';
import { backendName } from './describe-engine';
import { text } from './text';
import { writeMilliseconds } from './write';

/** Why the engine runs on none of the other backends: they are slower here, or do not work. */
export function othersThan(status: Extract<EngineStatus, { state: 'ready' }>): string[] {
  const own = status.measured.find(({ backend }) => backend === status.backend);
  const isRejected = (backend: Backend) => status.rejected.some((one) => one.backend === backend);
  // A faster one is being made ready, and takes over soon.
  const slower = status.measured.filter(
    ({ backend, millisecondsPerPicture }) =>
      backend !== status.backend &&
      !isRejected(backend) &&
      millisecondsPerPicture >= (own?.millisecondsPerPicture ?? 0),
  );
  return [
    ...slower.map(({ backend, millisecondsPerPicture }) =>
      text('slowerBackend', backendName(backend), writeMilliseconds(millisecondsPerPicture)),
    ),
    ...status.rejected.map(({ backend, why }) =>
      text('rejectedBackend', backendName(backend), reasonOf(why)),
    ),
  ];
}

function reasonOf(why: string): string {
  if (why === NO_GRAPHICS_CARD) return text('rejectedNoCard');
  return why.startsWith(SOFTWARE_RENDERER)
    ? text('rejectedSoftware', why.slice(SOFTWARE_RENDERER.length))
    : why;
}
