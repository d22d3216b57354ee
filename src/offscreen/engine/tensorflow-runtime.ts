import type { Backend } from '../../core/settings';
import { startBackend } from './backend';
import { cardOf } from './card';
import type { Runtime } from './runtime';
import { TensorFlowNetwork } from './tensorflow-network';

/** @throws Error when the backend does not start here */
export async function startTensorFlow(backend: Backend): Promise<Runtime> {
  await startBackend(backend);
  return { card: cardOf(backend), load: (files) => TensorFlowNetwork.load(files) };
}
