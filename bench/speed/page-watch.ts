declare global {
  interface Window {
    /** Milliseconds since 1970 when the first badge came. */
    firstBadge: Promise<number>;
    /** Milliseconds since 1970 when the latest picture was loaded. */
    loaded: number;
  }
}

/**
 * For the head of a page that is measured: notes when pictures are loaded, and when Sightline puts its element on
 * the page, which it does with the first badge. A page cannot see more of it.
 */
export const pageWatch = `<script>
document.addEventListener('load', () => {
  window.loaded = performance.timeOrigin + performance.now();
}, { capture: true });
window.firstBadge = new Promise((resolve) => {
  new MutationObserver((records, observer) => {
    for (const { addedNodes } of records) {
      for (const { nodeName } of addedNodes) {
        if (nodeName !== 'DIV') continue;
        resolve(performance.timeOrigin + performance.now());
        observer.disconnect();
      }
    }
  }).observe(document.documentElement, { childList: true });
});
</script>`;
