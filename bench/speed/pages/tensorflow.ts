import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import { load, type MobileNet } from '@tensorflow-models/mobilenet';
import { centreOf } from './centre-of';

declare global {
  interface Window {
    tensorflow: {
      /** @returns whether the backend can be had here */
      start(backend: string): Promise<boolean>;
      /** Whether the processor stands in for a graphics card, or is meant to compute. */
      isOnProcessor(backend: string): Promise<boolean>;
      /** @returns milliseconds that all pictures take, from the first one's fetch to the last one's classes */
      classifyAll(urls: readonly string[]): Promise<number>;
    };
  }
}

let network: MobileNet;

window.tensorflow = {
  start: async (backend) => {
    setWasmPaths({
      'tfjs-backend-wasm.wasm': wasmUrl,
      'tfjs-backend-wasm-simd.wasm': simdUrl,
      'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
    });
    if (backend === 'webgpu' && !(await navigator.gpu?.requestAdapter())) return false;
    if (!(await tf.setBackend(backend)) || tf.getBackend() !== backend) return false;
    network = await load({
      version: 2,
      alpha: 1,
      modelUrl: '/model/model.json',
      inputRange: [-1, 1],
    });
    await network.classify(new ImageData(224, 224));
    return true;
  },
  isOnProcessor: async (backend) => {
    if (backend === 'webgpu') {
      return (await navigator.gpu.requestAdapter())?.info.isFallbackAdapter ?? true;
    }
    if (backend !== 'webgl') return true;
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
    const info = gl?.getExtension('WEBGL_debug_renderer_info');
    const renderer = info && gl?.getParameter(info.UNMASKED_RENDERER_WEBGL);
    return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(String(renderer));
  },
  classifyAll: async (urls) => {
    const begin = performance.now();
    for (const url of urls) {
      const pixels = tf.browser.fromPixels(await centreOf(url));
      await network.classify(pixels, 5);
      pixels.dispose();
    }
    return performance.now() - begin;
  },
};
