import { join } from 'node:path';
import sharp from 'sharp';
import { formatPercent } from '../../src/core/format-percent';
import { displayName } from '../../src/core/vocabulary';
import type { Answer } from './answer';

/** Longest side of a thumbnail in pixels: twice that on the page, for sharp screens. */
const THUMBNAIL = 320;

const STYLE = `
  :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
  body { max-width: 1080px; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2.5rem; }
  ul { list-style: none; padding: 0; display: grid; gap: 1rem;
    grid-template-columns: repeat(auto-fill, minmax(310px, 1fr)); }
  ul > li { display: flex; gap: .9rem; padding: .8rem; border-radius: .5rem;
    border: 1px solid color-mix(in srgb, currentColor 18%, transparent); }
  img { width: 120px; height: 120px; object-fit: contain; flex: none; border-radius: .25rem;
    background: color-mix(in srgb, currentColor 6%, transparent); }
  div { min-width: 0; } p { margin: 0; overflow-wrap: anywhere; }
  .said { font-weight: 600; } .said.wrong { color: light-dark(#a3201b, #ff9b94); }
  .file, ol { font-size: .85rem; opacity: .75; } ol { margin: .4rem 0 0; padding-left: 1.2rem; }
  ol .true { font-weight: 700; }
`;

/** Of wrong words the surest, then of what is not named the surest. */
export const worstFirst = (answers: readonly Answer[]): { wrong: Answer[]; unsaid: Answer[] } => ({
  wrong: answers
    .filter(({ shown }) => shown && !shown.isRight)
    .sort((a, b) => (b.shown?.probability ?? 0) - (a.shown?.probability ?? 0)),
  unsaid: answers.filter(({ shown }) => !shown).sort((a, b) => bestOf(b) - bestOf(a)),
});

const bestOf = ({ scores }: Answer): number => scores.topFive[0]?.probability ?? 0;

/**
 * A page for people that shows the worst errors.
 *
 * @param folder that the photographs lie in
 * @param title what was measured, in a line
 * @returns HTML that needs no other file
 */
export async function errorsPage(
  folder: string,
  title: string,
  answers: readonly Answer[],
): Promise<string> {
  const { wrong, unsaid } = worstFirst(answers);
  const section = async (heading: string, some: readonly Answer[]) => {
    const items = await Promise.all(some.map((answer) => itemOf(folder, answer)));
    return `<h2>${escapeHtml(heading)}: ${some.length} of ${answers.length}</h2><ul>${items.join('')}</ul>`;
  };
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Worst errors</title>',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<style>${STYLE}</style><h1>Worst errors</h1><p>${escapeHtml(title)}</p>`,
    await section('Wrong words, the surest first', wrong),
    await section('Not named, the surest first', unsaid),
    '</html>',
  ].join('\n');
}

async function itemOf(folder: string, answer: Answer): Promise<string> {
  const { photograph, scores, shown } = answer;
  const truth = displayName(photograph.class);
  const topFive = scores.topFive.map(
    ({ name, probability }) =>
      `<li${name === truth ? ' class="true"' : ''}>${escapeHtml(`${name} ${formatPercent(probability, 'en')}`)}</li>`,
  );
  return `<li><img alt="" src="${await thumbnailOf(join(folder, photograph.file))}"><div>
    <p class="said${shown ? ' wrong' : ''}">${escapeHtml(saidOf(answer))}</p>
    <p>is: ${escapeHtml(truth)}</p>
    <p class="file">${escapeHtml(photograph.file)}</p>
    <ol>${topFive.join('')}</ol></div></li>`;
}

/** What people are told, in a line. */
export function saidOf({ verdict }: Answer): string {
  if (verdict.kind !== 'label')
    return { unsure: 'not sure', graphic: 'not a photo', unwanted: 'hidden' }[verdict.kind];
  const { certainty, word, probability } = verdict;
  const how = certainty === 'plain' ? '' : `${certainty} `;
  return `${how}${word} ${formatPercent(probability, 'en')}`;
}

/** A small copy as a data: address; one pixel of nothing where the format is none that can be read here. */
async function thumbnailOf(path: string): Promise<string> {
  try {
    const size = {
      width: THUMBNAIL,
      height: THUMBNAIL,
      fit: 'inside',
      withoutEnlargement: true,
    } as const;
    const bytes = await sharp(path).rotate().resize(size).webp({ quality: 70 }).toBuffer();
    return `data:image/webp;base64,${bytes.toString('base64')}`;
  } catch {
    return 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==';
  }
}

/** Text as it stands in HTML, in attributes too. */
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);
