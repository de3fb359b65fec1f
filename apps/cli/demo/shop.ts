import { type Millis, toInstant } from '../../../libs/kernel/time';

/** An act of the outside world: a browser sends a request, or the shop delivers a webhook. */
export type Act =
  | { by: 'browser'; sends: 'touchpoint' | 'claim'; body: Record<string, unknown> }
  | { by: 'shop'; order: Record<string, unknown> }
  /** The payout system pays the referrer of an order. */
  | { by: 'payout'; orderId: string };

export interface Visit {
  source: string;
  channel: string;
  /** Customer id of the person who recommended the shop. */
  referrer?: string;
}

/** Writes acts as the demonstration shop and its visitors would send them; times are minutes before now. */
export class Shop {
  constructor(private readonly now: Millis) {}

  visit(device: string, { referrer, ...visit }: Visit, minutesAgo: number): Act {
    const occurredAt = this.at(minutesAgo);
    const by = referrer === undefined ? {} : { referrer: { type: 'customer_id', value: referrer } };
    const touchpointId = `${device}-${visit.channel}-${minutesAgo}`;
    const url = `https://shop.example/?utm_source=${visit.channel}`;
    return {
      by: 'browser',
      sends: 'touchpoint',
      body: { touchpointId, anonymousId: device, ...visit, ...by, url, occurredAt },
    };
  }

  /** The shop's webhook of an order; `customerId` undefined: a guest. */
  order(orderId: string, total: number, minutesAgo: number, customerId?: string): Act {
    return {
      by: 'shop',
      order: {
        orderId,
        ...(customerId !== undefined && { customerId }),
        token: tokenOf(orderId),
        status: 'paid',
        total,
        currency: 'EUR',
        items: [{ sku: total < 5_000 ? 'mug' : 'teapot', quantity: 1, price: total }],
        occurredAt: this.at(minutesAgo),
      },
    };
  }

  /** A newer version of an order. */
  changed(act: Act, changes: Record<string, unknown>, minutesAgo: number): Act {
    if (act.by !== 'shop') throw new Error('only orders can change');
    return { by: 'shop', order: { ...act.order, ...changes, sourceVersion: this.at(minutesAgo) } };
  }

  /** The claim of a browser that saw the confirmation of the order. */
  claim(device: string, orderId: string, minutesAgo: number, token = tokenOf(orderId)): Act {
    const body = {
      claimId: `${device}-${orderId}`,
      anonymousId: device,
      orderId,
      token,
      occurredAt: this.at(minutesAgo),
    };
    return { by: 'browser', sends: 'claim', body };
  }

  private at(minutesAgo: number): string {
    return toInstant(this.now - minutesAgo * 60_000);
  }
}

function tokenOf(orderId: string): string {
  return `checkout-${orderId}`;
}
