import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PictureHost {
  /** Its address, with a slash at the end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** A server of pictures on this machine. */
export async function startPictureHost(answer: RequestListener): Promise<PictureHost> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
