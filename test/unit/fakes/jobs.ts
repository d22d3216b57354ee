import type { Job } from '../../../src/messaging/protocol';
import { png } from './pictures';

/** A job for a picture of its own, which the fake decoder and engine know by its mark, 0..255. */
export const job = (mark: number, details: Partial<Job> = {}): Job => ({
  key: `key ${mark}`,
  tab: 1,
  picture: { kind: 'bytes', bytes: png(100, 80, mark) },
  priority: 'on-screen',
  backdrop: '#ffffff',
  isSandboxed: false,
  isPrivate: false,
  frameUrl: 'https://site.example/',
  tabUrl: 'https://site.example/',
  thumbnail: false,
  engine: { choice: 'auto', idleMinutes: 5 },
  ...details,
});

export const remoteJob = (mark: number, details: Partial<Job> = {}): Job =>
  job(mark, {
    picture: { kind: 'address', url: `https://pictures.example/${mark}.png` },
    ...details,
  });
