/** What Chromium alone says of a page's memory. */
interface ChromiumPerformance {
  readonly memory?: { readonly usedJSHeapSize: number };
}

/** @returns bytes of this document's JavaScript objects, rounded by the browser; nothing where it does not tell */
export function jsHeap(): { readonly heap?: number } {
  const { memory } = performance as ChromiumPerformance;
  return memory ? { heap: memory.usedJSHeapSize } : {};
}
