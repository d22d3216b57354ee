/**
 * Reads a picture of the page's own origin from the browser's cache, and never asks its host: it may have another
 * picture by now, or count how often it is asked. Fails where the cache has not got it.
 */
export const fromCache: RequestInit = {
  cache: 'only-if-cached',
  mode: 'same-origin',
  // As Chromium asks for images: the cache keeps answers that depend on it apart.
  headers: {
    accept: 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
  },
};
