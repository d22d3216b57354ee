/** Why a picture that was found is not labelled unasked: it is no picture that people look at. */
export const leftOutReasons = [
  'icon',
  'tracking-pixel',
  'spacer',
  'sprite',
  'pattern',
  'gradient',
  'background',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** How many pictures of a page were left out, by reason. */
export type LeftOutCounts = Readonly<Partial<Record<LeftOutReason, number>>>;
