import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withSetUpLock } from '../../../../scripts/model/set-up-lock';
import { listen, tempFolder } from './temp-project';

describe('the set-up lock', () => {
  it('lets one in at a time, tells the others, and is given back after an error too', async () => {
    const cache = await tempFolder();
    const said: string[] = [];
    let inside = 0;
    const enter = (result: () => void): Promise<void> =>
      withSetUpLock(cache, listen(said), async () => {
        expect(++inside).toBe(1);
        await new Promise(setImmediate);
        inside--;
        result();
      });
    const results = await Promise.allSettled([
      enter(() => {
        throw new Error('set-up failed');
      }),
      enter(() => {}),
      enter(() => {}),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
    expect(said).toContain('Another set-up is at work in this folder; waiting for it.');
    expect(await readdir(cache)).toEqual([]);
  });

  it('passes on from a process that has died', async () => {
    const cache = await tempFolder();
    const child = spawn(process.execPath, ['--version']);
    await once(child, 'exit');
    const dead = { pid: child.pid, host: hostname(), token: 'dead' };
    await writeFile(join(cache, 'set-up.lock'), JSON.stringify(dead));
    expect(await withSetUpLock(cache, listen([]), async () => 'in')).toBe('in');
  });

  it('passes on from another machine once it gives no sign any more', async () => {
    const cache = await tempFolder();
    const lock = join(cache, 'set-up.lock');
    await writeFile(lock, JSON.stringify({ pid: 1, host: 'elsewhere', token: 'old' }));
    const entered = withSetUpLock(cache, listen([]), async () => 'in');
    const waited = await Promise.race([entered, new Promise((done) => setTimeout(done, 250))]);
    expect(waited).toBeUndefined();
    const minutesAgo = Date.now() / 1000 - 120;
    await utimes(lock, minutesAgo, minutesAgo);
    expect(await entered).toBe('in');
  });
});
