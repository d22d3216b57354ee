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
      'declarativeNetRequestWithHostAccess',
      'offscreen',
      'scripting',
      'storage',
    ]);
    expect(manifest.host_permissions).toEqual(['http://*/*', 'https://*/*', 'file:///*']);
    expect(manifest).not.toHaveProperty('optional_permissions');
    expect(manifest).not.toHaveProperty('optional_host_permissions');
  });

  it('opens no file of the extension to web pages', () => {
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('externally_connectable');
  });

  it('allows no script but the extension’s own', () => {
    const policy = manifest.content_security_policy.extension_pages;
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|script-src[^;]*http/);
  });

  it('bears the version of the package', () => {
    expect(manifest.version).toBe(packageJson.version);
  });

  it('is what the build makes of it', () => {
    const built = JSON.parse(read('dist/manifest.json')) as Record<string, unknown>;
    const { permissions, host_permissions, content_security_policy } = manifest;
    expect(built).toMatchObject({
      permissions,
      host_permissions,
      content_security_policy,
      message_serialization: 'structured_clone',
      minimum_chrome_version: '148',
    });
    expect(built).not.toHaveProperty('web_accessible_resources');
  });
});

describe('the documents', () => {
  const permissions = [...manifest.permissions, ...manifest.host_permissions];

  it.each(['README.md', 'PRIVACY.md'])('%s explains every permission', (file) => {
    const text = read(file);
    expect(permissions.filter((permission) => !text.includes(`\`${permission}\``))).toEqual([]);
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
