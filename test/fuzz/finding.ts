/** Something that went wrong, with what it takes to have it go wrong again. */
export interface Finding {
  readonly what: string;
  /** What was fed or sent, if it was one thing: a picture's bytes, or a message's recipe as JSON. */
  readonly example?: { readonly extension: 'bin' | 'json'; readonly content: Uint8Array | string };
}
