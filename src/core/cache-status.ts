/** How full a cache is, and how often it has spared an inference. */
export interface CacheStatus {
  /**
   * 'scores': the session's, by content; 'addresses': the session's, from addresses to contents; 'contents': the
   * engine's own, for pictures that come from elsewhere with the same bytes.
   */
  readonly name: 'scores' | 'addresses' | 'contents';
  readonly entries: number;
  readonly bytes: number;
  /** Since the browser started; of 'contents' since the engine was last put away. */
  readonly hits: number;
  readonly misses: number;
}
