import type { Policy } from '../libs/kernel/policy';

/** One line for each field that a merchant can set. `blockedIds` is how the log holds `blockedValues`. */
export const POLICY_FIELDS: Record<Exclude<keyof Policy, 'blockedIds'>, string> = {
  settlingPeriodSeconds: 'How long a purchase waits after it was first recorded before it is evaluated.',
  lookbackDays: 'Touchpoints older than this before the purchase earn no credit (`OUTSIDE_WINDOW`).',
  model: 'How the credit is shared among the touchpoints of the best source class.',
  sourceRanking:
    'Source classes, best first; only the best class present competes. Sources left out come last, together.',
  finalityDays: 'So long after its first recording a purchase is evaluated again when one of its inputs changes.',
  reprocess: 'What a merge does to evaluated purchases: evaluate again, propose it to an operator, or nothing.',
  requireToken: 'Whether a claim needs a token in the signed order to be accepted.',
  claimTtlDays: 'A claim that waited longer than this for its purchase is rejected (`EXPIRED`).',
  maxCustomersPerGroup: 'Groups that together have more customer ids than this are not merged (`CUSTOMER_CONFLICT`).',
  maxIdentifiersPerGroup: 'Groups that together have more identifiers than this are not merged (`GROUP_TOO_LARGE`).',
  blockedValues: "The merchant's own values that never identify anybody, beside the built-in ones.",
  linkByEmail: "Whether a guest order's e-mail hash takes the place of a customer id.",
  acceptTestOrders: 'Whether orders that the shop marks as tests are taken.',
  acceptCarriedDevices: 'Whether the anonymous ids that an order carries count as accepted claims.',
  subOrders: 'Whether orders that are parts of another order count; plugins for marketplaces of WooCommerce make them.',
  lateClaimHours:
    'A claim that comes later than this after its purchase connects nobody: its device counts for that purchase alone.',
  maxBackdateSeconds:
    'A touchpoint that was sent with the publishable key occurred at most so long before it was recorded.',
  mismatchAlertPercent: 'Threshold for alerts: the share of mismatched claims within 24 hours, of at least 20.',
};
