import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { TINY_ID, verifyModel } from '../../scripts/model/verify-model';
import { type Calibration, parseCalibration } from '../../src/core/calibration';

/** The extension as `npm run build` leaves it. */
export interface BuiltExtension {
  readonly folder: string;
  readonly model: string;
  readonly modelId: string;
  readonly calibration: Calibration;
}

/** @throws Error that says what to do, when there is none, or none with a model that knows things */
export async function builtExtension(
  folder = resolve(import.meta.dirname, '../../dist'),
): Promise<BuiltExtension> {
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new Error(`There is no extension in ${folder}. Run \`npm run setup && npm run build\`.`);
  }
  const model = join(folder, 'model');
  const found = await verifyModel(model);
  if (found.state !== 'right') {
    const problem = found.state === 'wrong' ? found.problem : 'there is none';
    throw new Error(
      `The model of the extension cannot be used: ${problem}. Run \`npm run setup && npm run build\`.`,
    );
  }
  if (found.card.id === TINY_ID) {
    throw new Error(
      'The extension holds the stand-in that knows colours, not things. Go online or set SIGHTLINE_MODEL to a folder with MobileNet, and run `npm run setup && npm run build`.',
    );
  }
  const text = await readFile(join(model, 'calibration.json'), 'utf8');
  const calibration = parseCalibration(JSON.parse(text), found.card.id);
  return { folder, model, modelId: found.card.id, calibration };
}
