/** Something took longer than it may. */
export class DeadlineError extends Error {
  override name = 'DeadlineError';
}

/**
 * @param milliseconds how long the work may take
 * @throws DeadlineError when it takes longer; the work itself goes on and its result is dropped
 */
export function withDeadline<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DeadlineError(`No answer in ${milliseconds / 1000} s`)),
      milliseconds,
    );
  });
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer));
}
