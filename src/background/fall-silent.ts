/**
 * Ends the worker: the browser stops one that has not answered it for half a minute. It checks that every half minute,
 * so all in all it takes up to a minute and a half. Under a debugger it never does.
 */
export function fallSilent(): never {
  for (;;);
}
