/** Buckets that nobody used for longest are forgotten above this number, as if they were full: some 20 MB. */
export const BUCKETS_MAX = 100_000;
const MINUTE_MS = 60_000;

interface Bucket {
  tokens: number;
  /** When there were so many. */
  at: number;
}

/** A token bucket for each key: it holds the tokens of a minute, and fills up evenly. */
export class TokenBuckets {
  /** The most recently used last. */
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly bucketsMax = BUCKETS_MAX) {}

  /**
   * Takes a token of the key's bucket. Returns 0, or the whole seconds after which there will be one.
   * @param perMinute 0: no limit
   * @param now ms of a steady clock
   */
  take(key: string, perMinute: number, now: number): number {
    if (perMinute === 0) return 0;
    const tokens = tokensOf(this.buckets.get(key), perMinute, now);
    const isEmpty = tokens < 1;
    this.buckets.delete(key);
    this.buckets.set(key, { tokens: isEmpty ? tokens : tokens - 1, at: now });
    if (this.buckets.size > this.bucketsMax) this.buckets.delete(this.buckets.keys().next().value!);
    return isEmpty ? Math.ceil(((1 - tokens) * MINUTE_MS) / perMinute / 1_000) : 0;
  }

  /** Puts back a token that was taken. */
  giveBack(key: string): void {
    const bucket = this.buckets.get(key);
    if (bucket !== undefined) bucket.tokens++;
  }
}

function tokensOf(bucket: Bucket | undefined, perMinute: number, now: number): number {
  if (bucket === undefined) return perMinute;
  return Math.min(perMinute, bucket.tokens + ((now - bucket.at) * perMinute) / MINUTE_MS);
}
