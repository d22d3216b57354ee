import { memoryOf, Processes } from '../../bench/speed/processes';
import { onOwnPage, type World } from './world';

export interface Condition {
  /** Undefined while no engine runs. */
  readonly tensors: number | undefined;
  /** MiB of the extension's process, which only Linux tells. */
  readonly memory: number | undefined;
}

export function conditionOf(world: World): Promise<Condition> {
  return onOwnPage(world, async (page) => {
    const status = await world.sightline.status(page);
    const processes = await Processes.of(world.sightline.context);
    return {
      tensors: status.state === 'ready' ? status.tensors : undefined,
      memory: processes && (await memoryOf(await processes.extension())).own,
    };
  });
}
