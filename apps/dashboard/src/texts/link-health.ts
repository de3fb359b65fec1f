/** The words of the screen that tells how well claims and purchases find each other. */
import type { Shown } from '../api/client';

export type Reason = keyof Shown['LinkExamplesShown'];

export const LINK_HEALTH = {
  title: 'Link health',
  lead: 'How many purchases are joined with a visitor, and why the others are not.',
  curl: 'Copy as curl',
  range: { label: 'Time', day: '24 hours', week: '7 days', month: '28 days' },
  none: {
    title: 'Nothing came in this time',
    text: 'Neither a purchase nor a report of a browser. Choose a longer time, or look whether the shop is connected.',
    link: 'Go to the connection',
  },
  coverage: {
    title: 'Purchases that are linked or credited',
    of: (covered: number, all: number) => `${covered.toLocaleString()} of ${all.toLocaleString()} purchases`,
    none: 'No purchases',
  },
  mismatch: {
    title: 'Reports with a wrong token, last 24 hours',
    of: (mismatched: number, judged: number) => `${mismatched.toLocaleString()} of ${judged.toLocaleString()} reports`,
    none: 'No reports',
    alert: (percent: number) => `Alert above ${percent} % of at least 20`,
    exceeded: 'Too many',
    fine: 'Fine',
  },
  linked: {
    title: 'What links them',
    via: {
      claim: 'A report of the browser',
      carried: 'The order carries the visitor',
      customer: 'The customer was known',
      email: 'The e-mail address was known',
    } satisfies Record<keyof Shown['LinkedShown'], string>,
    code: 'Not linked, credited by a code',
    visit: 'Not linked, credited by the visit that the shop saw',
    none: 'No purchase is linked yet.',
    count: 'Purchases',
  },
  course: {
    title: 'Coverage and wrong tokens over time',
    picture: (from: string, to: string) =>
      `Share of purchases that are linked or credited, and of reports with a wrong token, from ${from} to ${to}`,
    coverage: 'Linked or credited',
    mismatch: 'Wrong token',
    alert: 'Alert',
    columns: {
      time: 'Time',
      purchases: 'Purchases',
      covered: 'Linked or credited',
      judged: 'Reports judged',
      mismatched: 'Wrong token',
    },
  },
  unlinked: {
    title: 'What does not find each other, and why',
    time: 'Time',
    part: (count: number, reason: string, time: string) => `${count}: ${reason}, ${time}`,
    nothing: 'Everything found its other side.',
    show: 'Show examples',
    reasons: {
      SDK_SILENT: {
        name: 'No report of a browser',
        text: 'The order is more than an hour old, and no browser reported it. Is the tag on the confirmation page, and is the pixel connected?',
      },
      TOKEN_MISMATCH: {
        name: 'Wrong token',
        text: 'A browser reported the order with a token that the shop did not sign. Which token does the page send?',
      },
      WAITING: {
        name: 'Waiting',
        text: 'A report may still come, or the customer may become known.',
      },
      WEBHOOK_SILENT: {
        name: 'Report without an order',
        text: 'A browser reported an order more than an hour ago, and the shop has not delivered it. Does each webhook work, and do both sides mean the same id?',
      },
    } satisfies Record<Reason, { name: string; text: string }>,
  },
  examples: {
    title: (reason: string, time: string | null) => `Examples: ${reason}${time === null ? '' : `, ${time}`}`,
    newest: (shown: number, all: number) => (shown < all ? `The newest ${shown} of ${all.toLocaleString()}.` : ''),
    none: 'There are none any more: what you looked for has found its other side.',
    noOrder: 'These are checkouts that never became an order; there is no order to show.',
    close: 'Close',
    all: 'All purchases whose buyer is not known',
    order: 'Order',
    story: 'The story of this purchase',
    shop: 'What the shop said',
    browsers: 'What browsers said',
    shopSilent: 'Nothing: the shop has not delivered this order.',
    browsersSilent: 'Nothing: no browser reported this order.',
    total: 'Total',
    when: 'Ordered',
    customer: 'Customer',
    platform: 'Shop',
    codes: 'Codes',
    device: 'Device',
    named: 'named customer',
    carried: 'in the order itself',
    older: 'There are older ones.',
  },
} as const;
