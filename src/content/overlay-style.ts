/**
 * Styles of the badges. Declarations marked important on :host win over anything that the page says about
 * the host, for in a shadow tree the inner important rule is the stronger one.
 */
export const overlayStyle = `
:host {
  all: initial !important;
  position: absolute !important;
  inset: 0 auto auto 0 !important;
  width: 0 !important;
  height: 0 !important;
  z-index: 2147483647 !important;
  pointer-events: none !important;
  color-scheme: light dark !important;
  display: block !important;
  overflow: visible !important;
}
:host::backdrop { display: none !important; }
@media print {
  :host { display: none !important; }
}
.screen {
  position: fixed;
  inset: 0;
  visibility: hidden;
}
.ruler {
  position: absolute;
  left: 0;
  top: 0;
  width: 100px;
  height: 0;
}
.layer {
  --paper: light-dark(rgb(255 255 255 / 0.95), rgb(23 25 33 / 0.94));
  --ink: light-dark(#15181f, #f3f5fa);
  --quiet: light-dark(#4d5566, #b6bfd1);
  --muted: light-dark(#8d94a3, #7d8698);
  --faint: light-dark(rgb(255 255 255 / 0.86), rgb(23 25 33 / 0.82));
  --line: light-dark(rgb(15 20 35 / 0.16), rgb(255 255 255 / 0.2));
  --accent: light-dark(#2f5fd0, #8fb2ff);
  position: absolute;
  left: 0;
  top: 0;
  width: 0;
  height: 0;
  transform-origin: 0 0;
  font: 500 12px/1.35 system-ui, sans-serif;
  color: var(--ink);
}
.badge {
  all: unset;
  position: absolute;
  left: 0;
  top: 0;
  box-sizing: border-box;
  display: flex;
  gap: 0.5em;
  width: max-content;
  padding: 2px 8px;
  border: 1px solid var(--line);
  border-radius: 999px;
  background: var(--paper);
  box-shadow: 0 1px 3px rgb(0 0 0 / 0.25);
  white-space: nowrap;
  animation: appear 140ms ease-out;
}
[data-text]::before { content: attr(data-text); }
[hidden] { display: none !important; }
.words, .badge > .name { overflow: hidden; text-overflow: ellipsis; }
.doubt { color: var(--quiet); }
.percent { color: var(--quiet); font-variant-numeric: tabular-nums; }
.badge.pending, .badge.trouble, .badge.unsure { color: var(--quiet); }
.badge.unsure {
  padding: 1px 7px;
  background: var(--faint);
  box-shadow: none;
  font-size: 11px;
}
.badge.dot {
  width: 12px;
  height: 12px;
  padding: 0;
  border-color: var(--paper);
  background: var(--accent);
}
.badge.dot.trouble { background: var(--quiet); }
.badge.dot.unsure { background: var(--muted); }
.badge.dot > * { display: none; }
.badge:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.card, .notice {
  position: absolute;
  left: 0;
  top: 0;
  box-sizing: border-box;
  width: max-content;
  max-width: min(300px, 100vw - 16px);
  padding: 10px 12px;
  border: 1px solid var(--line);
  border-radius: 10px;
  background: var(--paper);
  box-shadow: 0 6px 24px rgb(0 0 0 / 0.28);
}
.card:has(ol) { min-width: min(200px, 100vw - 16px); }
.card p { all: unset; display: block; }
.card p + ol { padding-top: 8px; }
.notice { animation: appear 140ms ease-out; }
.card ol { all: unset; display: grid; gap: 6px; }
.card li {
  all: unset;
  display: grid;
  grid-template-columns: 1fr auto;
  column-gap: 16px;
  overflow-wrap: anywhere;
}
.card ol:only-child li:first-child { font-weight: 650; }
.synonyms {
  grid-column: 1 / -1;
  color: var(--quiet);
  font-size: 11px;
  font-weight: 450;
}
.bar {
  grid-column: 1 / -1;
  height: 3px;
  margin-top: 2px;
  border-radius: 2px;
  background: linear-gradient(var(--accent), var(--accent)) no-repeat 0 0 / var(--share) 100% var(--line);
}
:dir(rtl) > .bar { background-position-x: 100%; }
@keyframes appear { from { opacity: 0; } }
@media (prefers-reduced-motion: reduce) {
  .badge, .notice { animation: none; }
}
@media (forced-colors: active) {
  .badge, .card, .notice { border-color: CanvasText; background: Canvas; }
  .badge.dot, .badge.dot.unsure, .badge.dot.trouble { background: Highlight; }
  .bar { forced-color-adjust: none; --accent: Highlight; --line: GrayText; }
}
`;
