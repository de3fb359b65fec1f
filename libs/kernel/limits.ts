/**
 * How much a decision takes into account. Decisions depend on these numbers, so a changed number needs a new kernel
 * version. The prefetch loads rows by the same numbers.
 */
export const LIMITS = {
  /** Accepted claims of one order. */
  acceptedClaims: 10,
  /** Claims with a wrong token that are refused one by one, the newest; the others are refused together. */
  wrongClaimsJudgedSingly: 100,
  /** Touchpoints that share a purchase, the newest. */
  candidates: 1_000,
  /** Exclusions that are listed with an attribution, the newest; all are counted. */
  exclusionsListed: 100,
  /** Withheld rewards whose purchases are evaluated again when room comes back, the oldest. */
  calledForRoom: 100,
  /** Retries of an evaluation that failed. */
  evaluationRetries: 3,
} as const;
