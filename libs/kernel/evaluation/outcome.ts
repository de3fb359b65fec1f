/** The outcome of an evaluation: who gets credit for the purchase, and which rewards it should have. */
import { attribute, type AttributionInput } from '../attribution/attribute';
import { codeCandidates, NO_DEVICE, visitCandidate } from '../attribution/order-candidates';
import type { Touchpoint } from '../attribution/touchpoint';
import type { Attribution } from '../decisions';
import type { Deciding } from '../deciding';
import type { Pseudonym } from '../identity/identifier';
import { isEarlier, policyOf, type Purchase } from '../purchases/purchase';
import { unlinkedWith } from '../purchases/unlinked';
import { customerFields, purchaseFields } from '../rewards/condition';
import { desiredRewards, type Desired, type DesiredInput } from '../rewards/desired';

/** What an evaluation would decide now. Changes nothing. */
export interface Outcome {
  attribution: Attribution;
  desired: Desired;
}

/** @param tell told what becomes of each campaign, for those who explain */
export function outcomeOf(deciding: Deciding, purchase: Purchase, tell?: DesiredInput['tell']): Outcome {
  const { merchant } = deciding;
  const members = membersOf(deciding, purchase);
  const { attribution, credited } = attribute(attributionInputOf(deciding, purchase, members));
  const campaigns = merchant.campaigns.inForce(purchase.firstPosition);
  if (campaigns.length === 0) return { attribution, desired: NOTHING };
  const desired = desiredRewards({
    purchase,
    attribution,
    credited,
    campaigns,
    conditioned: conditionedBy(deciding, purchase, members),
    rates: merchant.rates,
    kernelVersion: merchant.kernelVersion,
    tell,
  });
  return { attribution, desired };
}

/** The identifiers of the buyer's group; none of a purchase that is not linked. */
export function membersOf({ merchant: { identities } }: Deciding, { anchor }: Purchase): ReadonlySet<Pseudonym> {
  return new Set(anchor === null ? [] : identities.membersOf(identities.groupOf(anchor.id)));
}

/** All that the attribution of the purchase depends on now. */
export function attributionInputOf(
  deciding: Deciding,
  purchase: Purchase,
  members: ReadonlySet<Pseudonym>,
): AttributionInput {
  const { merchant } = deciding;
  const touchpoints: Touchpoint[] = [];
  const devices = [...members, ...purchase.evidence.filter((device) => !members.has(device))];
  for (const device of devices) {
    for (const touchpoint of merchant.touchpoints.of(device)) touchpoints.push(touchpoint);
  }
  const leftOut = devices.reduce((sum, id) => sum + merchant.touchpoints.leftOutUntil(id, purchase.occurredAt), 0);
  const { policy, version } = policyOf(merchant.policies, purchase);
  return {
    purchasedAt: purchase.occurredAt,
    touchpoints,
    own: codeCandidates(purchase, merchant.codes),
    lastResort: visitCandidate(purchase),
    leftOut,
    isSelfReferral: selfReferral(deciding, purchase, members),
    policy,
    policyVersion: version,
  };
}

const NOTHING: Desired = { rewards: [], conditionErrors: [], rates: [], rateMissing: false };

/**
 * A device in evidence belongs to another group. Since kernel version 2, those of that group refer nobody on it. Nor does
 * whoever the order itself names as its buyer refer by its code, linked or not.
 */
function selfReferral(
  { merchant }: Deciding,
  { customer, email }: Purchase,
  members: ReadonlySet<Pseudonym>,
): (touchpoint: Touchpoint) => boolean {
  const { identities, kernelVersion } = merchant;
  return ({ referrer, identifierId }) => {
    if (referrer === undefined) return false;
    if (members.has(referrer.id)) return true;
    if (identifierId === NO_DEVICE) return referrer.id === customer?.id || referrer.id === email?.id;
    if (kernelVersion < 2 || members.has(identifierId)) return false;
    return identities.membersOf(identities.groupOf(identifierId)).includes(referrer.id);
  };
}

function conditionedBy(
  deciding: Deciding,
  purchase: Purchase,
  members: ReadonlySet<string>,
): DesiredInput['conditioned'] {
  const { kernelVersion, merchant } = deciding;
  let customer: object | undefined;
  return {
    purchase: purchaseFields(purchase, kernelVersion),
    customer: () => {
      if (customer) return customer;
      let firstSeenAt = purchase.occurredAt;
      let purchasesBefore = 0;
      for (const member of members) firstSeenAt = Math.min(firstSeenAt, merchant.touchpoints.firstAt(member));
      for (const other of othersOfBuyer(deciding, purchase, members)) {
        firstSeenAt = Math.min(firstSeenAt, other.occurredAt);
        if (other.everPaid && isEarlier(other, purchase)) purchasesBefore++;
      }
      customer = customerFields(purchase.customer !== null, purchasesBefore, firstSeenAt);
      return customer;
    },
  };
}

/** The buyer's purchases as far as they are known; the purchase itself may be one of them. */
function othersOfBuyer(deciding: Deciding, purchase: Purchase, members: ReadonlySet<string>): Purchase[] {
  if (purchase.anchor === null) return unlinkedWith(deciding, purchase);
  const { purchases } = deciding.merchant;
  return [...members].flatMap((member) => purchases.byAnchor.get(member).map((orderId) => purchases.get(orderId)));
}
