import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';

/** How a command is run. */
export interface RunOptions {
  /** Milliseconds after which the command is killed and counts as failed. */
  readonly limit: number;
  /** Hears each line of the output as it comes. */
  readonly onLine?: (line: string) => void;
}

/** What set-up asks of the computer it runs on; tests put a made-up computer in its place. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Undefined where users have no number (Windows). */
  readonly uid: number | undefined;
  exists(path: string): boolean;
  /** Names in a folder; none where it cannot be read. */
  list(folder: string): Promise<readonly string[]>;
  /** Text of /etc/os-release; empty where there is none. */
  osRelease(): Promise<string>;
  /** Where Playwright keeps the Chromium of its version, downloaded or not. */
  playwrightChromium(): Promise<string>;
  /**
   * Runs a command to its end.
   *
   * @returns everything that it wrote
   * @throws Error with its last words when it does not start, fails or takes too long
   */
  run(command: string, args: readonly string[], options: RunOptions): Promise<string>;
}

export const thisMachine: Machine = {
  env: process.env,
  platform: process.platform,
  uid: process.getuid?.(),
  exists: existsSync,
  list: (folder) => readdir(folder).catch(() => []),
  osRelease: () => readFile('/etc/os-release', 'utf8').catch(() => ''),
  playwrightChromium: async () => (await import('@playwright/test')).chromium.executablePath(),
  run: runCommand,
};

function runCommand(
  command: string,
  args: readonly string[],
  { limit, onLine }: RunOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limit,
      killSignal: 'SIGKILL',
    });
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      const lines = chunk.toString().split(/[\r\n]+/);
      for (const line of lines) if (line.trim() !== '') onLine?.(line.trim());
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const why = signal ? `was ended after ${limit / 1000} s` : `failed with code ${code}`;
      const lastWords = output.trim().split('\n').slice(-5).join('\n');
      return reject(new Error(`${command} ${why}. ${lastWords}`.trim()));
    });
  });
}
