import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import packageJson from '../../package.json' with { type: 'json' };
import { TINY_ID, verifyModel } from '../../scripts/model/verify-model';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const committed = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n');

describe('the manifest', () => {
  it('asks for these permissions and no others', () => {
    expect(manifest.permissions).toEqual([
      'activeTab',
      'contextMenus',
      'offscreen',
      'scripting',
      'storage',
    ]);
    expect(manifest.host_permissions).toEqual(['http://*/*', 'https://*/*', 'file:///*']);
    // What is asked for at once slows all pages: see src/options/guarded-pictures.ts.
    expect(manifest.optional_permissions).toEqual(['declarativeNetRequestWithHostAccess']);
    expect(manifest).not.toHaveProperty('optional_host_permissions');
  });

  it('opens no file of the extension to web pages', () => {
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('externally_connectable');
  });

  it('allows its pages nothing but the extension’s own files, and to fetch pictures', () => {
    const policy = manifest.content_security_policy.extension_pages;
    const directives = policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources] as const;
    });
    expect(Object.fromEntries(directives)).toEqual({
      'default-src': ["'none'"],
      // WebAssembly is compiled from files of the extension; without this it would not be at all.
      'script-src': ["'self'", "'wasm-unsafe-eval'"],
      'worker-src': ["'self'"],
      'object-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'blob:'],
      'connect-src': ["'self'", 'http:', 'https:', 'file:'],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
    });
    expect(Object.keys(manifest.content_security_policy)).toEqual(['extension_pages']);
  });

  it('suggests keys for four shortcuts at most, which the README lists', () => {
    const keys = Object.values<{ suggested_key?: { default: string; mac: string } }>(
      manifest.commands,
    ).flatMap(({ suggested_key }) => suggested_key ?? []);
    // Chrome takes no more suggestions, and refuses an extension with a key of another form.
    expect(keys.length).toBeLessThanOrEqual(4);
    const readme = read('README.md');
    for (const { default: key, mac } of keys) {
      expect(key).toMatch(/^Alt\+Shift\+(?:[A-Z0-9]|Comma|Period)$/);
      // Option and a letter write a character on a Mac.
      expect(mac).toBe(key.replace('Alt', 'MacCtrl'));
      expect(readme).toContain(`\`${key.replace('Period', '.').replace('Comma', ',')}\``);
    }
  });

  it('gets its version from the package, where alone it stands', () => {
    const built = JSON.parse(read('dist/manifest.json')) as Record<string, unknown>;
    expect(built.version).toBe(packageJson.version);
    expect(manifest).not.toHaveProperty('version');
  });

  it('is what the build makes of it', () => {
    const built = JSON.parse(read('dist/manifest.json')) as Record<string, unknown>;
    const { permissions, optional_permissions, host_permissions, content_security_policy } =
      manifest;
    expect(built).toMatchObject({
      permissions,
      optional_permissions,
      host_permissions,
      content_security_policy,
      message_serialization: 'structured_clone',
      minimum_chrome_version: '148',
    });
    expect(built).not.toHaveProperty('web_accessible_resources');
  });
});

describe('the documents', () => {
  const permissions = [
    ...manifest.permissions,
    ...manifest.optional_permissions,
    ...manifest.host_permissions,
  ];

  it.each(['README.md', 'PRIVACY.md'])('%s explains every permission', (file) => {
    const text = read(file);
    expect(permissions.filter((permission) => !text.includes(`\`${permission}\``))).toEqual([]);
  });

  it.each(['README.md', 'PRIVACY.md'])(
    '%s explains no permission that is not asked for',
    (file) => {
      const rows = [...read(file).matchAll(/^\| ((?:`[^`]+`(?:, | and )?)+) \|/gm)];
      const named = rows.flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)]);
      const commands = /^npm |^npx /;
      const explained = named.map(([, name = '']) => name).filter((name) => !commands.test(name));
      expect(explained.toSorted()).toEqual(permissions.toSorted());
    },
  );

  it('SECURITY.md names only files that there are', () => {
    const named = [...read('SECURITY.md').matchAll(/`((?:src|test|scripts)\/[\w./*-]+)`/g)];
    const files = named.map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('CONTRIBUTING.md says of every dependency why it is there', () => {
    const text = read('CONTRIBUTING.md');
    const names = Object.keys({ ...packageJson.dependencies, ...packageJson.devDependencies });
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('README.md names only commands that there are', () => {
    const named = [...read('README.md').matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !Object.keys(packageJson.scripts).includes(name ?? ''))).toEqual(
      [],
    );
  });

  it('README.md shows pictures that are there', () => {
    const shown = [
      ...read('README.md').matchAll(/\]\(([\w/.-]+\.png)\)|srcset="([\w/.-]+)"|src="([\w/.-]+)"/g),
    ];
    const files = shown.map(([, one, two, three]) => one ?? two ?? three ?? '');
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

describe('the repository', () => {
  it('pins every dependency to one version', () => {
    const versions = Object.values({ ...packageJson.dependencies, ...packageJson.devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('holds no address of a package registry', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved":/);
  });

  it('holds no model and no photograph', () => {
    const found = committed.filter(
      (file) =>
        /\.(jpe?g|bin|tflite|onnx)$/i.test(file) ||
        (file.startsWith('public/model/') && file !== 'public/model/MODEL.md'),
    );
    expect(found).toEqual([]);
    expect(committed).toContain('public/model/MODEL.md');
  });

  it('makes no markup and no code from text', () => {
    const sources = committed.filter((file) => /^src\/.*\.ts$/.test(file));
    const risky = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/;
    expect(sources.length).toBeGreaterThan(30);
    expect(sources.filter((file) => risky.test(read(file)))).toEqual([]);
  });
});

describe('the model', () => {
  const shared = process.env.SIGHTLINE_SHARED ?? resolve(root, '../shared');

  it.skipIf(!existsSync(shared))(
    'is the real one (skipped where no folder of shared files stands)',
    async () => {
      const found = await verifyModel(join(root, 'public/model'));
      expect(found.state).toBe('right');
      expect(found.state === 'right' && found.card.id).not.toBe(TINY_ID);
    },
  );
});
