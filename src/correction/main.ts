import { openCorrection } from './open-correction';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });

openCorrection(closing.signal);
