import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { checksum } from './model/checksum';
import { checkModel } from './package/check-model';
import { checkSize, findProblems } from './package/find-problems';
import { readPackageFiles, zipFiles } from './package/package-files';
import { readPermissions } from './package/read-permissions';

/** Zips dist as the stores take it, unless something speaks against it. */
const root = resolve(import.meta.dirname, '..');
const target = join(root, `sightline-${packageJson.version}.zip`);
await rm(target, { force: true });

const files = await readPackageFiles(join(root, 'dist'));
const zip = zipFiles(files);
const readme = await readFile(join(root, 'README.md'), 'utf8');
const problems = [
  ...findProblems(files, {
    version: packageJson.version,
    permissions: readPermissions(readme, 'Permissions, one by one'),
    // The umbrella of the other packages of TensorFlow.js: nothing of its own is bundled.
    packages: Object.keys(packageJson.dependencies).filter((name) => name !== '@tensorflow/tfjs'),
    privateFolders: [root, homedir()].filter((folder) => folder.length > '/root'.length),
  }),
  ...(await checkModel(join(root, 'dist/model'))),
  ...checkSize(zip.length),
];

if (problems.length > 0) {
  console.error('Nothing was packaged. What is in dist must not go to a store:');
  for (const { what, next } of problems) console.error(`\n- ${what}\n  ${next}`);
  process.exitCode = 1;
} else {
  await writeFile(target, zip);
  console.log(`${target}: ${files.size} files, ${(zip.length / 1e6).toFixed(1)} MB`);
  console.log(`SHA-256 ${checksum(zip)}`);
  console.log(describeSource());
}

/** Of which commit the zip is: only of one can others build the same. */
function describeSource(): string {
  const git = (...parts: string[]) =>
    execFileSync('git', parts, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    const commit = git('rev-parse', 'HEAD');
    return git('status', '--porcelain') === ''
      ? `Of commit ${commit}.`
      : `Not of a commit: there are changes on top of ${commit}. Commit them and package again before you give this to a store.`;
  } catch {
    return 'Of no known commit: this is no clone, or git is missing.';
  }
}
