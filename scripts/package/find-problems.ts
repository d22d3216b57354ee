import { checkCode, checkKinds, checkNotices, checkSecrecy } from './check-contents';
import { checkManifest } from './check-manifest';
import type { PackageFiles } from './package-files';
import type { Problem, Promised } from './problem';

/** Bytes of the zip: what the stores' visitors wait for. */
const MOST_BYTES = 6_000_000;

/** All that speaks against giving these files to a store. */
export const findProblems = (files: PackageFiles, promised: Promised): readonly Problem[] =>
  [checkManifest, checkKinds, checkSecrecy, checkCode, checkNotices].flatMap((check) =>
    check(files, promised),
  );

/** @param size of the zip in bytes */
export const checkSize = (size: number): readonly Problem[] =>
  size < MOST_BYTES
    ? []
    : [
        {
          what: `it has ${(size / 1e6).toFixed(1)} MB, and ${MOST_BYTES / 1e6} MB are the most`,
          next: 'See which files grew: `unzip -v` lists them.',
        },
      ];
