import { pagesByDecision } from '../reading/page';

export const CLAIM_STATUSES = ['waiting', 'accepted', 'duplicate', 'rejected'] as const;
export const CLAIM_REFUSALS = [
  'TOKEN_MISMATCH',
  'TOKEN_MISSING',
  'EXPIRED',
  'TOO_MANY_CLAIMS',
  'BLOCKED_IDENTIFIER',
] as const;

/** Of the list of claims; a purchase shows where its own go on. */
export const CLAIM_PAGES = pagesByDecision('claims');
