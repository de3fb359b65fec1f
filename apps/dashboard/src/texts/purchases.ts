/** The words of the list of purchases and of a purchase's story. */
import type { Shown } from '../api/client';
import { SHARED } from './shared';

type Purchase = Shown['PurchaseShown'];

export const PURCHASES = {
  title: 'Purchases',
  table: 'Purchases, the newest first',
  found: (text: string) => `What was found for ${text}`,
  search: {
    label: 'Find a purchase',
    hint: 'A whole order id, customer, device, e-mail address, discount code or reward id. An e-mail address is hashed here; it does not leave this browser.',
    submit: 'Search',
    clear: 'Show all purchases',
    nothing: 'Nothing was found',
    nothingText:
      'Ids are compared as a whole, and capitals count. Look the id up in the shop, or search for the customer.',
    noHash: 'This browser hashes e-mail addresses only on pages that came by HTTPS.',
  },
  filter: {
    status: 'Status',
    linked: 'Buyer',
    all: 'All',
    linkedYes: 'Known',
    linkedNo: 'Not known yet',
  },
  columns: {
    by: 'Found as',
    order: 'Order',
    occurredAt: 'When',
    customer: 'Customer',
    status: 'Status',
    total: 'Total',
    link: 'Linked by',
    credit: 'Credit',
    rewards: 'Rewards',
    evaluation: 'Decision',
  },
  foundBy: {
    order: 'Order',
    reward: 'Reward',
    code: 'Code',
    customer: 'Customer',
    device: 'Device',
    email: 'E-mail',
    wallet: 'Wallet',
    external: 'External id',
  } satisfies Record<Shown['FoundPurchaseShown']['by'], string>,
  none: {
    title: 'There are no purchases yet',
    text: 'They come with the webhooks of the shop. Connect one, or send an order by hand.',
    filtered: 'No purchase is like that',
    filteredText: 'Choose another status, or all.',
  },
  unlinked: 'Nobody yet',
  nobody: 'Nobody',
  more: (count: number) => `+${count}`,
  status: {
    pending: 'Pending',
    paid: 'Paid',
    partially_refunded: 'Partly refunded',
    refunded: 'Refunded',
    cancelled: 'Cancelled',
  } satisfies Record<Purchase['status'], string>,
  via: { claim: 'Browser', carried: 'Order', customer: 'Customer', email: 'E-mail' } satisfies Record<
    NonNullable<Purchase['link']>['via'],
    string
  >,
  evaluation: {
    none: 'None',
    scheduled: 'Due',
    proposed: 'Awaits approval',
    done: 'Decided',
    failed: 'Is tried again',
    exhausted: 'Given up',
  } satisfies Record<Purchase['evaluation']['state'], string>,
  sources: {
    code: 'Code',
    referral: 'Referral',
    paid: 'Paid ad',
    email: 'E-mail',
    social: 'Social network',
    organic: 'Search',
    direct: 'Direct',
    other: 'Other site',
  } satisfies Record<Shown['CreditShown']['source'], string>,
} as const;

export const PURCHASE = {
  title: (orderId: string) => `Order ${orderId}`,
  order: 'Order',
  back: 'All purchases',
  facts: {
    total: 'Total',
    refunded: 'Refunded',
    customer: 'Customer',
    when: 'Ordered',
    link: 'Buyer linked by',
    platform: 'Shop',
    codes: 'Codes',
  },
  renewal: 'Renewal of a subscription',
  missing: {
    title: 'There is no such purchase',
    text: 'No delivery of this order was taken. Look into the quarantine, or ask the shop to send it again.',
  },
  answer: 'In short',
  due: {
    title: 'A decision is due',
    text: 'Everything that comes until then is taken into account.',
    failed: (attempts: number) => `Attempt ${attempts} failed; it is tried again.`,
    reasons: SHARED.reasons as Record<string, string>,
  },
  credit: {
    title: 'Credit',
    none: 'Nobody gets credit',
    noneReason: {
      NO_TOUCHPOINT: 'No visit of the buyer before the order is known.',
      ALL_EXCLUDED: 'None of the buyer’s visits counts; see below why.',
    } as Record<string, string>,
    undecided: 'Not decided yet',
    visit: 'Visit',
    share: 'Share',
    to: 'to',
  },
  claims: {
    title: 'Reports of browsers',
    none: 'No browser reported this order. Is the tag on the page after the checkout?',
    status: { waiting: 'Waiting', accepted: 'Accepted', rejected: 'Rejected', duplicate: 'Duplicate' } as Record<
      string,
      string
    >,
    carried: 'in the order itself',
    older: 'Older ones are not shown.',
  },
  rewards: {
    title: 'Rewards',
    none: 'No reward was granted.',
    role: { referrer: 'Referrer', referee: 'Buyer' } satisfies Record<Shown['PurchaseRewardShown']['role'], string>,
    state: {
      granted: 'Held',
      available: 'Can be paid',
      paid: 'Paid',
      reversed: 'Reversed',
      clawed_back: 'Owed back',
    } as Record<string, string>,
    clawback: 'Clawback',
    until: 'until',
    onHold: 'until a decision succeeds',
    campaign: 'Campaign',
    recipient: 'For',
    amount: 'Amount',
    what: 'State',
    withheld: {
      BUDGET_EXHAUSTED: 'Withheld: budget exhausted',
      CAP_REACHED: 'Withheld: cap reached',
    } satisfies Record<Shown['WithheldShown']['code'], string>,
    shownOf: (shown: number, all: number) => `The newest ${shown} of ${all}.`,
  },
  campaigns: { title: 'What each campaign gave, and why' },
  excluded: {
    title: 'Visits that got nothing',
    text: 'And what would have had to be different.',
  },
  story: {
    title: 'What happened',
    text: 'In the order of the log: each fact, and what was decided because of it.',
    cause: (position: number) => `because of ${position}`,
    scheduledBy: (position: number) => `scheduled by ${position}`,
    raw: 'Event',
    rawMissing: 'This decision is older than what is loaded.',
    older: 'Show what came earlier',
    times: (count: number) => `${count} times within the hour`,
    position: 'Position',
  },
  evaluate: {
    ask: 'Decide again',
    title: 'Decide this purchase again?',
    text: 'Credit and rewards are made anew from everything that is known now. What was paid stays paid.',
    confirm: 'Decide again',
  },
  curl: 'Copy as curl',
} as const;
