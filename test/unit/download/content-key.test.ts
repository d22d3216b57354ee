import { expect, it } from 'vitest';
import { contentKey, contentName } from '../../../src/download/content-key';

const bytes = (text: string) => new TextEncoder().encode(text);

it('names the same bytes alike, and tells nothing of them', async () => {
  const name = await contentName(bytes('cat'), '#ffffff', false);
  expect(name).toMatch(/^[0-9a-f]{64}$/);
  expect(await contentName(bytes('cat'), '#ffffff', false)).toBe(name);
  // Not by the hash of the bytes alone, by which anybody could look for them.
  const digest = await crypto.subtle.digest('SHA-256', bytes('cat'));
  expect(name).not.toBe(Buffer.from(digest).toString('hex'));
});

it('keeps apart other bytes, other colours that show through them, and private windows', async () => {
  const names = await Promise.all([
    contentName(bytes('cat'), '#ffffff', false),
    contentName(bytes('cow'), '#ffffff', false),
    contentName(bytes('cat'), '#000000', false),
    contentName(bytes('cat'), '#ffffff', true),
  ]);
  expect(new Set(names).size).toBe(4);
});

it('names what is kept for the pages of one site so that no other site’s can be answered from it', async () => {
  const content = await contentName(bytes('cat'), '#ffffff', false);
  const names = await Promise.all([
    contentKey(content, 'https://site.example'),
    contentKey(content, 'https://other.example'),
    contentKey(content, 'http://site.example'),
  ]);
  expect(new Set([content, ...names]).size).toBe(4);
  expect(await contentKey(content, 'https://site.example')).toBe(names[0]);
});
