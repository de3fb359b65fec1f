/** Which parts of a shop's connection were seen. */
import type { Platform } from '../../../libs/kernel/facts';
import type { ConnectionPartName, ConnectionView } from '../../../libs/queries/connection/connection';

export interface Item {
  name: string;
  isSeen: boolean;
  /** False: it is well to have, and nothing waits for it. */
  isNeeded: boolean;
  detail: string;
}

const SHOPIFY_CLAIMS: readonly [ConnectionPartName, string][] = [
  ['checkout', 'pixel, at the checkout'],
  ['completion', 'pixel, at the order'],
];
const OTHER_CLAIMS: readonly [ConnectionPartName, string][] = [['completion', 'claim of an order']];

export function checklist(platform: Platform, isSecretSet: boolean, { parts }: Pick<ConnectionView, 'parts'>): Item[] {
  const isShopify = platform === 'shopify';
  const seen = (part: ConnectionPartName, name: string, isNeeded = true): Item => {
    const entries = parts.filter((one) => one.part === part && one.lastSeenAt !== null);
    const last = entries
      .map(({ lastSeenAt }) => lastSeenAt!)
      .sort()
      .at(-1);
    const topics = entries.flatMap(({ topic }) => topic ?? []);
    const detail = last === undefined ? 'not yet' : [last, ...topics].join(', ');
    return { name, isSeen: last !== undefined, isNeeded, detail };
  };
  const joining = parts.find(
    ({ part, firstOrderId }) => ['checkout', 'completion', 'carried'].includes(part) && firstOrderId !== null,
  );
  return [
    { name: 'webhook secret', isSeen: isSecretSet, isNeeded: true, detail: isSecretSet ? 'set' : 'not set' },
    seen('tag', 'tag'),
    ...(isShopify ? SHOPIFY_CLAIMS : OTHER_CLAIMS).map(([part, name]) => seen(part, name)),
    seen('webhook', 'webhook'),
    seen('carried', "visitor's id in the order", isShopify),
    {
      name: 'order with its visitor',
      isSeen: joining !== undefined,
      isNeeded: true,
      detail: joining === undefined ? 'not yet' : `order ${joining.firstOrderId}, by ${NAMES[joining.part]}`,
    },
  ];
}

const NAMES: Record<ConnectionPartName, string> = {
  tag: 'the tag',
  checkout: 'the claim of its checkout',
  completion: 'the claim of the order',
  webhook: 'the webhook',
  carried: 'the id that it carries',
  codes: 'its code',
};

export function isConnected(items: readonly Item[]): boolean {
  return items.every(({ isSeen, isNeeded }) => isSeen || !isNeeded);
}

const NAME_WIDTH = 26;

export function lineOf({ name, isSeen, isNeeded, detail }: Item): string {
  const more = !isSeen && !isNeeded ? ' (well to have)' : '';
  return `${isSeen ? '✓' : '·'} ${name.padEnd(NAME_WIDTH)} ${detail}${more}`;
}
