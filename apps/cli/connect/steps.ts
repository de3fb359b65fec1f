/** What to do in a shop to connect it, with addresses and keys filled in. */
import type { Platform } from '../../../libs/kernel/facts';

export interface Filled {
  merchantId: string;
  /** The address of Tributary, without a slash at its end. */
  url: string;
  /** The publishable key. */
  key: string;
  /** Null: the program was not built. */
  tag: { path: string; integrity: string } | null;
  secret: SecretState;
}

export type SecretState =
  /** Shown this once. */
  | { kind: 'made'; secret: string }
  | { kind: 'set' }
  /** The shop has it, and Tributary has not. */
  | { kind: 'missing' };

export interface Step {
  title: string;
  lines: string[];
}

export function stepsOf(platform: Platform, filled: Filled): Step[] {
  const steps = { shopify: shopifySteps, woocommerce: wooCommerceSteps, custom: customSteps }[platform];
  return steps(filled);
}

export function addressOfWebhook({ url, merchantId }: Pick<Filled, 'url' | 'merchantId'>, platform: Platform): string {
  return `${url}/v1/webhooks/${encodeURIComponent(merchantId)}/${platform}`;
}

/** The pinned tag, which the browser checks; without a build, the newest. */
export function tagLine({ url, key, tag }: Pick<Filled, 'url' | 'key' | 'tag'>): string {
  if (tag === null) return `<script async src="${url}/t.js" data-key="${key}"></script>`;
  return `<script async src="${url}${tag.path}" integrity="${tag.integrity}" crossorigin="anonymous" data-key="${key}"></script>`;
}

function shopifySteps(filled: Filled): Step[] {
  return [
    {
      title: 'Webhooks: Settings → Notifications → Webhooks → Create webhook',
      lines: [
        'One each for the events Order creation, Order payment, Order update and Order cancellation.',
        'Format: JSON. URL, the same for all:',
        `  ${addressOfWebhook(filled, 'shopify')}`,
      ],
    },
    {
      title: 'Secret: below the list of webhooks, "Your webhooks will be signed with …"',
      lines: secretLines(filled, 'shopify'),
    },
    {
      title: 'Tag: Online Store → Themes → … → Edit code → layout/theme.liquid, before </head>',
      lines: [`  ${tagLine(filled)}`],
    },
    {
      title: 'Pixel: Settings → Customer events → Add custom pixel',
      lines: [
        'Permission: Required, Analytics. Replace the whole code by the text of this address, Save, then Connect:',
        `  ${filled.url}/v1/connect/shopify-pixel.js?key=${filled.key}`,
      ],
    },
    {
      title: 'Try it: open the shop in a private window, agree to analytics, and order something',
      lines: ['Orders of the test gateway count only while the policy has "acceptTestOrders": true.'],
    },
  ];
}

function wooCommerceSteps(filled: Filled): Step[] {
  return [
    {
      title: 'Webhooks: WooCommerce → Settings → Advanced → Webhooks → Add webhook',
      lines: [
        'One each for the topics Order created, Order updated and Order restored. Status: Active.',
        'Delivery URL, the same for all:',
        `  ${addressOfWebhook(filled, 'woocommerce')}`,
      ],
    },
    { title: 'Secret: the field Secret, the same for all', lines: secretLines(filled, 'woocommerce') },
    {
      title: 'Tag: in the <head> of every page, such as by a plugin for header code',
      lines: [`  ${tagLine(filled)}`, 'It claims the order on the page "Order received" by itself.'],
    },
    {
      title: 'Try it: open the shop in a private window, agree to marketing if asked, and order something',
      lines: ['Cash on delivery is enough.'],
    },
  ];
}

function customSteps(filled: Filled): Step[] {
  return [
    {
      title: 'Webhook: let the shop send each version of an order, by Standard Webhooks, to',
      lines: [`  ${addressOfWebhook(filled, 'custom')}`],
    },
    { title: 'Secret: sign with it', lines: secretLines(filled, 'custom') },
    { title: 'Tag: in the <head> of every page', lines: [`  ${tagLine(filled)}`] },
    {
      title: 'Claim: on the page that confirms an order, with the token that the shop sends with the order',
      lines: ["  (window.tributary ||= []).push(['claim', { orderId: '…', token: '…' }]);"],
    },
    { title: 'Try it: open the shop in a private window, and order something', lines: [] },
  ];
}

function secretLines(filled: Filled, platform: Platform): string[] {
  const { merchantId, url, secret } = filled;
  if (secret.kind === 'made') return ['Made just now, and shown this once:', `  ${secret.secret}`];
  if (secret.kind === 'set') {
    return ['It is set. To set it again, run this command with --secret-file.'];
  }
  return [
    'Put it into a file and run this command with --secret-file, or set it with the admin key:',
    `  curl -X PUT ${url}/v1/merchants/${encodeURIComponent(merchantId)}/webhooks/${platform} \\`,
    `    -H "Authorization: Bearer $ADMIN_API_KEY" -H 'Content-Type: application/json' -d '{ "secret": "…" }'`,
  ];
}
