import { openWelcome } from './open-welcome';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });

openWelcome(closing.signal);
