import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A web site on this machine's loopback address, as another origin than every other one of them. */
export class LocalSite {
  readonly #server: Server;
  readonly #answers = new Map<string, Answer>();
  /** Paths that were asked for, in order. */
  readonly asked: string[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://local').pathname;
      this.asked.push(path);
      const answer = this.#answers.get(path);
      if (answer) void answer(request, response);
      else response.writeHead(404, { 'content-type': 'text/plain' }).end('Nothing here');
    });
  }

  static async open(): Promise<LocalSite> {
    const site = new LocalSite();
    await new Promise<void>((resolve) => site.#server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  /** Address of a path of the site; a host other than the usual one makes another site of the same pages. */
  url(path: string, host = '127.0.0.1'): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://${host}:${port}${path}`;
  }

  /** Answers a path with a body. */
  put(path: string, type: string, body: string | Uint8Array): void {
    // As sites do with their files; what is written in parts says no length.
    const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) };
    this.#answers.set(path, (_, response) => {
      response.writeHead(200, headers).end(body);
    });
  }

  /** Answers a path with an HTML page that has this body. */
  putPage(path: string, body: string): void {
    const icon = '<link rel="icon" href="data:,">';
    this.put(path, 'text/html', `<!doctype html><meta charset="utf-8">${icon}${body}`);
  }

  /** Answers a path by hand. */
  on(path: string, answer: Answer): void {
    this.#answers.set(path, answer);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
