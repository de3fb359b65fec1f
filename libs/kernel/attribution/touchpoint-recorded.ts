/** A touchpoint came: its device is seen, and purchases that it may have led to are evaluated again. */
import { reevaluateFor } from '../evaluation/settling';
import { factRule } from '../fact-rule';
import type { TouchpointRecorded } from '../facts';
import { toRef } from '../identity/identifier';
import { isBlocked } from '../policy-history';
import { toMillis, type Moment } from '../time';

export const touchpointRecorded = factRule<TouchpointRecorded>({
  evolve({ identities, touchpoints, policies }, data, moment) {
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
      occurredAt: occurredAt(data, moment),
    });
  },

  decide(deciding, data) {
    const { merchantId, anonymousId: device } = data;
    if (isBlocked(deciding.policyNow(), device)) {
      deciding.emit({ type: 'IdentifierBlocked', data: { merchantId, identifier: toRef(device), in: 'touchpoint' } });
    } else {
      reevaluateFor(deciding, device.id, occurredAt(data, deciding));
    }
  },
});

/** Browser clocks may be wrong: a touchpoint never occurs after it was recorded. */
function occurredAt(data: TouchpointRecorded, { recordedAt }: Moment): number {
  return Math.min(toMillis(data.occurredAt), recordedAt);
}
