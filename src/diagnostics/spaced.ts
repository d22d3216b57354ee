/**
 * Runs a task soon after it is called for, and at most once in a while: calls that come meanwhile share one run at
 * the end of it.
 *
 * @param task must not reject
 * @param pause milliseconds from the end of a run to the beginning of the next
 * @param signal ends it
 */
export function spaced(task: () => Promise<void>, pause: number, signal: AbortSignal): () => void {
  let isBusy = false;
  let isCalled = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  const run = async () => {
    isBusy = true;
    isCalled = false;
    await task();
    timer = setTimeout(() => {
      isBusy = false;
      if (isCalled) void run();
    }, pause);
  };
  return () => {
    isCalled = true;
    if (!isBusy && !signal.aborted) void run();
  };
}
