import * as tf from '@tensorflow/tfjs';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { Backend } from '../../core/settings';

/** Each backend's code is loaded only where it is used; it makes itself known to TensorFlow.js. */
const load: Readonly<Record<Backend, () => Promise<unknown>>> = {
  webgpu: () => import('@tensorflow/tfjs-backend-webgpu'),
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
  wasm: loadWasm,
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
};

/**
 * Makes TensorFlow.js compute on a backend.
 *
 * @throws Error when the backend does not start here: TensorFlow.js itself would silently take another
 */
export async function startBackend(backend: Backend): Promise<void> {
  tf.enableProdMode();
  await load[backend]();
  const started = await tf.setBackend(backend);
  if (!started || tf.getBackend() !== backend) throw new Error(`${backend} does not start here`);
}

async function loadWasm(): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  // The threaded build starts its workers from blob: addresses, which the extension's policy blocks, and
  // then setBackend never settles.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasmUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    // Asked for by name, though never loaded without threads.
    'tfjs-backend-wasm-threaded-simd.wasm': simdUrl,
  });
}
