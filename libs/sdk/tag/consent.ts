/** Whether the visitor agreed to be recognised: the page's own word, else Shopify's, else that of WordPress. */

export type Consent = boolean | undefined;

interface CustomerPrivacy {
  analyticsProcessingAllowed?(): boolean;
  currentVisitorConsent?(): { analytics?: string };
}

interface Consenting {
  Shopify?: {
    customerPrivacy?: CustomerPrivacy;
    loadFeatures?(features: { name: string; version: string }[], done: () => void): void;
  };
  wp_has_consent?(category: string): boolean;
}

const CATEGORY = 'marketing';
const CHANGES = ['visitorConsentCollected', 'wp_consent_type_defined', 'DOMContentLoaded'];

/**
 * Tells `say` what the visitor wants, now and whenever it changes. Undefined: nobody asked yet.
 * @param word `data-consent` of the script: `granted` needs no question, `required` waits for `tributary.consent`
 */
export function watchConsent(word: string | null, say: (consent: Consent) => void): void {
  const page = window as unknown as Consenting;
  if (word === 'granted') return say(true);
  if (word !== null) return say(undefined);
  const look = () => say(page.Shopify ? ofShopify(page.Shopify.customerPrivacy) : ofWordPress(page));
  const { Shopify } = page;
  if (Shopify && !Shopify.customerPrivacy) {
    Shopify.loadFeatures?.([{ name: 'consent-tracking-api', version: '0.1' }], look);
  }
  for (const change of CHANGES) document.addEventListener(change, look);
  document.addEventListener('wp_listen_for_consent_change', (event) => {
    if ((event as CustomEvent<Record<string, string> | undefined>).detail?.[CATEGORY] === 'deny') say(false);
    else look();
  });
  // While the page loads, one who asks may still come.
  if (document.readyState !== 'loading') look();
}

function ofShopify(privacy: CustomerPrivacy | undefined): Consent {
  if (privacy?.analyticsProcessingAllowed?.()) return true;
  return privacy?.currentVisitorConsent?.().analytics === 'no' ? false : undefined;
}

/** Without the WP Consent API and without Shopify nobody is there to ask. What it answers is no, or not yet. */
function ofWordPress({ wp_has_consent: hasConsent }: Consenting): Consent {
  return !hasConsent || hasConsent(CATEGORY) ? true : undefined;
}
