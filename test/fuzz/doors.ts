import { emptyReport } from '../../src/core/page-report';
import type { Address, EngineWishes, Job } from '../../src/messaging/protocol';
import { colourPng } from '../e2e/support/pictures';
import { palette } from '../fixtures/tiny-model';
import { type RecordRecipe, recipeOf } from './recipe';

/** A place that takes messages, and who sends them. */
export interface Door {
  readonly name: string;
  readonly to: Address;
  readonly from: 'page' | 'content script' | 'line' | 'line of a frame';
  /** Whether it answers such a sender at all. */
  readonly isOpen: boolean;
  /** Sound messages to it. */
  readonly messages: readonly RecordRecipe[];
}

/** A picture that the tiny model knows. */
export const goodPicture = Buffer.from(colourPng(palette.red.rgb)).toString('base64');

/** WASM everywhere: another would have the engine start anew. */
export const wishes: EngineWishes = { choice: 'wasm', idleMinutes: 5 };

/** What is the same in all jobs. */
export const sameJob: Omit<Job, 'key' | 'picture'> = {
  priority: 'on-screen',
  tab: 1,
  backdrop: '#ffffff',
  frameUrl: 'https://site.example/',
  tabUrl: 'https://site.example/',
  isSandboxed: false,
  isPrivate: false,
  thumbnail: false,
  engine: wishes,
};

const bytes = { kind: 'bytes', bytes: { is: 'blob', base64: goodPicture } };
const address = { kind: 'address', url: 'http://127.0.0.1:9/x.png' };
const box = { x: 0, y: 0, width: 1, height: 0.5 };
const question = { id: 'id', priority: 'near', backdrop: '#102030' };
const srcset = { text: 'x.png 2x', base: 'https://site.example/' };
const measured = { backend: 'wasm', millisecondsPerPicture: 20, batch: 1 };
const rejected = { backend: 'webgl', why: 'none' };
const measurement = { machine: 'none', measured: [measured], rejected: [rejected] };
const trouble = { address: 'https://site.example/x.png', reason: 'http-status', detail: '404' };
const report = { ...emptyReport, labelled: 3, troubles: [trouble], leftOut: { icon: 1 } };

const to = (
  place: Address,
  calls: readonly (readonly [method: string, ...payload: unknown[]])[],
): RecordRecipe[] =>
  calls.map(([method, ...payload]) => recipeOf({ to: place, method, payload }) as RecordRecipe);

const classification = to('classification', [
  ['classify', { ...question, picture: bytes, srcset }],
  ['classify', { ...question, picture: { ...address, referrer: 'http://127.0.0.1/' } }],
  ['classify', { ...question, picture: { kind: 'screen', box } }],
  ['classify', { ...question, picture: bytes, correcting: { kind: 'say', word: 'Mitzi' } }],
  ['classify', { ...question, picture: bytes, correcting: { kind: 'undo' } }],
  ['cancel', { id: 'id' }],
  ['prioritise', { id: 'id', priority: 'asked' }],
]);

const background = to('background', [
  ['report', report],
  ['report', { ...report, troubles: Array(50).fill(trouble) }],
  ['failed', [{ what: 'http-status', detail: '404', at: 1, times: 2 }]],
  ['bringOverlay'],
  ['status'],
  ['wake'],
  ['corrected', { tab: 1 }],
  ['caches'],
  ['memory'],
  ['note', { what: 'engine-lost', detail: 'none' }],
  ['measured', measurement],
]);

const offscreen = to('offscreen', [
  ['classify', { ...sameJob, key: 'key', picture: bytes }],
  ['classify', { ...sameJob, key: 'other key', picture: address, thumbnail: true }],
  ['cancel', { key: 'key' }],
  ['prioritise', { key: 'key', priority: 'asked' }],
  ['status'],
  ['wake', { ...wishes, known: measurement }],
  ['cache'],
  ['memory'],
]);

const content = to('content', [
  ['classifyPicture', { url: 'https://site.example/x.png' }],
  ['classifyHere'],
  ['classifyAll'],
  ['corrected'],
]);

const ready = {
  state: 'ready',
  backend: 'wasm',
  workers: 1,
  batch: 1,
  measured: [measured],
  rejected: [rejected],
  model: 'tiny',
  millisecondsPerPicture: 2,
  tensors: 9,
  waiting: 0,
};

const popup = to('pages', [
  ['engineChanged', ready],
  ['engineChanged', { state: 'failed', why: 'none' }],
  ['engineChanged', { state: 'loading' }],
  ['historyChanged'],
]);

/** Every door, from every side from which it can be knocked at. */
export const doors: readonly Door[] = [
  {
    name: 'service worker, from a content script',
    to: 'background',
    from: 'content script',
    isOpen: true,
    messages: background,
  },
  {
    name: 'service worker, from the extension',
    to: 'background',
    from: 'page',
    isOpen: true,
    messages: background,
  },
  {
    name: 'service worker, over a port of a frame',
    to: 'classification',
    from: 'line of a frame',
    isOpen: true,
    messages: classification,
  },
  {
    name: 'offscreen document',
    to: 'offscreen',
    from: 'line',
    isOpen: true,
    messages: offscreen,
  },
  { name: 'content script', to: 'content', from: 'page', isOpen: true, messages: content },
  { name: 'popup', to: 'pages', from: 'page', isOpen: true, messages: popup },
  {
    name: 'what a content script may not reach',
    to: 'offscreen',
    from: 'content script',
    isOpen: false,
    messages: [...offscreen, ...popup, ...classification],
  },
];
