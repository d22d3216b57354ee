import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

const places = [
  'background',
  'offscreen',
  'content',
  'popup',
  'diagnostics',
  'options',
  'correction',
  'welcome',
];
const subjects = ['core', 'download', 'messaging', 'storage', 'language', 'interface'];

/** What each folder may import besides itself. */
const allowed: Record<string, readonly string[]> = {
  core: [],
  download: ['core'],
  messaging: ['core'],
  storage: ['core'],
  language: ['core'],
  interface: ['core', 'messaging', 'storage', 'language'],
  background: ['core', 'download', 'messaging', 'storage'],
  offscreen: ['core', 'download', 'messaging'],
  content: ['core', 'download', 'messaging', 'storage', 'language'],
  popup: ['core', 'messaging', 'storage', 'language', 'interface'],
  diagnostics: ['core', 'messaging', 'storage', 'language', 'interface'],
  options: ['core', 'messaging', 'storage', 'language', 'interface'],
  welcome: ['core', 'messaging', 'storage', 'language', 'interface'],
  correction: ['core', 'messaging', 'storage', 'language', 'interface'],
};

const folders = [...subjects, ...places];
const forbidden = folders.flatMap((from) =>
  folders.filter((to) => to !== from && !allowed[from]?.includes(to)).map((to) => ({ from, to })),
);

/** What a tool says, whether it finds fault or not. */
async function outputOf(tool: string, args: readonly string[], cwd: string): Promise<string> {
  const program = join(root, 'node_modules/.bin', tool);
  try {
    return (await run(program, [...args], { cwd, maxBuffer: 2 ** 26 })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

describe('the borders between the folders of src', () => {
  let copy = '';

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'sightline-borders-'));
    for (const entry of [
      'src',
      'tsconfig.base.json',
      'biome.json',
      'package.json',
      'manifest.json',
    ]) {
      await cp(join(root, entry), join(copy, entry), { recursive: true });
    }
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    const references = folders.map((folder) => ({ path: `src/${folder}` }));
    await writeFile(join(copy, 'tsconfig.json'), JSON.stringify({ files: [], references }));
    // The build's leavings go into the copy, not into the project's own.
    for (const folder of folders) await redirectOutput(folder);
  }, 60_000);

  afterAll(() => rm(copy, { recursive: true, force: true }));

  async function redirectOutput(folder: string): Promise<void> {
    const file = join(copy, 'src', folder, 'tsconfig.json');
    const config = (await import(file, { with: { type: 'json' } })) as {
      default: { compilerOptions: Record<string, unknown> };
    };
    const { compilerOptions } = config.default;
    const outDir = `../../out/${folder}`;
    const changed = { ...config.default, compilerOptions: { ...compilerOptions, outDir } };
    await writeFile(file, JSON.stringify(changed));
  }

  it('are kept by the code as it is', async () => {
    expect(await outputOf('tsc', ['-b'], copy)).toBe('');
  }, 120_000);

  it('fail the type check wherever one is crossed', async () => {
    for (const folder of folders) {
      await writeFile(join(copy, 'src', folder, 'target.ts'), 'export const target = 1;\n');
    }
    for (const { from, to } of forbidden) {
      await writeFile(
        join(copy, 'src', from, `crosses-to-${to}.ts`),
        `import { target } from '../${to}/target';\n\nexport const crossed = target;\n`,
      );
    }
    const output = await outputOf('tsc', ['-b'], copy);
    const reported = forbidden.filter(({ from, to }) =>
      output.includes(`src/${from}/crosses-to-${to}.ts`),
    );
    expect(reported).toEqual(forbidden);
  }, 120_000);

  it('fail the lint when anything but the engine imports TensorFlow.js', async () => {
    const source =
      "import * as tf from '@tensorflow/tfjs';\n\nexport const version = tf.version;\n";
    await writeFile(join(copy, 'src/offscreen/second-importer.ts'), source);
    await writeFile(join(copy, 'src/offscreen/engine/another-file.ts'), source);
    const lint = (file: string) => outputOf('biome', ['lint', '--vcs-enabled=false', file], copy);
    expect(await lint('src/offscreen/second-importer.ts')).toContain('noRestrictedImports');
    expect(await lint('src/offscreen/engine/another-file.ts')).not.toContain('noRestrictedImports');
  }, 60_000);
});
