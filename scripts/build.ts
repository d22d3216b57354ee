import { resolve } from 'node:path';
import { build } from 'vite';
import { verifyModel } from './model/verify-model';

/** Builds the extension into dist, unless the model is missing, half-copied or altered. */
const root = resolve(import.meta.dirname, '..');
const model = await verifyModel(resolve(root, 'public/model'));
if (model.state === 'right') {
  await build({ root, logLevel: 'warn' });
  console.log(`Extension: built into ${resolve(root, 'dist')}`);
} else {
  const problem = model.state === 'wrong' ? model.problem : 'there is none';
  console.error(`The model in public/model cannot be used: ${problem}. Run \`npm run setup\`.`);
  process.exitCode = 1;
}
