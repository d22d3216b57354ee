import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

it('set-up that cannot go on ends with 1 and one message, without a stack', async () => {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const env = { ...process.env, CHROME_PATH: '/no/such/chrome' };
  const run = promisify(execFile)(process.execPath, [tsx, 'scripts/setup.ts'], { cwd: root, env });
  await expect(run).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^\nSet-up stopped\. CHROME_PATH names \/no\/such\/chrome, but it does not exist\. .*\n$/,
    ),
  });
}, 20_000);
