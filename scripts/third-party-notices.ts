import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import license, { type Dependency } from 'rollup-plugin-license';
import type { Plugin } from 'vite';

/** The vocabulary in src/core is made from WordNet, which is no package that a bundler could find. */
const wordnetLicense = resolve(import.meta.dirname, 'vocabulary/WORDNET-LICENSE.txt');

/**
 * Writes the licences of all packages that the extension takes in beside it, for its bundles carry none of
 * their notices, and that of WordNet.
 *
 * @param fileName of the notices in the build
 * @returns a plugin for the bundle, and one for the workers in it, which are bundled first
 */
export function thirdPartyNotices(fileName: string): { bundle: Plugin[]; worker: Plugin } {
  const found = new Map([['WordNet', readFileSync(wordnetLicense, 'utf8')]]);
  const collect = () =>
    license({
      thirdParty: {
        output: (dependencies) => {
          for (const dependency of dependencies) {
            found.set(`${dependency.name} ${dependency.version}`, noticeOf(dependency));
          }
        },
      },
      // A Rollup plugin, typed for Rollup; it uses only what Vite's bundler has as well.
    }) as unknown as Plugin;
  const write: Plugin = {
    name: 'third-party-notices',
    generateBundle() {
      // By code units: the order of a language would be another on another machine.
      const notices = [...found.keys()].toSorted().map((name) => found.get(name));
      this.emitFile({ type: 'asset', fileName, source: notices.join(`\n${'-'.repeat(79)}\n\n`) });
    },
  };
  return { bundle: [collect(), write], worker: collect() };
}

function noticeOf(dependency: Dependency): string {
  const { name, version, license: licence, licenseText, noticeText } = dependency;
  const parts = [`${name} ${version} (${licence})`, licenseText, noticeText];
  return parts.filter((part) => part).join('\n\n');
}
