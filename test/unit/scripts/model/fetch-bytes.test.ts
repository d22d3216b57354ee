import { describe, expect, it } from 'vitest';
import { fetchBytes } from '../../../../scripts/model/fetch-bytes';
import { startHost } from './model-host';

/** Long enough for a busy machine; the tests of silence wait for one limit alone. */
const limits = { answer: 5_000, pause: 5_000, whole: 5_000 };

const get = async (host: string, shorter: Partial<typeof limits> = {}): Promise<string> => {
  const options = { cap: 100, limits: { ...limits, ...shorter } };
  return Buffer.from(await fetchBytes(new URL('/a.bin', host), options)).toString();
};

describe('fetchBytes', () => {
  it('gives the bytes and tells each piece', async () => {
    const host = await startHost((_, response) => response.end('weights'));
    let heard = 0;
    const onPiece = (bytes: number): void => {
      heard += bytes;
    };
    const bytes = await fetchBytes(new URL(host), { cap: 7, limits, onPiece });
    expect(Buffer.from(bytes).toString()).toBe('weights');
    expect(heard).toBe(7);
  });

  it('gives up on a host that accepts and stays silent', async () => {
    const host = await startHost(() => {});
    await expect(get(host, { answer: 100 })).rejects.toThrow(
      'a.bin could not be downloaded: no answer within 0.1 s',
    );
  });

  it('gives up on a host that falls silent half-way', async () => {
    const host = await startHost((_, response) => void response.write('half'));
    await expect(get(host, { pause: 100 })).rejects.toThrow('no answer within 0.1 s');
  });

  it('gives up on a host that sends drop by drop for ever', async () => {
    const host = await startHost((_, response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.once('close', () => clearInterval(timer));
    });
    await expect(get(host, { whole: 400 })).rejects.toThrow('not done within 0.4 s');
  });

  it('refuses more than the cap', async () => {
    const host = await startHost((_, response) => response.end('x'.repeat(101)));
    await expect(get(host)).rejects.toThrow('it is larger than 100 bytes');
  });

  it('refuses an answer that ends before its announced length', async () => {
    const host = await startHost((_, response) => {
      response.writeHead(200, { 'content-length': 50 });
      response.write('half', () => response.destroy());
    });
    await expect(get(host)).rejects.toThrow('could not be downloaded');
  });

  it('gives the reason of the system where the host cannot be reached', async () => {
    await expect(get('http://127.0.0.1:1')).rejects.toThrow(/ECONNREFUSED|bad port/);
  });
});
