/** The first four of each, by turns. */
export function lowPairs(one: v128, other: v128): v128 {
  return i16x8.shuffle(one, other, 0, 8, 1, 9, 2, 10, 3, 11);
}

/** The last four of each, by turns. */
export function highPairs(one: v128, other: v128): v128 {
  return i16x8.shuffle(one, other, 4, 12, 5, 13, 6, 14, 7, 15);
}
