import { readdir } from 'node:fs/promises';
import { TINY_ID, verifyModel } from '../model/verify-model';
import type { Problem } from './problem';

/** What set-up puts beside the files for which the card has checksums. */
const BESIDE = ['card.json', 'MODEL.md', 'calibration.json', 'known-answer.json'];

const GET_IT =
  'Set SIGHTLINE_MODEL to a folder with MobileNet, or go online, then run `npm run package` again.';

/** The model is the real one, whole and unaltered, and nothing else lies beside it. */
export async function checkModel(folder: string): Promise<readonly Problem[]> {
  const found = await verifyModel(folder);
  if (found.state === 'absent') return [{ what: 'it holds no model', next: GET_IT }];
  if (found.state === 'wrong') {
    return [{ what: `its model is not whole: ${found.problem}`, next: GET_IT }];
  }
  const { id, sha256 } = found.card;
  const known = [...BESIDE, ...Object.keys(sha256)];
  const strays = (await readdir(folder)).filter((file) => !known.includes(file));
  const problems = strays.map((file) => ({
    what: `model/${file} is no file of the model`,
    next: 'Delete public/model/* but MODEL.md, and run `npm run setup`.',
  }));
  return id === TINY_ID
    ? [
        ...problems,
        { what: 'its model is the tiny one, which knows colours, not things', next: GET_IT },
      ]
    : problems;
}
