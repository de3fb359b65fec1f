/**
 * Shopify's custom pixel, which runs in a sandbox beside the checkout: it claims the checkout when it starts and when it
 * is completed. The API fills in KEY and URL, and a merchant pastes the text.
 */
import { randomId } from '../tag/random-id';

interface Checkout {
  token: string;
  order?: { id?: string | null } | null;
  attributes?: { key: string; value: string }[] | null;
}
interface Sandbox {
  analytics: { subscribe(event: string, then: (event: { data: { checkout: Checkout } }) => void): void };
  browser: { cookie: { get(name: string): Promise<string> } };
  init: { customerPrivacy?: Privacy };
  api?: { customerPrivacy?: { subscribe(event: string, then: (event: { customerPrivacy: Privacy }) => void): void } };
}
interface Privacy {
  analyticsProcessingAllowed: boolean;
}

declare const KEY: string;
declare const URL_OF_API: string;
declare const analytics: Sandbox['analytics'];
declare const browser: Sandbox['browser'];
declare const init: Sandbox['init'];
declare const api: Sandbox['api'];

const NAME = '_tributary';
const TRIES = 4;
const RETRY_MS = 1_000;
/** Claims that wait for the buyer's consent. */
const WAITING_MAX = 10;

let allowed = init.customerPrivacy?.analyticsProcessingAllowed ?? true;
const waiting: Checkout[] = [];

api?.customerPrivacy?.subscribe('visitorConsentCollected', ({ customerPrivacy }) => {
  allowed = customerPrivacy.analyticsProcessingAllowed;
  for (const checkout of waiting.splice(0)) if (allowed) void claim(checkout);
});

for (const event of ['checkout_started', 'checkout_completed']) {
  analytics.subscribe(event, ({ data: { checkout } }) => {
    if (allowed) void claim(checkout);
    else if (waiting.length < WAITING_MAX) waiting.push(checkout);
  });
}

async function claim({ token, order, attributes }: Checkout): Promise<void> {
  const cookie = await browser.cookie.get(NAME).catch(() => '');
  const anonymousId = cookie || attributes?.find(({ key }) => key === NAME)?.value;
  if (!anonymousId || !token) return;
  const orderId = order?.id ?? undefined;
  const body = JSON.stringify({ claimId: randomId(), anonymousId, token, orderId });
  for (let attempt = 0; attempt < TRIES; attempt++) {
    try {
      const { status } = await fetch(`${URL_OF_API}/v1/track/purchase?key=${KEY}`, {
        method: 'POST',
        body,
        keepalive: true,
      });
      if (status < 500 && status !== 429) return;
    } catch {
      // The network is away for a moment.
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS * 2 ** attempt));
  }
}
