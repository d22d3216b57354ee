import type { EngineStatus } from '../../../src/core/engine-status';
import type { Job, JobResult } from '../../../src/messaging/protocol';
import { type Recipe, realise } from '../recipe';

/*
 * What the run does inside the browser: a script for a page of the extension, and for the content script's world of
 * any page.
 */

/** What came back for a message. */
export interface Reply {
  /** 'odd': neither of the two replies that there are; 'unsent': the browser refused to send it. */
  readonly came: 'value' | 'error' | 'nothing' | 'late' | 'odd' | 'unsent';
  readonly why: string;
}

/** What became of a picture. */
export interface Fed {
  /** The outcome; nothing where no answer came in time. */
  readonly outcome?: JobResult['outcome'];
  /** What was thrown in its place. */
  readonly thrown?: string;
  readonly milliseconds: number;
}

/** A page's to the offscreen document, or a frame's to the worker. */
export type LineOf = 'line' | 'line of a frame';

export interface Tools {
  /**
   * Sends messages, several at once.
   *
   * @param to the tab whose content scripts get them, or a line; else the extension's pages
   * @param patience milliseconds for each reply
   */
  send(messages: readonly Recipe[], patience: number, to?: number | LineOf): Promise<Reply[]>;
  /** Has the offscreen document classify pictures, several at once, each of a job like the given one. */
  classify(
    pictures: readonly string[],
    job: Omit<Job, 'key' | 'picture'>,
    patience: number,
  ): Promise<Fed[]>;
  /** How many tensors the engine says that it holds; NaN where it does not run. */
  tensors(): Promise<number>;
  /** Draws a picture and encodes it as every type that the browser can. */
  encode(base64: string): Promise<{ readonly type: string; readonly base64: string }[]>;
}

declare global {
  var fuzzTools: Tools;
  /** Tells the run what is under way, so that it knows when nothing here runs any more; in pages of the extension. */
  var fuzzTold: ((what: string) => void) | undefined;
}

/** Messages and pictures under way at once. */
const AT_ONCE = 16;

globalThis.fuzzTools = {
  send: (messages, patience, to) =>
    inLanes(messages, async (recipe) => {
      const message = realise(recipe);
      try {
        return replyOf(await inTime(sendTo(to, message), patience));
      } catch (error) {
        const why = (error as Error).message;
        const isNobody = /Receiving end does not exist|message port closed/.test(why);
        return { came: isNobody ? 'nothing' : 'unsent', why };
      }
    }),
  classify: (pictures, job, patience) =>
    inLanes(pictures, async (base64, at): Promise<Fed> => {
      globalThis.fuzzTold?.(`begun ${at}`);
      const begin = performance.now();
      const bytes = new Blob([bytesOf(base64)]);
      const order: Job = { ...job, key: crypto.randomUUID(), picture: { kind: 'bytes', bytes } };
      const call = { method: 'classify', payload: [order] };
      const reply = await inTime(callOffscreen(call), patience);
      const milliseconds = performance.now() - begin;
      globalThis.fuzzTold?.(`done ${at}`);
      if (reply === LATE) return { milliseconds };
      return reply.ok
        ? { outcome: (reply.value as JobResult).outcome, milliseconds }
        : { thrown: String(reply.error?.message), milliseconds };
    }),
  tensors: async () => {
    const reply = await callOffscreen({ method: 'status', payload: [] });
    const status = reply.ok ? (reply.value as EngineStatus) : undefined;
    return status?.state === 'ready' ? status.tensors : Number.NaN;
  },
  encode: async (base64) => {
    const bitmap = await createImageBitmap(new Blob([bytesOf(base64)]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    const types = ['image/png', 'image/jpeg', 'image/webp'];
    const blobs = await Promise.all(types.map((type) => canvas.convertToBlob({ type })));
    return Promise.all(
      blobs.map(async (blob) => ({
        type: blob.type,
        base64: base64Of(new Uint8Array(await blob.arrayBuffer())),
      })),
    );
  },
};

function sendTo(to: number | LineOf | undefined, message: unknown): Promise<unknown> {
  if (to === undefined) return chrome.runtime.sendMessage(message);
  if (to === 'line') return callOffscreen(message as object);
  if (to === 'line of a frame') return callWorker(message as object);
  return chrome.tabs.sendMessage(to, message, { frameId: 0 });
}

const waiting = new Map<number, (reply: unknown) => void>();
let port: chrome.runtime.Port | undefined;
let calls = 0;

const callWorker = (call: object): Promise<unknown> =>
  new Promise((resolve) => {
    port ??= openPort();
    const id = calls++;
    waiting.set(id, resolve);
    port.postMessage({ ...call, id });
  });

function openPort(): chrome.runtime.Port {
  const opened = chrome.runtime.connect();
  opened.onMessage.addListener(({ id, reply }) => waiting.get(id)?.(reply));
  opened.onDisconnect.addListener(() => {
    port = undefined;
    for (const answer of waiting.values()) answer(undefined);
  });
  return opened;
}

const LATE = Symbol('late');

async function inTime<T>(work: Promise<T>, patience: number): Promise<T | typeof LATE> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function replyOf(reply: unknown): Reply {
  if (reply === LATE) return { came: 'late', why: '' };
  if (reply === undefined || reply === null) return { came: 'nothing', why: '' };
  const { ok, error } = reply as { readonly ok?: unknown; readonly error?: unknown };
  if (ok === true) return { came: 'value', why: '' };
  const isError = ok === false && error instanceof Error && error.message !== '';
  return isError ? { came: 'error', why: error.message } : { came: 'odd', why: String(reply) };
}

async function inLanes<T, R>(
  items: readonly T[],
  work: (item: T, at: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < items.length; at = next++)
      results[at] = await work(items[at] as T, at);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return results;
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

const base64Of = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
