import type { Group } from '../core/groups';
import { text } from './text';

/** Name of a group of things, such as "Dogs". */
export const groupName = (group: Group): string => text(`group_${group.replaceAll('-', '_')}`);
