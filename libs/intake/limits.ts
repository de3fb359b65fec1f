/** Bounds of what the edge takes. Lengths are in Unicode characters. */
export const ID_LENGTH_MAX = 256;
export const URL_LENGTH_MAX = 2_048;
export const NOTE_LENGTH_MAX = 1_000;
export const BATCH_ITEMS_MAX = 500;
export const OWN_BODY_BYTES_MAX = 1_048_576;
export const SHOP_BODY_BYTES_MAX = 2_097_152;
export const NESTING_MAX = 64;
export const YEAR_MIN = 1970;
export const YEAR_MAX = 9999;
export const SIGNATURE_TOLERANCE_SECONDS = 300;
export const QUARANTINE_DAYS = 30;
/** What a rate limit may be set to, a minute; 0: no limit. */
export const RATE_LIMIT_MAX = 1_000_000;
