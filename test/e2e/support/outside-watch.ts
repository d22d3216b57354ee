import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The browser's proxy: every request that is not for this machine's loopback address arrives here, is
 * written down and refused. Nothing a test does can reach further.
 */
export class OutsideWatch {
  readonly #server: Server;
  /** What was asked of the outside. */
  readonly requests: string[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push(`${request.method} ${request.url}`);
      response.writeHead(502).end();
    });
    this.#server.on('connect', (request, socket) => {
      this.requests.push(`CONNECT ${request.url}`);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
  }

  static async open(): Promise<OutsideWatch> {
    const watch = new OutsideWatch();
    await new Promise<void>((resolve) => watch.#server.listen(0, '127.0.0.1', resolve));
    return watch;
  }

  /** What a browser has to be started with. */
  get browserArguments(): string[] {
    const { port } = this.#server.address() as AddressInfo;
    return [`--proxy-server=http://127.0.0.1:${port}`];
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
