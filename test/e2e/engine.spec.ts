import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { image, nameOf, percentOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import { tinyExtension } from './support/prepare-extensions';
import { expectOnly } from './support/sightline';

const weights = 'group1-shard1of1.bin';

/** Ways in which a model may be unusable, each with what the popup says of it. */
const spoilt: readonly { how: string; why: RegExp; spoil: (model: string) => Promise<void> }[] = [
  {
    how: 'no model',
    why: /card\.json is missing/,
    spoil: (model) => rm(model, { recursive: true }),
  },
  {
    how: 'a model with an altered byte',
    why: /bin is not the one that its card describes/,
    spoil: async (model) => {
      const bytes = await readFile(join(model, weights));
      bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
      await writeFile(join(model, weights), bytes);
    },
  },
  {
    how: 'a model that does not give its known answer',
    why: /wrong answers/,
    spoil: async (model) => {
      const file = join(model, 'known-answer.json');
      const answer = JSON.parse(await readFile(file, 'utf8')) as { logits: number[] };
      await writeFile(file, JSON.stringify({ ...answer, logits: answer.logits.toReversed() }));
    },
  },
  {
    how: 'the calibration of another model',
    why: /calibration\.json does not belong to the model/,
    spoil: async (model) => {
      const file = join(model, 'calibration.json');
      const calibration = JSON.parse(await readFile(file, 'utf8')) as object;
      await writeFile(file, JSON.stringify({ ...calibration, model: 'another' }));
    },
  },
];

/** Lets a test use a copy of the extension, changed. */
async function withChanged(
  change: (extension: string) => Promise<void>,
  use: (extension: string) => Promise<void>,
): Promise<void> {
  const extension = await mkdtemp(join(tmpdir(), 'sightline-changed-'));
  try {
    await cp(tinyExtension, extension, { recursive: true });
    await change(extension);
    await use(extension);
  } finally {
    await rm(extension, { recursive: true, force: true });
  }
}

for (const { how, why, spoil } of spoilt) {
  test(`with ${how} no picture gets a label, and the popup says why`, async ({ site, launch }) => {
    const spoilModel = (extension: string) => spoil(join(extension, 'model'));
    await withChanged(spoilModel, async (extension) => {
      const sightline = await launch({ extension });
      putColour(site, 'red');
      site.putPage('/', image('/red.png'));

      const { page, reader } = await sightline.open(site.url('/'));
      const popup = await sightline.openPopup(page);

      await expect(popup.locator('#status')).toHaveText('Not working');
      await expect(popup.locator('#engine-detail')).toContainText(why);
      await expect(popup.locator('#troubles')).toContainText('engine could not start');
      await expect(popup.locator('#page-counts')).not.toContainText('waiting');
      expect(await reader.badges()).toEqual([]);
    });
  });
}

test('without WebGL and WebAssembly it labels in plain JavaScript, and says so', async ({
  site,
  launch,
}) => {
  await withChanged(forbidWasm, async (extension) => {
    const sightline = await launch({ extension, args: ['--disable-3d-apis'] });
    putColour(site, 'red');
    site.putPage('/', image('/red.png'));

    const { page, reader } = await sightline.open(site.url('/'));
    const badge = await expectOnly(reader, nameOf('red'));
    expect(badge.percent).toBe(percentOf('red'));

    const popup = await sightline.openPopup(page);
    await expect(popup.locator('#engine-headline')).toContainText('plain JavaScript');
    await expect(popup.locator('#rejected-list')).toContainText('WebAssembly');
  });
});

/** As on a machine whose administrator has switched WebAssembly off. */
async function forbidWasm(extension: string): Promise<void> {
  const file = join(extension, 'manifest.json');
  const manifest = await readFile(file, 'utf8');
  await writeFile(file, manifest.replace(" 'wasm-unsafe-eval'", ''));
}
