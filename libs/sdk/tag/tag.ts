/** What the script of a shop's pages does. `start` never throws, and changes nothing of what the page does. */
import { arrival, forgetViews } from './arrival';
import { watchConsent, type Consent } from './consent';
import { makeQueue } from './queue';
import { randomId } from './random-id';
import { claimOfPage, markCart } from './shops';
import { attempt, keep, kept } from './storage';
import { forgetVisitor, visitorId } from './visitor';

export interface Claim {
  /** Left out when the checkout has no order yet. */
  orderId?: string | number;
  /** The shop's token of this checkout. */
  token: string | number;
}

export interface Tributary {
  /** Claims an order, or a checkout, for this browser's visitor. */
  claim(claim: Claim): void;
  /** The page's own answer of the visitor; false forgets the visitor. */
  consent(granted: boolean): void;
  /** The visitor's id; null until the visitor agreed. */
  id(): string | null;
  /** For calls made before the script was there: `(window.tributary ||= []).push(['claim', { token }])`. */
  push(...calls: Call[]): void;
}

export type Call = ['claim', Claim] | ['consent', boolean];

export interface Options {
  /** The publishable key, `pk_…`. */
  key: string;
  /** The address of the API, without a slash at its end. */
  url: string;
  /** `granted`: nobody has to be asked; `required`: wait for `consent`. Null: Shopify's or WordPress' answer counts. */
  consent?: 'granted' | 'required' | null;
  /** The type of identifier that a `ref` parameter holds. */
  referrerType?: string;
}

/** Before anybody agreed, so much waits in memory. */
const EARLY_MAX = 50;
/** The last claim. */
const CLAIMED = '_tributary_c';

export function start({ key, url, consent = null, referrerType = 'customer_id' }: Options): Tributary {
  const queue = makeQueue((path) => `${url}/v1/track/${path}?key=${key}`);
  let early: ((visitor: string) => void)[] = [];
  let agreed: Consent;
  let isOfPage = false;

  /** Does it now, or when the visitor agrees. */
  const whenAgreed = (act: (visitor: string) => void) => {
    if (agreed) act(visitorId());
    else if (agreed === undefined && early.length < EARLY_MAX) early.push(act);
  };

  const decide = (answer: Consent) => {
    const before = agreed;
    agreed = answer;
    if (answer === false) {
      early = [];
      queue.clear();
      forgetVisitor();
      forgetViews();
      keep(CLAIMED, '');
    } else if (answer && !before) {
      const visitor = visitorId();
      for (const act of early.splice(0)) act(visitor);
      markCart(visitor);
      queue.flush();
    }
  };

  const see = (isLoaded: boolean) => {
    const view = { href: location.href, referrer: isLoaded ? document.referrer : '', isLoaded, at: Date.now() };
    const touchpointId = randomId();
    whenAgreed((anonymousId) => {
      const visit = arrival(view, referrerType);
      if (visit !== null) queue.add(touchpointId, 'touchpoint', { touchpointId, anonymousId, ...visit }, view.at);
    });
    const claim = claimOfPage();
    if (claim !== null) api.claim(claim);
  };

  const api: Tributary = {
    claim: ({ orderId, token }) =>
      attempt(() =>
        whenAgreed((anonymousId) => {
          const claimId = randomId();
          const order = orderId === undefined ? {} : { orderId: String(orderId) };
          const sent = { ...order, token: String(token) };
          const said = JSON.stringify([anonymousId, sent]);
          // A confirmation page that is loaded again says nothing new.
          if (kept(CLAIMED) === said) return;
          keep(CLAIMED, said);
          queue.add(claimId, 'purchase', { claimId, anonymousId, ...sent });
        }),
      ),
    consent(granted) {
      isOfPage = true;
      attempt(() => decide(granted));
    },
    id: () => (agreed ? visitorId() : null),
    push(...calls) {
      for (const [name, word] of calls) attempt(() => api[name](word as never));
    },
  };

  attempt(() => {
    watchConsent(consent, (answer) => isOfPage || attempt(() => decide(answer)));
    see(true);
    watchNavigation(() => attempt(() => see(false)));
    addEventListener('pagehide', () => agreed && queue.beacon());
  });
  return api;
}

/** Pages that change their address without loading. The page's own call comes first, whatever happens here. */
function watchNavigation(seen: () => void): void {
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (this: History, ...args) {
      original.apply(this, args);
      seen();
    };
  }
  addEventListener('popstate', seen);
}
