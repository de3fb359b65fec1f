/**
 * How much a decision takes into account. Decisions depend on these numbers, so a changed number needs a new kernel
 * version. The prefetch loads rows by the same numbers.
 */
export const LIMITS = {
  /** Accepted claims of one order. */
  acceptedClaims: 10,
  /** So many of the newest claims with a wrong token are refused one by one; older ones are refused together. */
  wrongClaimsJudgedSingly: 100,
  /** So many of the oldest claims by token alone are judged by the purchase with their token. */
  claimsByTokenJudged: 100,
  /** Devices and codes that one version of an order carries; whoever makes the fact leaves out those after them. */
  carriedDevices: 3,
  carriedCodes: 20,
  /** So many of the newest touchpoints share a purchase. */
  candidates: 1_000,
  /** So many of the newest exclusions are listed with an attribution; all are counted. */
  exclusionsListed: 100,
  /** So many of the oldest withheld rewards have their purchases evaluated again when a budget or cap frees room. */
  calledForRoom: 100,
  /** So many of a purchase's items are shown to conditions, the first ones; all are counted. */
  itemsAsked: 200,
  /** Steps and bytes that the conditions of one evaluation may spend together; see `ConditionBudget`. */
  conditionSteps: 1_000_000,
  conditionBytes: 4_194_304,
  /** Retries of an evaluation that failed. */
  evaluationRetries: 3,
} as const;
