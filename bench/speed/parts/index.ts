import type { Part } from '../part';
import { again } from './again';
import { bigPage } from './big-page';
import { cold } from './cold';
import { firstBadge } from './first-badge';
import { gallery } from './gallery';
import { idle } from './idle';
import { memory } from './memory';
import { scroll } from './scroll';
import { size } from './size';
import { storm } from './storm';
import { vastPage } from './vast-page';

/** All that is measured, in the order of measuring. */
export const parts: readonly Part[] = [
  gallery,
  firstBadge,
  cold,
  scroll,
  again,
  bigPage,
  idle,
  memory,
  storm,
  vastPage,
  size,
];
