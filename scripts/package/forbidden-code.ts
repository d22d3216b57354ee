/** What no script of the extension may do, which stores refuse too: make code of text, or take it from elsewhere. */
export const forbiddenCode: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['make code of text', /\beval\s*\)?\s*\(|\bnew Function\b|[^\w.]Function\s*\(/g],
  ['run text by a timer', /\bset(Timeout|Interval)\(\s*["'`]/g],
  ['import from elsewhere', /\b(import|from)\s*\(?\s*["'`](https?:|\/\/|data:|blob:)/g],
  ['take scripts from elsewhere', /\bimportScripts\(\s*["'`]/g],
  ['write a script into a page', /createElement\(\s*["'`]script|document\.write\b/g],
  ['make markup of text', /\b(inner|outer)HTML\s*=|insertAdjacentHTML|createContextualFragment/g],
  [
    'run what the network sends',
    /\b(Shared)?Worker\(\s*["'`]https?:|instantiateStreaming\(\s*fetch\(\s*["'`]http/g,
  ],
];

/**
 * The threaded build of TensorFlow.js' WASM backend carries the source of its threads as text, of which one branch is
 * for Node. Sightline switches threads off before the backend starts (src/offscreen/engine/backend.ts), and the
 * extension's policy would not run it.
 */
const THREADS = /var mainScriptUrlOrBlob|wasmWorkerContents|\(0,eval\)\(fs\.readFileSync/;

/** Pieces of a script that match, with a little of what is around each. */
export const findCode = (code: string, pattern: RegExp): string[] =>
  [...code.matchAll(pattern)]
    .map(({ index }) => code.slice(Math.max(0, index - 60), index + 60))
    .filter((found) => !THREADS.test(found));
