/**
 * Ends the worker: the browser stops one that has not answered it for half a minute, which it looks after each half
 * minute. Under a debugger it lets it be.
 */
export function fallSilent(): never {
  for (;;);
}
