/** A touchpoint came: its device is seen, and purchases that it may have led to are evaluated again. */
import { reevaluateFor } from '../evaluation/settling';
import { factRule } from '../fact-rule';
import type { TouchpointRecorded } from '../facts';
import { toRef } from '../identity/identifier';
import { isBlocked } from '../policy-history';
import { SECOND, toMillis, type Millis, type Moment } from '../time';
import type { MerchantWorld } from '../world';

export const touchpointRecorded = factRule<TouchpointRecorded>({
  evolve(merchant, data, moment) {
    const { identities, touchpoints, policies } = merchant;
    const { position } = moment;
    const policy = policies.at(position);
    const { anonymousId: device, referrer } = data;
    if (isBlocked(policy, device)) return;
    identities.see(device, moment);
    touchpoints.add({
      touchpointId: data.touchpointId,
      position,
      identifierId: device.id,
      source: data.source,
      channel: data.channel,
      campaign: data.campaign,
      referrer: referrer === undefined || isBlocked(policy, referrer) ? undefined : toRef(referrer),
      url: data.url,
      occurredAt: occurredAt(merchant, data, moment),
    });
  },

  decide(deciding, data) {
    const { merchantId, anonymousId: device } = data;
    if (isBlocked(deciding.policyNow(), device)) {
      deciding.emit({ type: 'IdentifierBlocked', data: { merchantId, identifier: toRef(device), in: 'touchpoint' } });
    } else {
      reevaluateFor(deciding, device.id, occurredAt(deciding.merchant, data, deciding));
    }
  },
});

/**
 * Browser clocks may be wrong: a touchpoint never occurs after it was recorded. Since kernel version 2, one that a browser
 * sent occurs at most `maxBackdateSeconds` before, so that nobody can write himself into a purchase of yesterday.
 */
function occurredAt({ policies, kernelVersion }: MerchantWorld, data: TouchpointRecorded, moment: Moment): Millis {
  const { position, recordedAt } = moment;
  const said = Math.min(toMillis(data.occurredAt), recordedAt);
  if (kernelVersion < 2 || data.fromBrowser === undefined) return said;
  return Math.max(said, recordedAt - policies.at(position).policy.maxBackdateSeconds * SECOND);
}
