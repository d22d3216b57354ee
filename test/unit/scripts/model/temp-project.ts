import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { onTestFinished } from 'vitest';
import { type EnsureModelOptions, ensureModel } from '../../../../scripts/model/ensure-model';
import type { PublishedModel } from '../../../../scripts/model/published-model';
import type { Reporter } from '../../../../scripts/reporter';
import type { ModelCard } from '../../../../src/core/model-card';
import { palette, writeTinyModel } from '../../../fixtures/tiny-model';

/** A project in a folder of its own, with no model yet. */
export interface TempProject {
  readonly root: string;
  /** public/model of it. */
  readonly target: string;
  /** What set-up said so far. */
  readonly said: string[];
  /** Runs set-up with no shared folder and no download, unless told otherwise. */
  ensure(given?: Partial<EnsureModelOptions>): ReturnType<typeof ensureModel>;
}

/** Numbers that the installed packages would name, were the tiny network MobileNet. */
export function publishedAt(...addresses: string[]): PublishedModel {
  return {
    addresses,
    inputRange: [-1, 1],
    inputSize: 224,
    embeddingNode: 'module_apply_default/MobilenetV2/Logits/AvgPool',
  };
}

export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function tempProject(): Promise<TempProject> {
  const parent = await tempFolder();
  const root = join(parent, 'project');
  const target = join(root, 'public/model');
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'MODEL.md'), 'tracked by git');
  const said: string[] = [];
  return {
    root,
    target,
    said,
    ensure: (given) =>
      ensureModel({
        root,
        env: {},
        reporter: listen(said),
        readPublished: async () => publishedAt(),
        ...given,
      }),
  };
}

/** Hears everything, the progress too. */
export function listen(said: string[]): Reporter {
  return {
    say: (line) => said.push(line),
    progress(title) {
      said.push(title);
      return { update: (state) => said.push(`${title}: ${state}`), end: () => {} };
    },
  };
}

/** Writes the tiny network under a real model's id, so that set-up takes it for MobileNet. */
export async function writeRealModel(folder: string, id = 'mobilenet-test'): Promise<ModelCard> {
  const card = { ...(await writeTinyModel(folder)), id };
  await writeFile(join(folder, 'card.json'), JSON.stringify(card));
  for (const own of ['known-answer.json', 'calibration.json']) await rm(join(folder, own));
  return card;
}

/** Turns over one bit in the middle of a file. */
export async function alter(path: string): Promise<void> {
  const bytes = await readFile(path);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

/** Draws plain squares of 448 px, one a colour, which the tiny network names. */
export async function writeDrawings(
  folder: string,
  colours: readonly (keyof typeof palette)[] = ['red', 'blue', 'black', 'white'],
): Promise<void> {
  await mkdir(join(folder, 'drawings'), { recursive: true });
  const list = colours.map((name) => ({
    file: `${name}.png`,
    expected: [palette[name].className],
  }));
  await writeFile(join(folder, 'drawings.json'), JSON.stringify(list));
  for (const name of colours) {
    const data = new Uint8Array(448 * 448 * 3);
    for (let at = 0; at < data.length; at += 3) data.set(palette[name].rgb, at);
    const png = encode({ width: 448, height: 448, data, channels: 3, depth: 8 });
    await writeFile(join(folder, 'drawings', `${name}.png`), png);
  }
}
