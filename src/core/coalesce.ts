/**
 * Runs a task at most once at a time: calls that come while it runs share one more run after it.
 *
 * @param task must not reject
 * @returns starts or joins a run that begins after the call, and resolves when it is done
 */
export function coalesce(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = (): Promise<void> => {
    running = task().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return run();
    next ??= running.then(() => {
      next = undefined;
      return run();
    });
    return next;
  };
}
