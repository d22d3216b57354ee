import type { Group } from '../core/groups';
import { groupName } from '../interface/group-name';

/** What something is found by: its words, and its group in the user's language and in English. */
export const searchTexts = (words: readonly string[], group: Group | undefined): string[] =>
  group ? [...words, groupName(group), group.replaceAll('-', ' ')] : [...words];
