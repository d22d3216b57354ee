import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { findCode, forbiddenCode } from '../../scripts/package/forbidden-code';

const root = resolve(import.meta.dirname, '../..');
const dist = join(root, 'dist');
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
const read = (file: string) => readFileSync(join(dist, file), 'utf8');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
};
const scripts = files.filter((file) => /\.m?js$/.test(file));
const pages = files.filter((file) => file.endsWith('.html'));

describe('the built scripts', () => {
  it('are there', () => {
    expect(scripts.length).toBeGreaterThan(8);
    expect(pages.toSorted()).toEqual([
      'src/correction/correction.html',
      'src/diagnostics/diagnostics.html',
      'src/offscreen/offscreen.html',
      'src/options/options.html',
      'src/popup/popup.html',
      'src/welcome/welcome.html',
    ]);
  });

  it.each(forbiddenCode)('do not %s', (_, pattern) => {
    const found = scripts.flatMap((file) =>
      findCode(read(file), pattern).map((piece) => `${file}: ${piece}`),
    );
    expect(found).toEqual([]);
  });

  it('are searched well: what is forbidden would be found', () => {
    const forbidden =
      'a;eval("1");new Function("x");import("https://a.example/x.js");setTimeout("y")';
    expect(findCode(forbidden, /\beval\s*\)?\s*\(/g)).toHaveLength(1);
    expect(findCode(forbidden, /\bimport\s*\(?\s*["'`]https?:/g)).toHaveLength(1);
  });
});

describe('the built pages', () => {
  it.each(pages)('%s runs its own files, and nothing that stands in it', (page) => {
    const html = read(page).replace(/<!--[\s\S]*?-->/g, '');
    const tags = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)];
    expect(tags.length).toBeGreaterThan(0);
    for (const [, attributes = '', content = ''] of tags) {
      expect(attributes).toMatch(/\bsrc="\/assets\//);
      expect(content.trim()).toBe('');
    }
    expect(html).not.toMatch(
      /\son[a-z]+\s*=|javascript:|<iframe|<object|<embed|<base\b|\sstyle\s*=/i,
    );
    for (const [, address] of html.matchAll(/\b(?:src|href)="([^"]*)"/g)) {
      expect(address).toMatch(/^(\/|#)(?!\/)/);
    }
  });
});

describe('the third-party notices', () => {
  const notices = read('THIRD-PARTY-NOTICES.txt');
  const named = [...notices.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+) (\d+\.\d+\.\d+\S*) \(/gm)].map(
    ([, name = '', version]) => ({ name, version }),
  );
  it('name each package in the version that is locked', () => {
    expect(named.length).toBeGreaterThan(10);
    for (const { name, version } of named) {
      expect(lock.packages[`node_modules/${name}`], name).toMatchObject({ version });
    }
  });

  it('name every package that the extension asks for, and WordNet', () => {
    // The umbrella of the other packages of TensorFlow.js: nothing of its own is bundled.
    const asked = Object.keys(packageJson.dependencies).filter(
      (name) => name !== '@tensorflow/tfjs',
    );
    expect(asked.filter((name) => !named.some((each) => each.name === name))).toEqual([]);
    expect(notices).toContain('WordNet');
  });
});

describe('the lock file', () => {
  it('holds every package that is asked for, in that version, by the sum of its bytes', () => {
    const asked = { ...packageJson.dependencies, ...packageJson.devDependencies };
    for (const [name, version] of Object.entries(asked)) {
      expect(lock.packages, name).toHaveProperty(
        [`node_modules/${name}`],
        expect.objectContaining({ version }),
      );
    }
    const unsummed = Object.entries(lock.packages)
      .filter(([path, entry]) => path !== '' && !('integrity' in entry) && !('link' in entry))
      .map(([path]) => path);
    expect(unsummed).toEqual([]);
  });
});
