import { openOptions } from './open-options';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });

openOptions(closing.signal);
