import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import '@tensorflow/tfjs-backend-webgl';
import { type Backend, type BackendChoice, backends } from '../../core/settings';

/**
 * Order in which backends are tried. WebGL pays only on a real GPU: on a software renderer it takes ten
 * times as long as WASM. A forced backend comes first, and the others stay behind it for when it fails.
 */
export function candidates(choice: BackendChoice): Backend[] {
  if (choice !== 'auto') return [choice, ...backends.filter((backend) => backend !== choice)];
  return hasGpu() ? ['webgl', 'wasm', 'cpu'] : ['wasm', 'cpu'];
}

const SOFTWARE_RENDERER = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Whether WebGL is drawn by a GPU rather than by the processor. */
function hasGpu(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2', {
    // Chromium gives no context at all where it knows its renderer to be software.
    failIfMajorPerformanceCaveat: true,
  });
  if (!gl) return false;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !SOFTWARE_RENDERER.test(renderer);
}

/**
 * Makes TensorFlow.js compute on a backend.
 *
 * @throws Error when the backend does not start here: TensorFlow.js itself would silently take another
 */
export async function startBackend(backend: Backend): Promise<void> {
  if (backend === 'wasm') {
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
  const started = await tf.setBackend(backend);
  if (!started || tf.getBackend() !== backend) throw new Error(`${backend} does not start here`);
}

/** Lets a backend go, with every tensor on it. */
export function stopBackend(backend: Backend): void {
  tf.removeBackend(backend);
}
