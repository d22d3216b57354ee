import { basename } from 'node:path';
import asc from 'assemblyscript/asc';
import type { Plugin } from 'vite';

const QUERY = '?wasm';

/** Compiles AssemblyScript where a module is imported as "NAME.ts?wasm": its default export is the bytes. */
export function assemblyScript(): Plugin {
  return {
    name: 'assembly-script',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(`.ts${QUERY}`)) return undefined;
      const file = id.slice(0, -QUERY.length);
      this.addWatchFile(file);
      const bytes = Buffer.from(await compile(file)).toString('base64');
      return `export default Uint8Array.from(atob('${bytes}'), (byte) => byte.charCodeAt(0));`;
    },
  };
}

/** @throws Error with what the compiler says */
async function compile(file: string): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const target = `${basename(file, '.ts')}.wasm`;
  const { error, stderr } = await asc.main(
    [
      ...[file, '--outFile', target, '-O3', '--runtime', 'stub', '--noAssert'],
      ...['--importMemory', '--enable', 'simd'],
    ],
    {
      writeFile: (name, contents) => {
        if (name.endsWith(target)) binary = contents as Uint8Array;
      },
    },
  );
  if (error || !binary) throw new Error(`${file} does not compile:\n${stderr}`, { cause: error });
  return binary;
}
