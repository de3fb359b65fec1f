import { ERRORS_MAX } from '../libs/intake/body-report';
import { QUERY_LENGTH_MAX } from '../libs/intake/carried';
import { CAMPAIGN_LIMITS, CAMPAIGNS_MAX } from '../libs/intake/campaigns';
import { PRIVACY_REQUEST_DAYS } from '../libs/intake/privacy-requests';
import { REQUEUED_AT_ONCE_MAX } from '../libs/intake/dead-letter-intake';
import {
  BATCH_ITEMS_MAX,
  ID_LENGTH_MAX,
  NESTING_MAX,
  NOTE_LENGTH_MAX,
  QUARANTINE_DAYS,
  SIGNATURE_TOLERANCE_SECONDS,
  URL_LENGTH_MAX,
  YEAR_MAX,
  YEAR_MIN,
} from '../libs/intake/limits';
import { RATES_MAX } from '../libs/intake/payouts';
import { SIGNATURES_MAX } from '../libs/intake/signatures';
import { LIVE_SECRETS, SECRETS_FRESH_MS } from '../libs/intake/webhook-secrets';
import { BLOCKED_VALUES_MAX } from '../libs/kernel/policy';
import { alert, FIXED, type LimitGroup, limitsOf, shown } from './limit';
import { between, count, duration } from './quantities';

const REFUSED = shown('INVALID_BODY');

export const BODIES: LimitGroup = {
  title: 'Bodies and texts',
  text: 'Lengths are in Unicode characters. `errors` of a refused body names each place.',
  limits: [
    ['Nesting of a body', `${count(NESTING_MAX)} levels`, FIXED, shown('TOO_DEEP')],
    ['Mistakes that an answer names', count(ERRORS_MAX), FIXED, '`errors` ends with the last of them.'],
    [
      'Ids, names and identifiers',
      `${count(ID_LENGTH_MAX)} characters`,
      FIXED,
      `${REFUSED}; in a path or a query ${shown('INVALID_PARAMETER')}`,
    ],
    [
      'Order id of a delivery',
      `${count(ID_LENGTH_MAX)} characters`,
      FIXED,
      `The delivery is in quarantine: ${shown('ORDER_ID_INVALID')}.`,
    ],
    ['Words of a visit, such as `channel`', `${count(ID_LENGTH_MAX)} characters`, FIXED, 'The text is cut.'],
    [
      'Code or anonymous id that an order carries',
      `${count(ID_LENGTH_MAX)} characters`,
      FIXED,
      'It is left out; the order is taken.',
    ],
    ['Landing page of an order', `${count(QUERY_LENGTH_MAX)} characters`, FIXED, 'Parameters after them are not read.'],
    ['URLs and paths of a visit', `${count(URL_LENGTH_MAX)} characters`, FIXED, 'The text is cut.'],
    ['Reasons of operators', `${count(NOTE_LENGTH_MAX)} characters`, FIXED, REFUSED],
    ['Items of a batch', count(BATCH_ITEMS_MAX), FIXED, REFUSED],
    ['Years of instants', `${YEAR_MIN} to ${YEAR_MAX}`, FIXED, REFUSED],
    ['Currencies of one `PUT /v1/exchange-rates`', count(RATES_MAX), FIXED, REFUSED],
    ["Values of the policy's `blockedValues`", count(BLOCKED_VALUES_MAX), FIXED, REFUSED],
    [
      'Age of a signature with a timestamp, in either direction',
      `${count(SIGNATURE_TOLERANCE_SECONDS)} seconds`,
      FIXED,
      shown('INVALID_SIGNATURE'),
    ],
    ['Signatures of one delivery that are compared', count(SIGNATURES_MAX), FIXED, 'Further ones count as missing.'],
    [
      'Webhook secrets of a merchant that are valid, the newest',
      count(LIVE_SECRETS),
      FIXED,
      `Older ones: ${shown('INVALID_SIGNATURE')}`,
    ],
    [
      'Time for which a webhook secret is believed',
      duration(SECRETS_FRESH_MS),
      FIXED,
      'One that another process replaced works so long.',
    ],
    [
      'Time for which a delivery is in quarantine',
      `${count(QUARANTINE_DAYS)} days`,
      FIXED,
      `It is no longer listed, and no longer counts for ${alert('deliveries-quarantined')}.`,
    ],
    [
      'Time to answer a data request',
      `${count(PRIVACY_REQUEST_DAYS['customers/data_request'])} days`,
      FIXED,
      `Afterwards ${alert('data-requested')} is an error.`,
    ],
    [
      'Time until a shop that asked for it is erased',
      `${count(PRIVACY_REQUEST_DAYS['shop/redact'])} days`,
      FIXED,
      `Until then an operator can stop it: ${alert('shop-redact-requested')}.`,
    ],
    [
      'Dead letters that one request requeues',
      count(REQUEUED_AT_ONCE_MAX),
      FIXED,
      'The oldest are requeued; `left` counts the others.',
    ],
    ['Campaigns of a merchant, archived ones included', count(CAMPAIGNS_MAX), FIXED, shown('TOO_MANY_CAMPAIGNS')],
    ...limitsOf(CAMPAIGN_LIMITS, {
      priority: ["A campaign's `priority`", between, REFUSED],
      holdDays: ["A campaign's `holdDays`", (days) => `${between(days)} days`, REFUSED],
      rewards: ["A campaign's rewards", between, REFUSED],
      tiers: ["A reward's tiers", between, REFUSED],
      budgets: ["A campaign's budgets", between, REFUSED],
      amount: ['Amounts of rewards, budgets and caps', minorUnits, REFUSED],
      from: ["A tier's `from`", minorUnits, REFUSED],
      min: ["A reward's `min`", minorUnits, REFUSED],
      max: ["A reward's `max`", minorUnits, REFUSED],
      basisPoints: ['Rates of rewards', (points) => `${between(points)} basis points`, REFUSED],
      count: ["A cap's `count`", between, REFUSED],
    }),
  ],
};

function minorUnits(bounds: readonly [number, number]): string {
  return `${between(bounds)} minor units`;
}
