import { openDiagnostics } from './open-diagnostics';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });

openDiagnostics(closing.signal);
