import type { Group } from '../core/groups';
import { groupName } from '../interface/group-name';
import { localWord } from '../language/local-word';

/** What something is found by: its words and its group, in the user's language and in English. */
export function searchTexts(words: readonly string[], group: Group | undefined): string[] {
  const both = words.flatMap((word) => [word, localWord(word)]);
  return group ? [...both, groupName(group), group.replaceAll('-', ' ')] : both;
}
