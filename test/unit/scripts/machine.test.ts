import { describe, expect, it } from 'vitest';
import { thisMachine } from '../../../scripts/machine';

const node = (script: string, limit = 10_000, onLine?: (line: string) => void): Promise<string> =>
  thisMachine.run(process.execPath, ['-e', script], { limit, ...(onLine && { onLine }) });

describe('run', () => {
  it('gives what the command wrote, and tells its lines', async () => {
    const lines: string[] = [];
    const output = await node('console.log("one\\r\\n\\ntwo")', 10_000, (line) => lines.push(line));
    expect(output).toContain('two');
    expect(lines).toEqual(['one', 'two']);
  });

  it('fails with the last words of the command', async () => {
    await expect(node('console.error("E: no space"); process.exit(3)')).rejects.toThrow(
      /failed with code 3\. E: no space$/,
    );
  });

  it('ends a command that takes too long', async () => {
    await expect(node('setInterval(() => {}, 1000)', 200)).rejects.toThrow('was ended after 0.2 s');
  });

  it('fails where there is no such command', async () => {
    await expect(thisMachine.run('/no/such/chrome', [], { limit: 1000 })).rejects.toThrow('ENOENT');
  });
});
