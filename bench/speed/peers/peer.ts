/** Something else that classifies pictures in a page, one after another. */
export interface Peer {
  /** @returns milliseconds from the first picture's fetch to the last one's classes */
  classifyAll(urls: string[]): Promise<number>;
}
