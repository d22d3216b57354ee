/** How much may be spent at once, and how much of it comes back. */
export interface Allowance {
  readonly most: number;
  readonly perSecond: number;
}

/** What is left of an allowance, and when that was so, in milliseconds since 1970. */
export interface Bucket {
  readonly left: number;
  readonly at: number;
}

export const fullBucket = ({ most }: Allowance, now: number): Bucket => ({ left: most, at: now });

/** What is there by now. A clock that was put back gives nothing, and takes nothing. */
export function refill(bucket: Bucket, { most, perSecond }: Allowance, now: number): Bucket {
  const seconds = Math.max(0, now - bucket.at) / 1000;
  return { left: Math.min(most, bucket.left + seconds * perSecond), at: now };
}

/** @returns the bucket with one less in it; nothing where it is empty */
export const takeOne = ({ left, at }: Bucket): Bucket | undefined =>
  left >= 1 ? { left: left - 1, at } : undefined;
