import * as tf from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Backend } from '../../core/settings';

/** The graphics card is gone from under the engine: it crashed, was reset, or is needed elsewhere. */
export class CardLostError extends Error {
  override name = 'CardLostError';
}

/**
 * Notices that the backend which was started loses its graphics card: after that, what it was asked to read out
 * never settles.
 *
 * @returns never fulfilled; rejected with a CardLostError when that happens
 */
export function cardLoss(backend: Backend): Promise<never> {
  const loss = new Promise<never>((_, reject) => {
    const lose = (how: string) => reject(new CardLostError(`The graphics card was lost${how}`));
    if (backend === 'webgl') {
      const { canvas } = (tf.backend() as MathBackendWebGL).gpgpu.gl;
      canvas.addEventListener('webglcontextlost', () => lose(''), { once: true });
    }
    if (backend === 'webgpu') {
      const { device } = tf.backend() as WebGPUBackend;
      void device.lost.then(({ message }) => lose(message && `: ${message}`));
    }
  });
  // It may be lost while nobody asks.
  loss.catch(() => undefined);
  return loss;
}
