/** How the story says times, sums, people and touchpoints: for somebody who never saw this program. */
import type { Credit, Ref } from '../../kernel/decisions';
import type { IdentifierType, Pseudonym } from '../../kernel/identity/identifier';
import { decimalText, exponentOf } from '../../kernel/money';
import type { CreditSource } from '../../kernel/policy';
import type { PlainIdentifier } from '../rows';
import { DAY, HOUR, SECOND, toInstant, type Instant, type Millis } from '../../kernel/time';

const MINUTE = 60 * SECOND;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `3 May 2026, 12:05 UTC`. */
export function when(at: Instant | Millis): string {
  const text = typeof at === 'number' ? toInstant(at) : at;
  return `${Number(text.slice(8, 10))} ${MONTHS[Number(text.slice(5, 7)) - 1]} ${text.slice(0, 4)}, ${text.slice(11, 16)} UTC`;
}

/** `2 days`, `1 hour`, `less than a minute`; rounded down to its largest unit. */
export function howLong(millis: Millis): string {
  for (const [unit, length] of [
    ['day', DAY],
    ['hour', HOUR],
    ['minute', MINUTE],
  ] as const) {
    const count = Math.floor(millis / length);
    if (count > 0) return counted(count, unit);
  }
  return 'less than a minute';
}

export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** `19.99 EUR`. */
export function sum(minorUnits: number, currency: string): string {
  return `${decimalText(minorUnits, exponentOf(currency) ?? 2)} ${currency}`;
}

/** `40 %`, from millionths. */
export function percent(share: number): string {
  return `${Number((share / 10_000).toFixed(2))} %`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const KINDS: Record<IdentifierType, string> = {
  anonymous_id: 'device',
  customer_id: 'customer',
  email_hash: 'e-mail address',
  wallet: 'wallet',
  external_id: 'external id',
};
/** Of long random values, so much is enough to tell them apart. */
const SHORT = 8;

const SOURCES: Record<CreditSource, string> = {
  code: 'code',
  referral: 'referral link',
  paid: 'paid ad',
  email: 'link in an e-mail',
  social: 'link in a social network',
  organic: 'search engine',
  direct: 'direct visit',
  other: 'link from elsewhere',
};

export function sourceInWords(source: CreditSource): string {
  return SOURCES[source];
}

export function personInWords({ type, value }: PlainIdentifier): string {
  if (value === null) return `a ${KINDS[type]} whose value is erased`;
  return `${KINDS[type]} ${isOpaque(type) ? shortened(value) : value}`;
}

/** What the words of one story are looked up in. */
export class Names {
  constructor(
    private readonly identifiers: ReadonlyMap<Pseudonym, { type: IdentifierType; value: string }>,
    private readonly campaigns: ReadonlyMap<string, string>,
    /** Touchpoint id → when it occurred. */
    private readonly touchpoints: ReadonlyMap<string, Millis>,
  ) {}

  /** `customer 4711`, `device 7c1e0d52…`; a value that was erased is not named. */
  person({ type, id }: Ref): string {
    return personInWords({ type, value: this.identifiers.get(id)?.value ?? null });
  }

  device(id: Pseudonym): string {
    return this.person({ type: 'anonymous_id', id });
  }

  campaign(campaignId: string): string {
    const name = this.campaigns.get(campaignId);
    return name === undefined || name === campaignId
      ? `campaign “${campaignId}”`
      : `campaign “${name}” (${campaignId})`;
  }

  /** `the referral link of customer 4711 (friends), 3 May 2026, 12:05 UTC`. */
  touchpoint({ touchpointId, source, channel, campaign, referrer }: Omit<Credit, 'share'>, at?: Millis): string {
    const owner = referrer === undefined ? '' : ` of ${this.person(referrer)}`;
    const labels = [channel, campaign].filter((label) => label !== undefined);
    const time = at ?? this.touchpoints.get(touchpointId);
    return (
      `the ${sourceInWords(source)}${owner}${labels.length > 0 ? ` (${labels.join(', ')})` : ''}` +
      (time === undefined ? '' : `, ${when(time)}`)
    );
  }

  touchpointById(touchpointId: string): string {
    const time = this.touchpoints.get(touchpointId);
    return `touchpoint ${touchpointId}${time === undefined ? '' : ` of ${when(time)}`}`;
  }
}

function isOpaque(type: IdentifierType): boolean {
  return type === 'anonymous_id' || type === 'email_hash';
}

function shortened(value: string): string {
  return value.length > SHORT + 4 ? `${value.slice(0, SHORT)}…` : value;
}
