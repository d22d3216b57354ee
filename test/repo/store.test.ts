import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import { readPermissions } from '../../scripts/package/read-permissions';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');
const languages = ['en', 'uk', 'ru', 'zh_CN', 'de', 'es'];

/** A listing's fields by their headings. */
const fieldsOf = (language: string): Record<string, string> =>
  Object.fromEntries(
    read(`store/listing/${language}.md`)
      .split(/^# /m)
      .slice(1)
      .map((part) => {
        const [heading = '', ...lines] = part.split('\n');
        return [heading, lines.join('\n').trim()];
      }),
  );

/** Which lines are headings, items and paragraphs, in their order. */
const shapeOf = (text: string): string[] =>
  text.split('\n').map((line) => (line.startsWith('• ') ? 'item' : line === '' ? 'gap' : 'text'));

describe('the justifications of permissions', () => {
  const permissions = [
    ...manifest.permissions,
    ...manifest.optional_permissions,
    ...manifest.host_permissions,
  ].toSorted();

  it('are of what the manifest asks for, and of nothing else', () => {
    const justified = readPermissions(read('store/permissions.md'), 'Why each permission');
    expect(justified.toSorted()).toEqual(permissions);
  });

  it('are of what README.md explains', () => {
    const explained = readPermissions(read('README.md'), 'Permissions, one by one');
    expect(explained.toSorted()).toEqual(permissions);
  });

  it('say why, in the length that the stores take', () => {
    const rows = [...read('store/permissions.md').matchAll(/^\| `.*` \| (.+) \|$/gm)];
    expect(rows.length).toBeGreaterThan(6);
    for (const [, why = ''] of rows) {
      expect(why.length).toBeGreaterThan(80);
      expect(why.length).toBeLessThanOrEqual(1000);
    }
  });
});

describe.each(languages)('the listing in %s', (language) => {
  const { Name, Summary = '', Description = '' } = fieldsOf(language);

  it('has the lengths that the stores take', () => {
    expect(Summary.length).toBeGreaterThan(20);
    expect(Summary.length).toBeLessThanOrEqual(132);
    expect(Description.length).toBeGreaterThan(250);
    expect(Description.length).toBeLessThanOrEqual(16_000);
  });

  it('says as much as the English one', () => {
    expect(shapeOf(Description)).toEqual(shapeOf(fieldsOf('en').Description ?? ''));
  });

  const messages = `public/_locales/${language}/messages.json`;

  // The stores take both from the package.
  it.skipIf(!existsSync(resolve(root, messages)))(
    'has the extension’s own name and summary',
    () => {
      const { extName, extDescription } = JSON.parse(read(messages));
      expect({ Name, Summary }).toEqual({
        Name: extName.message,
        Summary: extDescription.message,
      });
    },
  );
});

it('every language of the extension has a listing', () => {
  expect(languages).toEqual(expect.arrayContaining(readdirSync(resolve(root, 'public/_locales'))));
});

describe('the pictures', () => {
  const screenshots = readdirSync(resolve(root, 'store/screenshots'));

  it('show the labels and the popup, in light and dark', () => {
    expect(screenshots).toEqual(
      expect.arrayContaining(
        ['labels', 'popup'].flatMap((name) => [`${name}-dark.png`, `${name}-light.png`]),
      ),
    );
  });

  it.each([
    ...screenshots.map((name) => [`screenshots/${name}`, 1280, 800] as const),
    ['promo-tile.png', 440, 280] as const,
  ])('%s has the size that the stores take, and no transparency', async (file, width, height) => {
    const picture = await sharp(resolve(root, 'store', file)).metadata();
    expect(picture).toMatchObject({ format: 'png', width, height, hasAlpha: false });
  });
});
