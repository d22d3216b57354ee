import type { PackageFiles } from './package-files';

/** Why an extension must not go to a store, and what to do about it. */
export interface Problem {
  readonly what: string;
  readonly next: string;
}

/** What the rest of the repository says of the extension that is to be packaged. */
export interface Promised {
  readonly version: string;
  /** Permissions and hosts that README.md explains. */
  readonly permissions: readonly string[];
  /** Packages whose licences have to be in it. */
  readonly packages: readonly string[];
  /** Folders of this machine, whose names are nobody's business. */
  readonly privateFolders: readonly string[];
}

export type Check = (files: PackageFiles, promised: Promised) => readonly Problem[];

const decoder = new TextDecoder();

/** The text of a file; empty where there is none. */
export const textOf = (files: PackageFiles, path: string): string =>
  decoder.decode(files.get(path) ?? new Uint8Array());
