import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { LocalSite } from '../e2e/support/local-site';

/** What a host may do to whoever asks it for a picture. */
export const moods = [
  'stalls',
  'stalls midway',
  'cuts off',
  'hangs up',
  'refuses',
  'dawdles',
  'never ends',
  'redirects in circles',
] as const;
export type Mood = 'sound' | (typeof moods)[number];

/** Milliseconds between the pieces of what comes slowly, and how many pieces there are. */
const DAWDLING = { pause: 100, pieces: 12 };

/** A site whose pictures come as its mood is; its pages always come. */
export class FaultySite {
  readonly #site: LocalSite;
  /** What is answered with nothing, or without an end, until the site is sound again. */
  readonly #held = new Set<ServerResponse>();
  readonly #sockets = new Set<Socket>();
  #mood: Mood = 'sound';

  private constructor(site: LocalSite) {
    this.#site = site;
  }

  static async open(): Promise<FaultySite> {
    return new FaultySite(await LocalSite.open());
  }

  url(path: string): string {
    return this.#site.url(path);
  }

  putPage(path: string, body: string): void {
    this.#site.putPage(path, body);
  }

  /** @param isKept whether browsers may keep it, rather than ask for it each time */
  putPicture(path: string, make: () => Uint8Array, isKept: boolean): void {
    const caching = isKept ? 'max-age=600' : 'no-store';
    this.#site.on(path, (request, response) => {
      this.#watch(request.socket);
      this.#answer(request, response, make(), caching);
    });
  }

  /** What was held up in the mood before is hung up on: its answer will not come any more. */
  set mood(mood: Mood) {
    this.#mood = mood;
    for (const response of this.#held) response.destroy();
    this.#held.clear();
  }

  /** Ends all connections, those that wait for a next request too. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): Promise<void> {
    return this.#site.close();
  }

  #watch(socket: Socket): void {
    if (this.#sockets.has(socket)) return;
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #answer(
    request: IncomingMessage,
    response: ServerResponse,
    bytes: Uint8Array,
    caching: string,
  ): void {
    const type = { 'content-type': 'image/png', 'cache-control': caching };
    const sized = { ...type, 'content-length': bytes.length };
    const half = bytes.subarray(0, bytes.length / 2);
    switch (this.#mood) {
      case 'sound':
        response.writeHead(200, sized).end(bytes);
        break;
      case 'stalls':
        this.#held.add(response);
        break;
      case 'stalls midway':
        this.#held.add(response);
        response.writeHead(200, sized).write(half);
        break;
      case 'cuts off':
        response.writeHead(200, sized).write(half, () => response.destroy());
        break;
      case 'hangs up':
        request.socket.destroy();
        break;
      case 'refuses':
        response.writeHead(503, { 'cache-control': 'no-store' }).end();
        break;
      case 'dawdles':
        response.writeHead(200, sized);
        dawdle(response, bytes);
        break;
      case 'never ends':
        this.#held.add(response);
        response.writeHead(200, type);
        trickle(response, bytes);
        break;
      case 'redirects in circles': {
        const location = `${request.url?.replace(/\?.*/, '')}?${Math.random()}`;
        response.writeHead(302, { location, 'cache-control': 'no-store' }).end();
        break;
      }
    }
  }
}

function dawdle(response: ServerResponse, bytes: Uint8Array): void {
  const size = Math.ceil(bytes.length / DAWDLING.pieces);
  let at = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(at, at + size));
    at += size;
    if (at >= bytes.length) response.end();
  }, DAWDLING.pause);
  response.once('close', () => clearInterval(timer));
}

/** The picture, and after it what belongs to none, for as long as somebody listens. */
function trickle(response: ServerResponse, bytes: Uint8Array): void {
  response.write(bytes);
  const timer = setInterval(() => response.write(Buffer.alloc(1_024)), DAWDLING.pause);
  response.once('close', () => clearInterval(timer));
}
