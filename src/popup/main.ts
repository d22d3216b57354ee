import { openPopup } from './open-popup';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });

openPopup(closing.signal);
