import { ImageClassifier } from '@mediapipe/tasks-vision';
import { centreOf } from './centre-of';

declare global {
  interface Window {
    mediapipe: {
      start(): Promise<void>;
      /** @returns milliseconds that all pictures take, from the first one's fetch to the last one's classes */
      classifyAll(urls: readonly string[]): Promise<number>;
    };
  }
}

let classifier: ImageClassifier;

window.mediapipe = {
  start: async () => {
    classifier = await ImageClassifier.createFromOptions(
      {
        wasmLoaderPath: '/mediapipe/vision_wasm_internal.js',
        wasmBinaryPath: '/mediapipe/vision_wasm_internal.wasm',
      },
      {
        baseOptions: { modelAssetPath: '/mediapipe/model.tflite', delegate: 'CPU' },
        runningMode: 'IMAGE',
        maxResults: 5,
      },
    );
  },
  classifyAll: async (urls) => {
    const begin = performance.now();
    for (const url of urls) classifier.classify(await centreOf(url));
    return performance.now() - begin;
  },
};
