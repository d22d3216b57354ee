import { findCode, forbiddenCode } from './forbidden-code';
import { type Check, textOf } from './problem';

/** The kinds of file that an extension is made of. */
const KINDS = /\.(html|css|js|mjs|json|png|svg|webp|wasm|bin|txt|md)$/;

/** Of tests, tools and systems: nothing of an extension is named so. */
const STRAYS = /(^|\/)(\.|__|test|tests|node_modules|coverage)|\.(test|spec|d)\.|\bfixture|zz-/;

/** Names of people's own folders, as tools write them into what they make. */
const HOMES = /\/(?:home|Users)\/[\w.-]+\/|\b[A-Z]:\\+Users\\+\w+/g;

/** Nothing is in it but what an extension is made of: no sources, no tests, no leftovers. */
export const checkKinds: Check = (files) =>
  [...files.keys()]
    .filter((path) => !KINDS.test(path) || STRAYS.test(path))
    .map((path) => ({
      what: `${path} is no file of an extension`,
      next: 'Take it out of public/, or out of what the build emits.',
    }));

/** No source map, and no name of a folder on the machine that built it. */
export const checkSecrecy: Check = (files, { privateFolders }) =>
  [...files.keys()].flatMap((path) => {
    const text = textOf(files, path);
    const found = [
      ...privateFolders.filter((folder) => text.includes(folder)),
      ...(text.match(HOMES) ?? []),
    ];
    const problems = found.map((folder) => ({
      what: `${path} holds the path ${folder}`,
      next: 'Find out which plugin of the build writes it there, and have it write none.',
    }));
    return /[#@] sourceMappingURL=/.test(text)
      ? [
          ...problems,
          {
            what: `${path} points to a source map`,
            next: 'Switch build.sourcemap off in vite.config.ts.',
          },
        ]
      : problems;
  });

/** Nothing is run that is not in the package. */
export const checkCode: Check = (files) => [
  ...[...files.keys()]
    .filter((path) => /\.m?js$/.test(path))
    .flatMap((path) =>
      forbiddenCode.flatMap(([what, pattern]) =>
        findCode(textOf(files, path), pattern).map((piece) => ({
          what: `${path} might ${what}: ${piece.trim()}`,
          next: 'Stores refuse that: write it another way, or leave out the package that does it.',
        })),
      ),
    ),
  ...[...files.keys()]
    .filter((path) => path.endsWith('.html') && /\ssrc="(https?:)?\/\//.test(textOf(files, path)))
    .map((path) => ({
      what: `${path} loads something from elsewhere`,
      next: 'Take it into the extension.',
    })),
];

/** The licences of all packages are in it, and WordNet's. */
export const checkNotices: Check = (files, { packages }) => {
  const notices = textOf(files, 'THIRD-PARTY-NOTICES.txt');
  return [...packages.map((name) => `${name} `), 'WordNet']
    .filter((name) => !notices.split('\n').some((line) => line.includes(name)))
    .map((name) => ({
      what: `THIRD-PARTY-NOTICES.txt has no licence of ${name.trim()}`,
      next: 'See scripts/third-party-notices.ts; a package that is not bundled is no dependency.',
    }));
};
