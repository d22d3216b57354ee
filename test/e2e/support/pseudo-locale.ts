import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { classCount, displayName, generalWords } from '../../../src/core/vocabulary';

interface Message {
  readonly message: string;
  readonly placeholders?: object;
}

/** A letter of the Arabic alphabet for each of the English one. */
const LETTERS = 'ابتثجحخدذرزسشصضطظعغفقكلمنه';

/** Latin letters as Arabic ones; words stay as long as they are, and everything else as it is. */
const rewrite = (text: string): string =>
  text.replaceAll(
    /[a-z]/gi,
    (letter) => LETTERS[(letter.toLowerCase().charCodeAt(0) - 97) % 26] ?? '',
  );

/** A message in the pseudo-language, in brackets by which it is seen whether it is shown in full. */
export const pseudo = (message: string): string =>
  `[${message
    .split(/(\$\w+\$)/)
    .map((part, index) => (index % 2 === 1 ? part : rewrite(part)))
    .join('')}]`;

/** A word of the vocabulary in the pseudo-language. */
export const pseudoWord = rewrite;

/** Has an extension speak a language that nobody speaks: written from right to left, and with no Latin letter. */
export async function speakPseudo(extension: string): Promise<void> {
  const file = join(extension, '_locales/en/messages.json');
  const english = JSON.parse(await readFile(file, 'utf8')) as Record<string, Message>;
  const messages = Object.entries(english).map(([key, { message, placeholders }]) => [
    key,
    { message: pseudo(message), ...(placeholders && { placeholders }) },
  ]);
  const classes = Array.from({ length: classCount }, (_, index) => displayName(index));
  const words = [...generalWords.map(({ word }) => word), ...classes].map((word) => [
    `word_${word.toLowerCase().replaceAll(/[^a-z0-9]/g, '_')}`,
    { message: pseudoWord(word) },
  ]);
  const catalog = {
    ...Object.fromEntries(messages),
    ...Object.fromEntries(words),
    uiLanguage: { message: 'ar' },
    uiDirection: { message: 'rtl' },
  };
  await writeFile(file, JSON.stringify(catalog));
}
