import type { Attack } from './attack';
import { bodiesWithoutKey } from './bodies-without-key';
import { heavyCampaigns } from './heavy-campaigns';
import { largeOrders } from './large-orders';
import { oneDevice } from './one-device';
import { pipelining } from './pipelining';
import { rateLimits } from './rate-limits';
import { wrongClaims } from './wrong-claims';

/** In the order in which they run. */
export const ATTACKS: Readonly<Record<string, Attack>> = {
  pipelining,
  'bodies without a key': bodiesWithoutKey,
  'large orders': largeOrders,
  'heavy campaigns': heavyCampaigns,
  'one device': oneDevice,
  'wrong claims': wrongClaims,
  'rate limits': rateLimits,
};
