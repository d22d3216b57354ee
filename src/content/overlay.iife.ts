import { Overlay } from './overlay';

declare global {
  /** What shows badges, once it has come; in the isolated world, where no page sees it. See late-overlay.ts. */
  var SightlineOverlay: typeof Overlay | undefined;
}

globalThis.SightlineOverlay = Overlay;
