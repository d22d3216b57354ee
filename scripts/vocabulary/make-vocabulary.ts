// Writes src/core/vocabulary-table.ts anew: run it after a list in this folder was changed.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { vocabularyTable } from './vocabulary-table';
import { noWordnet, readWordnet } from './wordnet';

if (noWordnet) {
  console.error(`The vocabulary cannot be made: ${noWordnet}.`);
  process.exitCode = 1;
} else {
  const file = resolve(import.meta.dirname, '../../src/core/vocabulary-table.ts');
  const table = vocabularyTable(readWordnet());
  writeFileSync(file, table);
  console.log(`Vocabulary: ${file}, ${table.length} characters`);
}
