import { describe, expect, it } from 'vitest';
import { checkSize, findProblems } from '../../../../scripts/package/find-problems';
import { forbiddenCode } from '../../../../scripts/package/forbidden-code';
import type { Promised } from '../../../../scripts/package/problem';

const promised: Promised = {
  version: '1.2.3',
  permissions: ['storage', 'https://*/*'],
  packages: ['comlink'],
  privateFolders: ['/srv/builds/of-somebody'],
};

const manifest = {
  version: '1.2.3',
  permissions: ['storage'],
  host_permissions: ['https://*/*'],
  icons: { 16: 'icons/icon-16.png' },
  background: { service_worker: 'worker.js' },
  content_scripts: [{ js: ['content.js'] }],
  content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'" },
};

const good: Readonly<Record<string, string>> = {
  'manifest.json': JSON.stringify(manifest),
  'icons/icon-16.png': 'a picture',
  'assets/moving.webp': 'another',
  'worker.js': 'import "./assets/more.js";',
  'content.js': 'fetch(location.href)',
  'assets/more.js': 'console.log("https://example.org/")',
  'src/popup/popup.html': '<script src="/assets/more.js"></script>',
  'THIRD-PARTY-NOTICES.txt': 'comlink 4.4.2 (Apache-2.0)\n\nWordNet 3.0\n',
};

/** What is found when some files are others than in a package that is right; undefined takes one away. */
function found(changes: Readonly<Record<string, string | undefined>>): string[] {
  const encoder = new TextEncoder();
  const files = new Map<string, Uint8Array>();
  for (const [path, text] of Object.entries({ ...good, ...changes })) {
    if (text !== undefined) files.set(path, encoder.encode(text));
  }
  const problems = findProblems(files, promised);
  for (const { next } of problems) expect(next).toMatch(/^\w.+\.$/);
  return problems.map(({ what }) => what);
}

const withManifest = (changes: object) =>
  found({ 'manifest.json': JSON.stringify({ ...manifest, ...changes }) });

it('finds nothing in a package that is right', () => {
  expect(found({})).toEqual([]);
});

describe('of the manifest, refused is', () => {
  it.each<[string, object, string]>([
    ['another version', { version: '1.2.2' }, 'of version 1.2.2, package.json of 1.2.3'],
    ['a permission more', { permissions: ['storage', 'tabs'] }, 'asks for tabs'],
    ['a host more', { host_permissions: ['https://*/*', 'ftp://*/*'] }, 'asks for ftp://*/*'],
    ['a permission less', { permissions: [] }, 'README.md explains storage'],
    ['a developer’s key', { key: 'MIIB' }, '"key"'],
    ['another shop', { update_url: 'https://example.org/' }, '"update_url"'],
    ['a file for web pages', { web_accessible_resources: [] }, '"web_accessible_resources"'],
    [
      'code out of text',
      { content_security_policy: { extension_pages: "script-src 'self' 'unsafe-eval'" } },
      'lets scripts in',
    ],
    [
      'code from elsewhere',
      { content_security_policy: { extension_pages: "script-src 'self' https://example.org" } },
      'lets scripts in',
    ],
    ['a script that is not there', { content_scripts: [{ js: ['gone.js'] }] }, 'names gone.js'],
    ['an icon that is not there', { icons: { 48: 'icons/gone.png' } }, 'names icons/gone.png'],
  ])('%s', (_, changes, what) => {
    expect(withManifest(changes)).toEqual([expect.stringContaining(what)]);
  });

  it('its want, or that it is torn', () => {
    expect(found({ 'manifest.json': undefined })).toEqual(['manifest.json is missing or no JSON']);
    expect(found({ 'manifest.json': '{' })).toEqual(['manifest.json is missing or no JSON']);
  });
});

describe('of the files, refused is', () => {
  it.each([
    'src/popup/main.ts',
    'assets/more.js.map',
    'assets/more.test.js',
    'test/helper.js',
    'node_modules/comlink/index.js',
    '.DS_Store',
    '.env.json',
    'photograph.jpg',
    'assets/fixtures.json',
    'sightline.zip',
  ])('%s', (path) => {
    expect(found({ [path]: 'x' })).toEqual([`${path} is no file of an extension`]);
  });
});

describe('in the files, refused is', () => {
  it('a pointer to a source map', () => {
    expect(found({ 'worker.js': 'x();\n//# sourceMappingURL=worker.js.map' })).toEqual([
      'worker.js points to a source map',
    ]);
  });

  it.each([
    '/home/somebody/sightline/a.ts',
    'C:\\\\Users\\\\somebody',
    '/srv/builds/of-somebody/a',
  ])('the private path %s', (path) => {
    expect(found({ 'assets/more.js': `var from = "${path}"` })).toEqual([
      expect.stringContaining('assets/more.js holds the path '),
    ]);
  });

  it('whatever runs code that is not in the package', () => {
    const samples: Readonly<Record<string, string>> = {
      'make code of text': 'eval("1")',
      'run text by a timer': 'setTimeout("run()")',
      'import from elsewhere': 'import("https://example.org/a.js")',
      'take scripts from elsewhere': 'importScripts("a.js")',
      'write a script into a page': 'document.createElement("script")',
      'make markup of text': 'box.innerHTML = text',
      'run what the network sends': 'new Worker("https://example.org/a.js")',
    };
    expect(forbiddenCode.map(([what]) => what)).toEqual(Object.keys(samples));
    for (const [what, code] of Object.entries(samples)) {
      expect(found({ 'worker.js': code }), what).toContain(`worker.js might ${what}: ${code}`);
    }
  });

  it('a page that loads from elsewhere', () => {
    const page = '<script src="//example.org/a.js"></script>';
    expect(found({ 'src/popup/popup.html': page })).toEqual([
      'src/popup/popup.html loads something from elsewhere',
    ]);
  });
});

describe('of the licences, refused is', () => {
  it('the want of one', () => {
    expect(found({ 'THIRD-PARTY-NOTICES.txt': 'WordNet 3.0' })).toEqual([
      'THIRD-PARTY-NOTICES.txt has no licence of comlink',
    ]);
  });

  it('the want of all', () => {
    expect(found({ 'THIRD-PARTY-NOTICES.txt': undefined })).toHaveLength(2);
  });
});

it('refuses a zip of 6 MB', () => {
  expect(checkSize(5_999_999)).toEqual([]);
  expect(checkSize(6_000_000).map(({ what }) => what)).toEqual([
    'it has 6.0 MB, and 6 MB are the most',
  ]);
});
