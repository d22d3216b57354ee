import { expect, it } from 'vitest';
import { contentKey } from '../../../src/download/content-key';

const bytes = (text: string) => new TextEncoder().encode(text);

it('names the same bytes alike, and tells nothing of them', async () => {
  const name = await contentKey(bytes('cat'), '#ffffff', false);
  expect(name).toMatch(/^[0-9a-f]{64}$/);
  expect(await contentKey(bytes('cat'), '#ffffff', false)).toBe(name);
  // Not by the hash of the bytes alone, by which anybody could look for them.
  const digest = await crypto.subtle.digest('SHA-256', bytes('cat'));
  expect(name).not.toBe(Buffer.from(digest).toString('hex'));
});

it('keeps apart other bytes, other colours that show through them, and private windows', async () => {
  const names = await Promise.all([
    contentKey(bytes('cat'), '#ffffff', false),
    contentKey(bytes('cow'), '#ffffff', false),
    contentKey(bytes('cat'), '#000000', false),
    contentKey(bytes('cat'), '#ffffff', true),
  ]);
  expect(new Set(names).size).toBe(4);
});
