import * as tf from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { Ending } from '../../core/ending';
import type { Backend } from '../../core/settings';

/** The graphics card is of no more use to the engine: it was lost, or has run out of memory. */
export class CardError extends Error {
  override name = 'CardError';
}

const LOST = 'The graphics card was lost';
const FULL = 'The graphics card has run out of memory';

/** What can happen to the graphics card from under the engine, which TensorFlow.js does not notice. */
export interface Card {
  /** Comes with a CardError when the card is lost. After that, what it was asked to read out never settles. */
  readonly loss: Ending;
  /** @throws CardError when what was computed last cannot be right */
  check(): void;
}

/** The card of the backend that was started; undefined where that computes on the processor. */
export function cardOf(backend: Backend): Card | undefined {
  return backend === 'webgl' ? webglCard() : backend === 'webgpu' ? webgpuCard() : undefined;
}

function webglCard(): Card {
  const { gl } = (tf.backend() as MathBackendWebGL).gpgpu;
  const loss = new Ending();
  const lose = () => loss.come(new CardError(LOST));
  gl.canvas.addEventListener('webglcontextlost', lose, { once: true });
  return {
    loss,
    check() {
      if (gl.getError() === gl.OUT_OF_MEMORY) throw new CardError(FULL);
    },
  };
}

function webgpuCard(): Card {
  const { device } = tf.backend() as WebGPUBackend;
  const loss = new Ending();
  void device.lost.then(({ message }) =>
    loss.come(new CardError(message ? `${LOST}: ${message}` : LOST)),
  );
  let isFull = false;
  device.addEventListener('uncapturederror', ({ error }) => {
    isFull ||= error instanceof GPUOutOfMemoryError;
  });
  return {
    loss,
    check() {
      if (isFull) throw new CardError(FULL);
    },
  };
}
