/** The outcome of an evaluation: who gets credit for the purchase, and which rewards it should have. */
import { attribute, type AttributionInput } from '../attribution/attribute';
import type { Touchpoint } from '../attribution/touchpoint';
import type { Attribution } from '../decisions';
import type { Deciding } from '../deciding';
import type { Pseudonym } from '../identity/identifier';
import { isEarlier, policyOf, type Purchase } from '../purchases/purchase';
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

/** The identifiers of the buyer's group. */
export function membersOf({ merchant: { identities } }: Deciding, purchase: Purchase): ReadonlySet<Pseudonym> {
  return new Set(identities.membersOf(identities.groupOf(purchase.anchor!.id)));
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
    leftOut,
    isSelfReferral: selfReferral(deciding, members),
    policy,
    policyVersion: version,
  };
}

const NOTHING: Desired = { rewards: [], conditionErrors: [], rates: [], rateMissing: false };

/** A device in evidence belongs to another group. Since kernel version 2, those of that group refer nobody on it. */
function selfReferral({ merchant }: Deciding, members: ReadonlySet<Pseudonym>): (touchpoint: Touchpoint) => boolean {
  const { identities, kernelVersion } = merchant;
  return ({ referrer, identifierId }) => {
    if (referrer === undefined) return false;
    if (members.has(referrer.id)) return true;
    if (kernelVersion < 2 || members.has(identifierId)) return false;
    return identities.membersOf(identities.groupOf(identifierId)).includes(referrer.id);
  };
}

function conditionedBy(
  { kernelVersion, merchant: { purchases, touchpoints } }: Deciding,
  purchase: Purchase,
  members: ReadonlySet<string>,
): DesiredInput['conditioned'] {
  let customer: object | undefined;
  return {
    purchase: purchaseFields(purchase, kernelVersion),
    customer: () => {
      if (customer) return customer;
      let firstSeenAt = purchase.occurredAt;
      let purchasesBefore = 0;
      for (const member of members) {
        firstSeenAt = Math.min(firstSeenAt, touchpoints.firstAt(member));
        for (const orderId of purchases.byAnchor.get(member)) {
          const other = purchases.get(orderId);
          firstSeenAt = Math.min(firstSeenAt, other.occurredAt);
          if (other.everPaid && isEarlier(other, purchase)) purchasesBefore++;
        }
      }
      customer = customerFields(purchase.customer !== null, purchasesBefore, firstSeenAt);
      return customer;
    },
  };
}
